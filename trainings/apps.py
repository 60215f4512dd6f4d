from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    name = "trainings"
    label = "trainings"
    verbose_name = _("Trainings")

    def ready(self):
        """Connect the signals."""
        from trainings import signals  # noqa: F401
        from trainings.calls import fresh

        fresh.watch()
