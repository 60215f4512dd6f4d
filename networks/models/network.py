"""Networks (`võrgustik`) of municipalities: members, meetings, decisions (domain.md §4)."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.enums import Answer
from silab.common.models import Named, Recorded


class NetworkQuerySet(models.QuerySet):
    """Named questions about networks."""

    def for_user(self, user):
        """Networks whose record the user may open: all for staff, else none."""
        return self if user.is_staff else self.none()


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


class MeetingQuerySet(models.QuerySet):
    """Named questions about meetings."""

    def for_user(self, user):
        """Meetings whose record the user may open: all for staff, else none."""
        return self if user.is_staff else self.none()

    def held(self):
        """Meetings that took place: not cancelled, and over by now."""
        return self.filter(cancelled=False, ends_at__lte=timezone.now())


class Meeting(Recorded):
    """A meeting of a network."""

    code_prefix = "KOHT"

    network = models.ForeignKey(Network, models.CASCADE, verbose_name=_("network"), related_name="meetings")
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("network meeting")
        verbose_name_plural = _("network meetings")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("A meeting cannot end before it starts."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("networks:meeting", args=[self.pk])

    @property
    def state(self) -> str:
        """The key of its chip: cancelled, held or planned."""
        if self.cancelled:
            return "cancelled"
        return "held" if self.ends_at <= timezone.now() else "planned"

    @property
    def state_words(self):
        """The words of its chip."""
        return {"cancelled": _("cancelled"), "held": _("held"), "planned": _("planned")}[self.state]

    @property
    def fingerprint(self) -> str:
        """Tells whether agenda or minutes changed since someone read them."""
        return sha256(f"{self.agenda}\0{self.minutes}".encode()).hexdigest()[:16]


class MeetingInvitation(models.Model):
    """That somebody was invited to a meeting, and what they answered through their own link."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=_("network meeting"), related_name="invitations"
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, verbose_name=_("person"), related_name="meeting_invitations"
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited at"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("invited by"), null=True, related_name="+"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    note = models.CharField(_("note"), max_length=300, blank=True)
    #: The moment of the last answer; by the link, so by the invited person.
    answered = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        ordering = ["meeting", "person__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="meeting_invited_once")]

    def __str__(self):
        return str(self.person)


class MeetingFile(Recorded):
    """An attachment of a meeting: slides, a draft, a picture of the board."""

    code_prefix = "KOHTFAIL"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=_("network meeting"), related_name="files"
    )
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to="meetings/")
    file_name = models.CharField(_("file name"), max_length=120, editable=False)

    class Meta:
        verbose_name = _("file of a meeting")
        verbose_name_plural = _("files of meetings")
        ordering = ["meeting", "pk"]

    def __str__(self):
        return self.title


class MeetingPresence(Recorded):
    """A person who was at a meeting, and for which municipality."""

    code_prefix = "OSAVÕTT"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=_("network meeting"), related_name="presences"
    )
    person = models.ForeignKey(
        "accounts.Person", models.PROTECT, verbose_name=_("person"), related_name="meeting_presences"
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="meeting_presences",
    )
    marked_at = models.DateTimeField(_("marked at"))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("marked by"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("presence at a meeting")
        verbose_name_plural = _("presence at meetings")
        ordering = ["meeting", "person__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="meeting_presence_once")]

    def __str__(self):
        return str(self.person)


class Decision(Recorded):
    """What a meeting decided, who does it and by when."""

    code_prefix = "OTSUS"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=_("network meeting"), related_name="decisions"
    )
    text = models.CharField(_("decision"), max_length=500)
    owner = models.CharField(_("who does it"), max_length=150, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions of meetings")
        ordering = ["meeting", "pk"]

    def __str__(self):
        return self.text
