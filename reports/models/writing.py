"""What every report is made of, whichever form it follows: versions, texts, materials (domain.md §11)."""

from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from reports.enums import OPEN, ReportState
from silab.common.models import Recorded


class Addressed:
    """Something whose pages a template names by what is done there: `report.urls.preview`."""

    pk: Any
    #: What is done there: the URL's name, and what it takes besides the primary key.
    pages: dict[str, tuple[str, ...]] = {}

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of its pages."""
        return {key: reverse(name, args=[self.pk, *more]) for key, (name, *more) in self.pages.items()}


class Version(Addressed, FSMModelMixin, Recorded):
    """One version of a report: its state, its PDF. What it is about, its `snapshot` of frozen figures, its
    `texts` and its `attachments` are the concrete report's.

    The state moves by the methods only; the report's actions call them, say who may and why not.
    """

    # The concrete report's own.
    texts: Any
    attachments: Any
    snapshot: Any
    file_name: Any
    #: select_related paths that writing and printing read.
    reads: tuple[str, ...] = ()

    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = FSMField(
        _("state"), max_length=15, choices=ReportState, default=ReportState.DRAFT, protected=True
    )
    # The rendered PDF: private, immutable once submitted.
    pdf = models.FileField(_("PDF"), upload_to="reports/", blank=True, editable=False)
    pdf_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # What the PDF was made of; another fingerprint of texts and figures means that it is out of date.
    pdf_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("submitted by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Whether its texts and figures may still change."""
        return self.state in OPEN

    @property
    def printed_facts(self) -> dict[str, str]:
        """What prints besides figures, texts and files, for its fingerprint."""
        return {}

    @transition("state", source=OPEN, target=ReportState.FIGURES_TAKEN)
    def freeze(self, snapshot):
        """Take these frozen figures as the report's own."""
        self.snapshot = snapshot

    @transition("state", source=ReportState.FIGURES_TAKEN, target=ReportState.SUBMITTED)
    def submit(self, *, by, at):
        """Send the report off: from now on it is not changed."""
        self.submitted_by, self.submitted_at = by, at


class Text(Recorded):
    """A part of a report that a person writes, in Markdown; `key` names the part, `report` is the concrete
    text's."""

    code_prefix = "TEKST"

    key = models.CharField(_("part"), max_length=60)
    body = models.TextField(_("text"), blank=True)
    body_en = models.TextField(_("text in English"), blank=True)
    # Grows with each save, so that two people writing at once do not overwrite each other unseen.
    revision = models.PositiveIntegerField(default=0, editable=False)
    # Made from records and not yet looked at by a person.
    is_prefilled = models.BooleanField(_("made from records"), default=False, editable=False)
    saved_at = models.DateTimeField(_("saved at"), null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("saved by"),
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.key


class Material(Addressed, Recorded):
    """A material worked out in what is reported: a file or a link; `report` is the concrete material's."""

    code_prefix = "LISA"
    report: Any

    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="attachments/", blank=True)
    # As the file was called where it came from, made safe; the stored name is random.
    file_name = models.CharField(_("file name"), max_length=120, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def ending(self) -> str:
        """The file's kind as readers know it: "PDF"."""
        return PurePosixPath(self.file_name).suffix.lstrip(".").upper()
