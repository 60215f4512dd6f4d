"""Abstract bases: what every record that can reach a report carries."""

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from silab.common.text import search_key, sort_key

_manager_of = cache(HistoryManager.from_queryset)


class RecordHistory(HistoryManager):
    """The manager of a history. Its class is made once: the package makes one at each use, so at each save."""

    @classmethod
    def from_queryset(cls, queryset_class, class_name=None):
        """Return the class kept for these querysets."""
        return _manager_of(queryset_class)


class Recorded(models.Model):
    """A record with its maker and its whole history: who, when, before, after (domain.md §12).

    `code_prefix` and the primary key make the record's code, by which evidence names it ("KOOL-12").
    """

    code_prefix = ""
    _history_user: Any  # set before saving: who did it
    save_without_historical_record: Any  # given by HistoricalRecords

    created_at = models.DateTimeField(_("created at"), auto_now_add=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    history = HistoricalRecords(inherit=True, history_manager=RecordHistory)

    class Meta:
        abstract = True

    @property
    def code(self) -> str:
        """The record's code in evidence lists."""
        return f"{self.code_prefix}-{self.pk}"


class Named(models.Model):
    """A record found and ordered by its name, alike on every database (domain.md §1)."""

    name = models.CharField(_("name"), max_length=200)
    search_key = models.CharField(max_length=200, editable=False, db_index=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True
        ordering = ["sort_key", "pk"]

    def save(self, *args, **kwargs):
        # Some letters unfold into several (ß, ligatures): the keys must still fit their columns.
        self.search_key = search_key(self.name)[:200]
        self.sort_key = sort_key(self.name)[:400]
        if kwargs.get("update_fields") is not None and "name" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_key", "sort_key"}
        super().save(*args, **kwargs)

    def __str__(self):
        return self.name
