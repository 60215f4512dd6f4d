"""Who may act for a municipality."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.enums import OfficialState
from municipalities.models.municipality import Municipality
from silab.common.models import Recorded


class Official(Recorded):
    """A user's right to act for a municipality: asked, then approved or refused (domain.md §1)."""

    code_prefix = "AMETNIK"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="officials"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="officials"
    )
    post = models.CharField(_("post"), max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=OfficialState, default=OfficialState.ASKED)
    responsible_for_engagement = models.BooleanField(_("responsible for engagement"), default=False)
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

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["municipality__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality"],
                name="official_once",
                violation_error_message=_("This person is already an official of this municipality."),
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.municipality}"
