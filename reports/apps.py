from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    label = "reports"
    verbose_name = _("Plan, money and reports")

    def ready(self):
        from reports.changes import watch_records

        post_migrate.connect(watch_records, sender=self)
