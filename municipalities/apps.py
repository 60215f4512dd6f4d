from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    label = "municipalities"
    verbose_name = _("Municipalities and communities")

    def ready(self):
        """Listen for confirmed addresses."""
        from municipalities.home import signals  # noqa: F401
