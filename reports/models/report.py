"""Annual reports after form A: texts, files, comments, versions (forms.md, domain.md §11)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from reports.enums import SENT, ReportState
from reports.models.writing import Material, Text, Version
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

    def published(self):
        """Reports that everybody may read; a withdrawn one says there that it was."""
        return self.filter(published_at__isnull=False)


class AnnualReport(Version):
    """One version of the annual report (`aastaaruanne`) of a contract and year.

    The state moves by the methods below only; `reports.annual.actions` calls them, says who may and why not.
    """

    code_prefix = "ARU"
    reads = ("contract", "snapshot")
    pages = {
        "text": ("reports:report_text",),
        "figures": ("reports:report_figures",),
        "make_pdf": ("reports:report_make_pdf",),
        "preview": ("reports:report_preview",),
        "submit": ("reports:report_submit",),
        "attach": ("reports:report_attach",),
        "note": ("reports:report_note",),
        "english": ("reports:report_english",),
        "drafts": ("reports:report_drafts",),
        "last_year": ("reports:report_last_year",),
        "pdf": ("reports:annual_pdf",),
        "csv": ("reports:annual_data", "csv"),
        "json": ("reports:annual_data", "json"),
        "stamped": ("reports:report_stamped",),
        "make_stamped": ("reports:report_make_stamped",),
        "publish": ("reports:report_publish",),
        "unpublish": ("reports:report_unpublish",),
        "withdraw": ("reports:report_withdraw",),
    }

    contract = models.ForeignKey(
        "accounts.Contract", models.PROTECT, verbose_name=_("contract"), related_name="annual_reports"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    snapshot = models.ForeignKey(
        "reports.Snapshot", models.PROTECT, verbose_name=_("figures"), null=True, blank=True, related_name="+"
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
    # The same document with the stamp of acceptance on its cover; the submitted PDF stays as it was.
    stamped_pdf = models.FileField(
        _("PDF with the stamp of acceptance"), upload_to="reports/", blank=True, editable=False
    )
    stamped_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    unpublished_at = models.DateTimeField(_("publication ended at"), null=True, blank=True, editable=False)
    unpublished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("publication ended by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    unpublishing_reason = models.TextField(_("why its publication ended"), blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

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
    def file_name(self) -> str:
        """The name under which its PDF is downloaded, without an ending."""
        return f"aastaaruanne-{self.contract.slug}-{self.year}-v{self.version}"

    @transition("state", source=ReportState.SUBMITTED, target=ReportState.ACCEPTED)
    def accept(self, *, by, at):
        """The funder accepts the report."""
        self.decided_by, self.decided_at = by, at

    @transition("state", source=ReportState.SUBMITTED, target=ReportState.RETURNED)
    def send_back(self, *, by, at):
        """The funder returns the report; its next version becomes a draft."""
        self.decided_by, self.decided_at = by, at

    @transition("state", source=[ReportState.SUBMITTED, ReportState.ACCEPTED], target=ReportState.WITHDRAWN)
    def withdraw(self, *, by, at, reason):
        """Silab takes the report back; its next version may be opened."""
        self.withdrawn_by, self.withdrawn_at, self.withdrawal_reason = by, at, reason


class ReportText(Text):
    """A part of a report that a person writes, in Markdown.

    `key` names the part: "summary", "outcome:<pk>", "indicator:<pk>", "activities:<goal pk>", "deviations",
    "deviation:target:<pk>", "deviation:activity:<pk>", "materials".
    """

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="texts"
    )

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ["report", "key"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_text_once")]


class Attachment(Material):
    """A material worked out in the year: a file or a link (form A, 3.2)."""

    pages = {"file": ("reports:attachment",), "remove": ("reports:report_detach",)}

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="attachments"
    )

    class Meta:
        verbose_name = _("attached material")
        verbose_name_plural = _("attached materials")
        ordering = ["report", "pk"]


class CommentQuerySet(models.QuerySet):
    """Named questions about a funder's comments."""

    def sent(self):
        """What staff and the funder's other people see: never a draft."""
        return self.filter(is_draft=False)

    def drafts_of(self, user):
        """What the user has written and not sent; nobody else sees it."""
        return self.filter(is_draft=True, created_by=user.pk)


class Comment(Recorded):
    """What a funder said on returning or accepting a report, and what staff answered with its next version."""

    code_prefix = "MÄRKUS"

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="comments"
    )
    #: The part that it speaks of, as in ReportText.key; "" for the whole report.
    key = models.CharField(_("part"), max_length=60, blank=True)
    text = models.TextField(_("comment"))
    # Its writer's own until the decision sends it.
    is_draft = models.BooleanField(_("not sent yet"), default=False, editable=False)
    # Grows with each save of the comment, later of its answer: two tabs do not overwrite each other unseen.
    revision = models.PositiveIntegerField(default=0, editable=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "created_by", "key"],
                condition=models.Q(is_draft=True),
                name="comment_draft_once",
                violation_error_message=_("You have begun a comment on this part already."),
            )
        ]

    def __str__(self):
        return self.text[:60]


class StaffNote(models.Model):
    """What one writer tells another beside a part of the report; the funder never sees it."""

    report = models.ForeignKey(
        AnnualReport, models.CASCADE, verbose_name=_("annual report"), related_name="notes"
    )
    key = models.CharField(_("part"), max_length=60, blank=True)
    text = models.TextField(_("note"), max_length=3000)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("written by"), null=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("settled by"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("note between writers")
        verbose_name_plural = _("notes between writers")
        ordering = ["report", "pk"]

    def __str__(self):
        return self.text[:60]


class ReportDue(Recorded):
    """Until when the report of a year is to reach the funder."""

    code_prefix = "TÄHTAEG"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="report_dues"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    due_on = models.DateField(_("due"))

    class Meta:
        verbose_name = _("due date of a report")
        verbose_name_plural = _("due dates of reports")
        ordering = ["contract", "year"]
        constraints = [models.UniqueConstraint(fields=["contract", "year"], name="report_due_once")]

    def __str__(self):
        return f"{self.contract} {self.year}"


class SignedReport(Recorded):
    """A container (.asice) with a report that was signed outside; its signatures are not validated here."""

    code_prefix = "ALLKIRI"

    report = models.ForeignKey(
        AnnualReport, models.PROTECT, verbose_name=_("annual report"), related_name="signed"
    )
    file = models.FileField(_("container"), upload_to="signed/")
    file_name = models.CharField(_("file name"), max_length=120, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    #: Whether the PDF inside is ours, byte for byte.
    is_ours = models.BooleanField(_("holds our PDF"), editable=False)
    #: Names and times as the container states them, not validated.
    signers = models.JSONField(_("signers as stated"), default=list, editable=False)

    class Meta:
        verbose_name = _("signed report")
        verbose_name_plural = _("signed reports")
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sha256"],
                name="signed_report_once",
                violation_error_message=_("This container is already here."),
            )
        ]

    def __str__(self):
        return self.file_name

    @property
    def stated(self) -> list[tuple[str, datetime | None]]:
        """Each signer's name and moment as the container states them."""
        return [
            (row["name"], datetime.fromisoformat(row["at"]) if row["at"] else None) for row in self.signers
        ]
