"""An invitation to take a role."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.accounts.enums import Role
from silab.common.models import Recorded

VALID_FOR = timedelta(days=7)
SIGNER = Signer(salt="silab.accounts.invitation")


def in_a_week():
    """Return when an invitation made now runs out."""
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet):
    """Named questions about invitations."""

    def by_token(self, token: str):
        """Return the invitation of a link; raise Invitation.DoesNotExist for a link that we did not make."""
        try:
            return self.get(pk=SIGNER.unsign(token))
        except BadSignature:
            raise Invitation.DoesNotExist(token) from None


class Invitation(Recorded):
    """A signed, expiring, single-use link that gives its reader a role (domain.md §12)."""

    code_prefix = "KUTSE"

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=10, choices=[c for c in Role.choices if c[0] != Role.VISITOR]
    )
    contract = models.ForeignKey(
        "accounts.Contract",
        models.CASCADE,
        verbose_name=_("contract"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only for a funder: the contract whose plan and reports they see."),
    )
    expires = models.DateTimeField(_("valid until"), default=in_a_week, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("accepted by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.FUNDER, contract__isnull=False)
                | (~Q(role=Role.FUNDER) & Q(contract__isnull=True)),
                name="invitation_contract_for_funder",
                violation_error_message=_("A funder’s invitation names a contract, no other one does."),
            )
        ]

    def __str__(self):
        return self.email

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The link's path; whoever has it holds the invitation."""
        return reverse("accounts:invitation", args=[SIGNER.sign(self.pk)])

    @property
    def is_accepted(self) -> bool:
        """Whether somebody took the role."""
        return self.accepted_at is not None

    @property
    def is_expired(self) -> bool:
        """Whether its days are over."""
        return timezone.now() >= self.expires
