"""Communities: how they define themselves, are accepted, and who speaks for them (domain.md §2)."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.enums import CommunityKind, CommunityState, SpokespersonRole
from municipalities.models.municipality import Municipality
from silab.common.models import Named, Recorded


def mandate_on(day: date, prefix: str = "") -> Q:
    """Return the condition that a mandate (at `prefix`, such as "spokespersons__") runs on `day`."""
    return Q(**{f"{prefix}mandate_from__lte": day}) & (
        Q(**{f"{prefix}mandate_to": None}) | Q(**{f"{prefix}mandate_to__gte": day})
    )


class CommunityQuerySet(models.QuerySet):
    """Named questions about communities."""

    def accepted(self):
        """Communities that their municipality has accepted."""
        return self.filter(state=CommunityState.ACCEPTED)

    def for_user(self, user):
        """Communities whose record the user may open: all for staff, their municipality's for officials."""
        if user.is_staff:
            return self
        return self.filter(municipality__in=Municipality.objects.for_user(user))


class Community(Named, Recorded):
    """A community (`kogukond`) on the territory of a municipality."""

    code_prefix = "KOGU"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="communities"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CommunityKind)
    self_definition = models.TextField(_("self-definition"), blank=True)
    boundary = models.CharField(_("boundary or shared interest"), max_length=300, blank=True)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    defined_on = models.DateField(_("self-defined on"))
    state = models.CharField(
        _("state"), max_length=10, choices=CommunityState, default=CommunityState.DEFINED
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("accepted by"),
        null=True,
        blank=True,
        related_name="+",
    )
    sent_back_reason = models.TextField(_("why it was sent back"), blank=True)
    sent_back_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("sent back by"),
        null=True,
        blank=True,
        related_name="+",
    )
    #: Who described the community and hears what the municipality decides.
    representative = models.ForeignKey(
        "accounts.Person",
        models.PROTECT,
        verbose_name=_("representative"),
        null=True,
        blank=True,
        related_name="represented_communities",
    )

    objects = CommunityQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "search_key"],
                name="community_name_once",
                violation_error_message=_("This municipality already has a community of this name."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CommunityState.ACCEPTED) | Q(accepted_at__isnull=False),
                name="community_accepted_has_time",
                violation_error_message=_("An accepted community needs the time of its acceptance."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("municipalities:community", args=[self.pk])

    def clean(self):
        """Refuse an acceptance that lies in the future."""
        if self.accepted_at and self.accepted_at > timezone.now():
            raise ValidationError({"accepted_at": _("The time of acceptance cannot lie in the future.")})

    @property
    def is_decided(self) -> bool:
        """Whether the municipality has said its word."""
        return self.state != CommunityState.DEFINED


class SpokespersonQuerySet(models.QuerySet):
    """Named questions about mandates."""

    def on(self, day: date):
        """Mandates that run on the day; their last day counts."""
        return self.filter(mandate_on(day))


class Spokesperson(Recorded):
    """Who speaks for a community, with a mandate from–to (`eestkõneleja`, `külavanem`)."""

    code_prefix = "EEST"

    community = models.ForeignKey(
        Community, models.CASCADE, verbose_name=_("community"), related_name="spokespersons"
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, verbose_name=_("person"), related_name="mandates"
    )
    role = models.CharField(
        _("role"), max_length=15, choices=SpokespersonRole, default=SpokespersonRole.SPOKESPERSON
    )
    mandate_from = models.DateField(_("mandate from"))
    mandate_to = models.DateField(_("mandate until"), null=True, blank=True)
    chosen_how = models.CharField(_("how chosen"), max_length=200, blank=True)

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("spokesperson")
        verbose_name_plural = _("spokespersons")
        ordering = ["community", "-mandate_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mandate_to=None) | Q(mandate_to__gte=models.F("mandate_from")),
                name="mandate_ends_after_start",
                violation_error_message=_("A mandate cannot end before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.community}"

    def clean(self):
        """Refuse a mandate that overlaps another one of the same community (domain.md §2)."""
        if self.community_id and any(self.overlaps(other) for other in self._others()):
            raise ValidationError(_("This mandate overlaps another mandate of the same community."))

    def overlaps(self, other: "Spokesperson") -> bool:
        """Return whether the two mandates share a day."""
        if not (self.mandate_from and other.mandate_from):
            return False
        return self.mandate_from <= (other.mandate_to or date.max) and other.mandate_from <= (
            self.mandate_to or date.max
        )

    def _others(self):
        return Spokesperson.objects.filter(community=self.community_id).exclude(pk=self.pk)
