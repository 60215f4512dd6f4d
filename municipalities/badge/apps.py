from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BadgeConfig(AppConfig):
    name = "municipalities.badge"
    label = "badge"
    verbose_name = _("Badge")
