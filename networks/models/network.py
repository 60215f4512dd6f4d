"""Networks (`võrgustik`) of municipalities, their members and who comes for them (domain.md §4)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from silab.common.models import Named, Recorded


class NetworkQuerySet(models.QuerySet):
    """Named questions about networks."""

    def for_user(self, user):
        """Networks whose record the user may open: all for staff, for officials those that their municipality
        is in or was in."""
        if user.is_staff:
            return self
        own = Municipality.objects.for_user(user).values("pk")
        return self.filter(Exists(Membership.objects.filter(network=OuterRef("pk"), municipality__in=own)))


class Network(Named, Recorded):
    """A network of municipalities that learn from one another."""

    code_prefix = "VÕRK"

    purpose = models.TextField(_("purpose"), blank=True)
    started_on = models.DateField(_("started"))
    contract = models.ForeignKey(
        "accounts.Contract",
        models.PROTECT,
        verbose_name=_("contract"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects = NetworkQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def get_absolute_url(self):
        return reverse("networks:detail", args=[self.pk])


class MembershipQuerySet(models.QuerySet):
    """Named questions about memberships."""

    def on(self, day):
        """Memberships on the day; `left_on` is the first day without."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class Membership(Recorded):
    """A municipality in a network from–to; `left_on` is the first day without."""

    code_prefix = "LIIGE"

    network = models.ForeignKey(
        Network, models.CASCADE, verbose_name=_("network"), related_name="memberships"
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        related_name="memberships",
    )
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["network", "municipality__sort_key", "joined_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=models.F("joined_on")),
                name="membership_ends_after_start",
                violation_error_message=_("A membership cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["network", "municipality"],
                condition=Q(left_on=None),
                name="membership_open_once",
                violation_error_message=_("This municipality is already a member of this network."),
            ),
        ]

    def __str__(self):
        return f"{self.municipality} · {self.network}"

    def lasts_on(self, day) -> bool:
        """Whether the municipality is a member on the day."""
        return self.joined_on <= day and (self.left_on is None or self.left_on > day)


class Representative(Recorded):
    """Who comes to the meetings for a member; invitations go to them."""

    code_prefix = "ESINDAJA"

    membership = models.ForeignKey(
        Membership, models.CASCADE, verbose_name=_("membership"), related_name="representatives"
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, verbose_name=_("person"), related_name="network_representations"
    )

    class Meta:
        verbose_name = _("representative in a network")
        verbose_name_plural = _("representatives in a network")
        ordering = ["membership", "person__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["membership", "person"], name="representative_once")]

    def __str__(self):
        return str(self.person)
