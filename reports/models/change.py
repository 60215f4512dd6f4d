"""That records changed: what figures kept in memory are held against."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """How often a database connection has changed records, as a growing number; written by the database itself
    (reports/changes.py). Each connection has its own row, so that nobody who writes waits for another."""

    connection = models.PositiveIntegerField(_("database connection"), primary_key=True)
    number = models.BigIntegerField(_("number"))

    class Meta:
        verbose_name = _("change of records")
        verbose_name_plural = _("changes of records")
        ordering = ["connection"]

    def __str__(self):
        return f"{self.connection}: {self.number}"
