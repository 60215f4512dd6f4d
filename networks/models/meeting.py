"""Meetings of networks: invitations, who was there, decisions, files (domain.md §4)."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from municipalities.models import Municipality
from networks.enums import Answer
from networks.models.network import Network
from silab.common.models import Recorded
from silab.common.templatetags.formats import day, figure

#: A meeting may last this long; a study trip of two nights does.
LONGEST_MEETING = timedelta(days=3)
#: Nobody plans further ahead: a later year is a slip of the finger.
FURTHEST_AHEAD = timedelta(days=3 * 365)


class MeetingQuerySet(models.QuerySet):
    """Named questions about meetings."""

    def for_user(self, user):
        """Meetings whose record the user may open: all for staff, for officials those of a day on which their
        municipality was a member, and those that somebody was invited to for it."""
        if user.is_staff:
            return self
        own = Municipality.objects.for_user(user).values("pk")
        asked = MeetingInvitation.objects.filter(meeting=OuterRef("pk"), municipality__in=own)
        return self.filter(self._of(own) | Exists(asked))

    def of_members(self, municipalities):
        """Meetings of a day on which one of the municipalities was a member of the network."""
        return self.filter(self._of(municipalities))

    def _of(self, municipalities):
        # In its own query: the day of a meeting is a function of another table's column.
        meeting = Meeting.objects.filter(pk=OuterRef("pk"))
        lasting = Q(network__memberships__left_on=None) | Q(network__memberships__left_on__gt=F("day"))
        then = meeting.alias(day=TruncDate("starts_at")).filter(
            lasting,
            network__memberships__municipality__in=municipalities,
            network__memberships__joined_on__lte=F("day"),
        )
        return Exists(then)

    def held(self):
        """Meetings that took place: over by now, not cancelled, and somebody is noted as having been there.

        A plan whose time has passed is no fact yet: without anyone present it counts nowhere (domain.md §10).
        """
        there = MeetingPresence.objects.filter(meeting=OuterRef("pk"))
        return self.filter(Exists(there), cancelled=False, ends_at__lte=timezone.now())

    def upcoming(self):
        """Meetings that have not begun and are not cancelled, the next first."""
        return self.filter(cancelled=False, starts_at__gt=timezone.now()).order_by("starts_at", "pk")


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

    def clean(self):
        """Refuse times that cannot be meant, each beside its field."""
        super().clean()
        if self.starts_at is None or self.ends_at is None:
            return
        first = self.network.started_on if self.network_id else None
        if first and timezone.localdate(self.starts_at) < first:
            words = _("The network began on %(day)s: it cannot have met before.") % {"day": day(first)}
            raise ValidationError({"starts_at": words})
        last = timezone.localdate() + FURTHEST_AHEAD
        if timezone.localdate(self.starts_at) > last:
            words = _("This is too far ahead: meetings are planned until %(day)s.") % {"day": day(last)}
            raise ValidationError({"starts_at": words})
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("A meeting cannot end before it starts.")})
        if self.ends_at - self.starts_at > LONGEST_MEETING:
            words = _("This meeting would last %(days)s days; %(most)s days are the most. Look at the end.")
            days = (self.ends_at - self.starts_at).days
            told = {"days": figure(days), "most": figure(LONGEST_MEETING.days)}
            raise ValidationError({"ends_at": words % told})

    @property
    def has_begun(self) -> bool:
        """Whether its start is over."""
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        """Whether its end is over."""
        return self.ends_at <= timezone.now()

    @property
    def state(self) -> str:
        """The key of its chip; `present`, where a query has counted it, saves one."""
        if self.cancelled:
            return "cancelled"
        if not self.is_over:
            return "planned"
        present = self.present if hasattr(self, "present") else self.presences.exists()
        return "held" if present else "unmarked"

    @property
    def state_words(self):
        """The words of its chip."""
        words = {
            "cancelled": _("cancelled"),
            "held": _("held"),
            "planned": _("planned"),
            "unmarked": _("nobody noted as present"),
        }
        return words[self.state]

    @property
    def fingerprint(self) -> str:
        """Tells whether agenda or minutes changed since someone read them."""
        return sha256(f"{self.agenda}\0{self.minutes}".encode()).hexdigest()[:16]


class InvitationQuerySet(models.QuerySet):
    """Named questions about invitations."""

    def of_user(self, user):
        """Invitations that are the user's own: of their person, or of one with their address and no account."""
        mine = Q(person__user=user) | Q(person__user=None, person__email__iexact=user.email)
        return self.filter(mine)


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

    objects = InvitationQuerySet.as_manager()

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


class DecisionQuerySet(models.QuerySet):
    """Named questions about decisions."""

    def open_before(self, meeting: Meeting):
        """Decisions of the network's earlier meetings that were open when this one began, the oldest first."""
        begun = timezone.localdate(meeting.starts_at)
        earlier = self.filter(meeting__network=meeting.network_id, meeting__starts_at__lt=meeting.starts_at)
        earlier = earlier.filter(Q(done_on=None) | Q(done_on__gte=begun), meeting__cancelled=False)
        return earlier.order_by("meeting__starts_at", "pk")

    def left_to(self, user):
        """Decisions that the user may mark as done: all for staff, for officials their municipality's."""
        return self if user.is_staff else self.filter(municipality__in=Municipality.objects.for_user(user))


class Decision(Recorded):
    """What a meeting decided, who does it and by when."""

    code_prefix = "OTSUS"

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, verbose_name=_("network meeting"), related_name="decisions"
    )
    text = models.CharField(_("decision"), max_length=500)
    owner = models.CharField(_("who does it"), max_length=150, blank=True)
    #: For which municipality; its officials find the decision among what waits for them.
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="meeting_decisions",
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions of meetings")
        ordering = ["meeting", "pk"]

    def __str__(self):
        return self.text

    @property
    def whose(self) -> str:
        """Who does it, in words; "" where nobody was named."""
        place = self.municipality.name if self.municipality else ""
        return ", ".join(dict.fromkeys(one for one in (self.owner, place) if one))

    @property
    def state(self) -> str:
        """The key of its chip."""
        if self.done_on:
            return "done"
        return "overdue" if self.due_on and self.due_on < timezone.localdate() else "open"

    @property
    def state_words(self):
        """The words of its chip."""
        return {"done": _("done"), "overdue": _("overdue"), "open": pgettext_lazy("decision", "open")}[
            self.state
        ]
