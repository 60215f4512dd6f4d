"""A contract with a funder. It stands with the roles because it says what a funder may see, and so low
because records (trainings, costs) name the contract they were done under."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded


class ContractQuerySet(models.QuerySet):
    """Named questions about contracts."""

    def for_user(self, user):
        """Contracts that the user may open: all for staff, its own for a funder, else none."""
        if user.is_staff:
            return self
        return (
            self.filter(funders=user.pk) if user.is_authenticated and user.role == "funder" else self.none()
        )


class Contract(Recorded):
    """An agreement with a funder over years, with a plan, a budget and yearly reports."""

    code_prefix = "LEP"

    slug = models.SlugField(_("short name"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    funder_name = models.CharField(_("funder"), max_length=200)
    # Form A prints it as its second heading (forms.md).
    field_of_action = models.CharField(_("field of action"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    funders = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("the funder's people"),
        blank=True,
        related_name="contracts",
        limit_choices_to={"role": "funder"},
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="contract_ends_after_start",
                violation_error_message=_("A contract cannot end before it starts."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def years(self) -> range:
        """The calendar years that the contract touches."""
        return range(self.starts_on.year, self.ends_on.year + 1)
