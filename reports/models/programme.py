"""Programme reports after form B: what was promised, versions, frozen figures (forms.md, "Form B")."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.enums import SENT
from reports.models.snapshot import EvidencePage, FrozenFigures
from reports.models.writing import Material, Text, Version
from silab.common.models import Recorded


class ProgrammeTarget(Recorded):
    """What a programme's application promised; what was done is counted beside it by the measure."""

    code_prefix = "LUBADUS"

    training = models.ForeignKey(
        "trainings.Training", models.CASCADE, verbose_name=_("programme"), related_name="targets"
    )
    measure = models.CharField(_("measure"), max_length=80)
    label = models.CharField(_("what was promised"), max_length=200)
    planned = models.DecimalField(
        _("planned"), max_digits=10, decimal_places=1, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("promised result")
        verbose_name_plural = _("promised results")
        ordering = ["training", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "measure"],
                name="programme_target_once",
                violation_error_message=_("This is already among the promised results."),
            )
        ]

    def __str__(self):
        return self.label


class ProgrammeSnapshot(FrozenFigures):
    """The figures of a programme, as reports/programme/facts.py puts them together."""

    training = models.ForeignKey("trainings.Training", models.PROTECT, related_name="snapshots")

    class Meta:
        verbose_name = _("frozen figures of a programme")
        verbose_name_plural = _("frozen figures of programmes")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.training)


class ProgrammePage(EvidencePage):
    """A page of the evidence of a programme's snapshot."""

    snapshot = models.ForeignKey(ProgrammeSnapshot, models.CASCADE, related_name="pages")

    class Meta:
        verbose_name = _("evidence of a programme")
        verbose_name_plural = _("evidence of programmes")
        ordering = ["snapshot", "figure", "first"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "figure", "first"], name="programme_page_once")
        ]


class ProgrammeReportQuerySet(models.QuerySet):
    """Named questions about programme reports."""

    def for_user(self, user):
        """Reports that the user may open: all for staff, finished ones of its contracts for a funder."""
        if user.is_staff:
            return self
        if not user.is_authenticated or user.role != "funder":
            return self.none()
        return self.filter(training__contract__funders=user.pk, state__in=SENT)


class ProgrammeReport(Version):
    """One version of a programme's report (`koolitusprogrammi aruanne`).

    `reports.programme.actions` moves its state: draft → figures taken → submitted, which ends it.
    """

    code_prefix = "PARU"
    reads = ("training__contract", "snapshot")
    pages = {
        "text": ("reports:programme_text",),
        "figures": ("reports:programme_figures",),
        "make_pdf": ("reports:programme_make_pdf",),
        "preview": ("reports:programme_preview",),
        "submit": ("reports:programme_submit",),
        "cover": ("reports:programme_cover",),
        "attach": ("reports:programme_attach",),
        "pdf": ("reports:programme_pdf",),
        "csv": ("reports:programme_data", "csv"),
        "json": ("reports:programme_data", "json"),
    }

    training = models.ForeignKey(
        "trainings.Training", models.PROTECT, verbose_name=_("programme"), related_name="reports"
    )
    snapshot = models.ForeignKey(
        ProgrammeSnapshot, models.PROTECT, verbose_name=_("figures"), null=True, blank=True, related_name="+"
    )
    # Part 6. Figures are counted up to this day.
    dated_on = models.DateField(_("date of the report"), null=True, blank=True)
    author = models.CharField(_("author of the report"), max_length=150, blank=True)

    objects = ProgrammeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme report")
        verbose_name_plural = _("programme reports")
        ordering = ["training", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "version"],
                name="programme_report_version_once",
                violation_error_message=_("This version of the report already exists."),
            )
        ]

    def __str__(self):
        return f"{self.training} v{self.version}"

    def get_absolute_url(self):
        return reverse("reports:programme_report", args=[self.training.slug])

    @property
    def file_name(self) -> str:
        """The name under which its PDF is downloaded, without an ending."""
        return f"programmi-aruanne-{self.training.slug}-v{self.version}"

    @property
    def printed_facts(self) -> dict[str, str]:
        """Part 6: date and author."""
        return {"dated_on": str(self.dated_on or ""), "author": self.author}


class ProgrammeText(Text):
    """A part of a programme report that a person writes.

    `key`: "recruitment", "preparation", "delivery", "mentoring", "closing", "results", "deviations",
    "deviation:target:<pk>", "materials", "advice".
    """

    code_prefix = "PTEKST"

    report = models.ForeignKey(
        ProgrammeReport, models.CASCADE, verbose_name=_("programme report"), related_name="texts"
    )

    class Meta:
        verbose_name = _("text of a programme report")
        verbose_name_plural = _("texts of programme reports")
        ordering = ["report", "key"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="programme_text_once")]


class ProgrammeMaterial(Material):
    """A material worked out in the programme: a file or a link (form B, 4)."""

    code_prefix = "PLISA"

    pages = {"file": ("reports:programme_material",), "remove": ("reports:programme_detach",)}

    report = models.ForeignKey(
        ProgrammeReport, models.CASCADE, verbose_name=_("programme report"), related_name="attachments"
    )

    class Meta:
        verbose_name = _("material of a programme report")
        verbose_name_plural = _("materials of programme reports")
        ordering = ["report", "pk"]
