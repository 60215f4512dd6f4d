"""An invitation to take a role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.accounts.enums import Role
from silab.common.models import Recorded


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
    )
    expires = models.DateTimeField(_("expires"))
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

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]

    def __str__(self):
        return self.email
