"""Who may act for a municipality."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.enums import OfficialState
from municipalities.models.municipality import Municipality
from silab.common.models import Recorded


class OfficialQuerySet(models.QuerySet):
    """Named questions about officials."""

    def acting(self):
        """Those who may act for their municipality."""
        return self.filter(state=OfficialState.APPROVED)

    def waiting(self):
        """Those who asked and wait for staff."""
        return self.filter(state=OfficialState.ASKED)


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
    #: Why it was refused or taken away; the official reads it.
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
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

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["municipality__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality"],
                name="official_once",
                violation_error_message=_("This person is already an official of this municipality."),
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(responsible_for_engagement=True),
                name="official_responsible_once",
                violation_error_message=_("Someone else is already responsible for engagement here."),
            ),
            models.CheckConstraint(
                condition=models.Q(responsible_for_engagement=False) | models.Q(state=OfficialState.APPROVED),
                name="official_responsible_is_approved",
                violation_error_message=_("Only who may act for the municipality can be responsible here."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.municipality}"

    @property
    def may_act(self) -> bool:
        """Whether the right stands."""
        return self.state == OfficialState.APPROVED


class ColleagueInvitation(models.Model):
    """An official asks a colleague to act for the municipality too; the letter holds a personal link."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name=_("municipality"), related_name="colleague_invitations"
    )
    email = models.EmailField(_("e-mail address"))
    post = models.CharField(_("post"), max_length=150, blank=True)
    invited_at = models.DateTimeField(_("invited at"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("invited by"), null=True, related_name="+"
    )
    official = models.ForeignKey(
        Official, models.SET_NULL, verbose_name=_("official"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        ordering = ["-pk"]

    def __str__(self):
        return self.email
