"""The end of a training: certificates, and refunds of those who fell out (domain.md §3)."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.enums import RefundState
from trainings.models.participant import Participant


class Certificate(Recorded):
    """A certificate of whoever completed a training; its number verifies it to anybody."""

    code_prefix = "TUNNISTUS"

    participant = models.OneToOneField(
        Participant, models.PROTECT, verbose_name=_("participant"), related_name="certificate"
    )
    #: Random, in letters that are not mistaken for one another: "7KQF-2MXD-9TRW".
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    #: As printed; stays when the person's name changes later.
    name = models.CharField(_("name"), max_length=200, editable=False)
    # Private: the participant's by link, staff's, nobody else's.
    pdf = models.FileField(_("PDF"), upload_to="certificates/", blank=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"), editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-pk"]

    def __str__(self):
        return self.number

    @property
    def is_valid(self) -> bool:
        """Whether it was not revoked."""
        return self.revoked_at is None


class RefundClaim(Recorded):
    """Training costs that *may* be claimed from the employer of a participant who dropped out.

    Proposed by the system, decided by staff, never automatic. The amount is in EUR with VAT and never over
    the programme's limit, which the action checks.
    """

    code_prefix = "HÜVITIS"

    participant = models.OneToOneField(
        Participant, models.PROTECT, verbose_name=_("participant"), related_name="refund_claim"
    )
    cause = models.CharField(_("cause"), max_length=300)
    amount = models.DecimalField(
        _("amount"), max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RefundState, default=RefundState.PROPOSED, editable=False
    )
    reason = models.TextField(_("reason of the decision"), max_length=2000, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("refund claim")
        verbose_name_plural = _("refund claims")
        ordering = ["participant__training", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="proposed") | ~Q(reason=""), name="refund_decision_has_reason"
            )
        ]

    def __str__(self):
        return f"{self.participant} · {self.get_state_display()}"
