"""The form that a contract's annual report follows, as data (forms.md, "Form A" is one of them)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.enums import SectionKind
from silab.common.models import Recorded


class FormSection(Recorded):
    """A section of the report's form: its place, what it holds and its official heading in each language.

    A contract without sections of its own follows form A.
    """

    code_prefix = "OSA"

    contract = models.ForeignKey(
        "accounts.Contract", models.CASCADE, verbose_name=_("contract"), related_name="form_sections"
    )
    order = models.PositiveSmallIntegerField(_("order"))
    #: 1 to 3: the depth of its heading.
    level = models.PositiveSmallIntegerField(_("depth"), default=1)
    kind = models.CharField(_("holds"), max_length=12, choices=SectionKind)
    #: Under which its text is saved; stays when the heading changes.
    key = models.SlugField(_("short name"), max_length=40)
    heading = models.CharField(_("heading"), max_length=300)
    heading_en = models.CharField(_("heading in English"), max_length=300, blank=True)
    guidance = models.TextField(_("guidance to the writer"), blank=True)
    is_required = models.BooleanField(_("must be written before submitting"), default=False)

    class Meta:
        verbose_name = _("section of a form")
        verbose_name_plural = _("sections of forms")
        ordering = ["contract", "order"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "order"], name="form_section_order_once"),
            models.UniqueConstraint(
                fields=["contract", "key"],
                name="form_section_key_once",
                violation_error_message=_("Another section already has this short name."),
            ),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 3)),
                name="form_section_level",
                violation_error_message=_("Headings are one to three levels deep."),
            ),
        ]

    def __str__(self):
        return self.heading
