from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    label = "municipalities"
    verbose_name = _("Municipalities and communities")

    def ready(self):
        """Listen for confirmed addresses; have the database keep mandates apart after each `migrate`."""
        from municipalities.home import signals  # noqa: F401
        from municipalities.mandate_guard import keep

        post_migrate.connect(keep, sender=self)
