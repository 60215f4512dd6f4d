"""Campaigns: a letter to many municipalities at once, then the calls that follow it (domain.md §1).

They stand with the trainings because most of them recruit for one; what they write into the register are
contacts like any other."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Recorded
from trainings.enums import CallOutcome
from trainings.models.training import Training


class CampaignQuerySet(models.QuerySet):
    """Named questions about campaigns."""

    def for_user(self, user):
        """Campaigns that the user may open: all for staff, else none."""
        return self if user.is_staff else self.none()


class Campaign(Recorded):
    """A letter with merge fields to chosen municipalities, and the calls after it."""

    code_prefix = "KAMPAANIA"

    title = models.CharField(_("title"), max_length=200)
    training = models.ForeignKey(
        Training,
        models.PROTECT,
        verbose_name=_("training"),
        null=True,
        blank=True,
        related_name="campaigns",
        help_text=_("The contacts then count in its recruitment."),
    )
    subject = models.CharField(_("subject of the letter"), max_length=150)
    body = models.TextField(_("letter"), max_length=20_000)
    calls_due_on = models.DateField(_("call by"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("sent by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-pk"]

    def __str__(self):
        return self.title


class CampaignRecipient(Recorded):
    """One municipality of a campaign: where the letter went and how the call ended."""

    code_prefix = "SAAJA"

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, verbose_name=_("campaign"), related_name="recipients"
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, verbose_name=_("municipality"), related_name="+"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    letter = models.OneToOneField(
        "municipalities.Contact",
        models.SET_NULL,
        verbose_name=_("letter"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    call = models.OneToOneField(
        "municipalities.Contact",
        models.SET_NULL,
        verbose_name=_("call"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    outcome = models.CharField(
        _("outcome of the call"), max_length=12, choices=CallOutcome, default=CallOutcome.TO_CALL
    )
    called_at = models.DateTimeField(_("called at"), null=True, blank=True, editable=False)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("called by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("recipient of a campaign")
        verbose_name_plural = _("recipients of campaigns")
        ordering = ["campaign", "municipality__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "municipality"],
                name="campaign_recipient_once",
                violation_error_message=_("This municipality is already in the campaign."),
            )
        ]

    def __str__(self):
        return str(self.municipality)
