"""Annual reports after form A: texts, files, comments, versions (forms.md, domain.md §11)."""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from reports.enums import OPEN, SENT, ReportState
from silab.common.models import Recorded


class AnnualReportQuerySet(models.QuerySet):
    """Named questions about annual reports."""

    def for_user(self, user):
        """Reports that the user may open: all for staff, what was sent of its contracts for a funder."""
        if user.is_staff:
            return self
        if not user.is_authenticated or user.role != "funder":
            return self.none()
        return self.filter(contract__funders=user.pk, state__in=SENT)


class AnnualReport(FSMModelMixin, Recorded):
    """One version of the annual report (`aastaaruanne`) of a contract and year.

    The state moves by the methods below only; `reports.annual.actions` calls them, says who may and why not.
    """

    code_prefix = "ARU"

    contract = models.ForeignKey(
        "accounts.Contract", models.PROTECT, verbose_name=_("contract"), related_name="annual_reports"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = FSMField(
        _("state"), max_length=15, choices=ReportState, default=ReportState.DRAFT, protected=True
    )
    snapshot = models.ForeignKey(
        "reports.Snapshot", models.PROTECT, verbose_name=_("figures"), null=True, blank=True, related_name="+"
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
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "year", "version"],
                name="annual_report_version_once",
                violation_error_message=_("This version of the report already exists."),
            )
        ]

    def __str__(self):
        return f"{self.contract} {self.year} v{self.version}"

    def get_absolute_url(self):
        return reverse("reports:report", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether its texts and figures may still change."""
        return self.state in OPEN

    @property
    def file_name(self) -> str:
        """The name under which its PDF is downloaded, without an ending."""
        return f"aastaaruanne-{self.contract.slug}-{self.year}-v{self.version}"

    @transition(state, source=OPEN, target=ReportState.FIGURES_TAKEN)
    def freeze(self, snapshot):
        """Take these frozen figures as the report's own."""
        self.snapshot = snapshot

    @transition(state, source=ReportState.FIGURES_TAKEN, target=ReportState.SUBMITTED)
    def submit(self, *, by, at):
        """Send the report to the funder."""
        self.submitted_by, self.submitted_at = by, at

    @transition(state, source=ReportState.SUBMITTED, target=ReportState.ACCEPTED)
    def accept(self, *, by, at):
        """The funder accepts the report."""
        self.decided_by, self.decided_at = by, at

    @transition(state, source=ReportState.SUBMITTED, target=ReportState.RETURNED)
    def send_back(self, *, by, at):
        """The funder returns the report; its next version becomes a draft."""
        self.decided_by, self.decided_at = by, at


class ReportText(Recorded):
    """A part of a report that a person writes, in Markdown.

    `key` names the part: "summary", "outcome:<pk>", "indicator:<pk>", "activities:<goal pk>", "deviations",
    "deviation:target:<pk>", "deviation:activity:<pk>", "materials".
    """

    code_prefix = "TEKST"

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="texts"
    )
    key = models.CharField(_("part"), max_length=60)
    body = models.TextField(_("text"), blank=True)
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
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ["report", "key"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_text_once")]

    def __str__(self):
        return self.key


class Attachment(Recorded):
    """A material worked out in the year: a file or a link (form A, 3.2)."""

    code_prefix = "LISA"

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="attachments"
    )
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="attachments/", blank=True)
    # As the file was called where it came from, made safe; the stored name is random.
    file_name = models.CharField(_("file name"), max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = _("attached material")
        verbose_name_plural = _("attached materials")
        ordering = ["report", "pk"]

    def __str__(self):
        return self.title

    @property
    def ending(self) -> str:
        """The file's kind as readers know it: "PDF"."""
        return PurePosixPath(self.file_name).suffix.lstrip(".").upper()


class Comment(Recorded):
    """What a funder said on returning or accepting a report."""

    code_prefix = "MÄRKUS"

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="comments"
    )
    text = models.TextField(_("comment"))

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["report", "pk"]

    def __str__(self):
        return self.text[:60]
