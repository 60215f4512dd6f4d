"""Registration: a team's application with its members, or one person's for an open training (domain.md §3)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from municipalities.models import Municipality
from silab.common.models import Recorded
from trainings.enums import DECIDABLE, EDITABLE, LIVE, ApplicationState, ParticipantRole, ServiceStage
from trainings.models.programme import Group, Terms
from trainings.models.training import Training


class ApplicationQuerySet(models.QuerySet):
    """Named questions about applications."""

    def for_user(self, user):
        """Applications that the user may open: what was sent for staff, their own for whoever made them, and
        those of the own municipality, and of the ones merged into it, for its officials."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff:
            return self.exclude(Q(state=ApplicationState.DRAFT) & ~Q(submitter=user.pk))
        approved = Q(municipality__in=Municipality.objects.for_user(user).values("pk")) & ~Q(
            state=ApplicationState.DRAFT
        )
        mine = self.model.objects.filter(Q(submitter=user.pk) | approved).order_by().values("pk")
        return self.filter(pk__in=mine)

    def holding_places(self):
        """Applications that take a place of their group."""
        return self.filter(state=ApplicationState.ACCEPTED)

    def live(self):
        """Applications that stand: neither drafts, refused nor withdrawn."""
        return self.filter(state__in=LIVE)


class Application(FSMModelMixin, Recorded):
    """A team's application (`avaldus`) for a programme, or a person's registration for an open training.

    The state moves by the methods below only; `trainings.selection` calls them, says who may and why not.
    """

    code_prefix = "AVALDUS"

    training = models.ForeignKey(
        Training, models.PROTECT, verbose_name=_("training"), related_name="applications"
    )
    #: In addresses: a draft's number tells nobody how many there are.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("submitter"),
        null=True,
        blank=True,
        related_name="applications",
    )
    state = FSMField(
        _("state"), max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT, protected=True
    )
    name = models.CharField(_("name of the team"), max_length=150, blank=True)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="applications",
    )
    other_municipalities = models.ManyToManyField(
        "municipalities.Municipality",
        verbose_name=_("other municipalities of the team"),
        blank=True,
        related_name="joint_applications",
    )
    preferred_group = models.ForeignKey(
        Group, models.PROTECT, verbose_name=_("preferred group"), null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        verbose_name=_("group"),
        null=True,
        blank=True,
        editable=False,
        related_name="applications",
    )
    # What 004 asks: a service idea or an existing service, the intent to delegate it, the NGO's experience.
    service_stage = models.CharField(_("service"), max_length=10, choices=ServiceStage, blank=True)
    service = models.TextField(_("the service or its idea"), max_length=5000, blank=True)
    will_delegate = models.BooleanField(_("firm intent to delegate the service"), default=False)
    experience = models.TextField(_("the NGO’s experience"), max_length=5000, blank=True)
    # What 003 asks.
    cooperation = models.TextField(_("earlier co-operation with communities"), max_length=5000, blank=True)
    terms = models.ForeignKey(
        Terms,
        models.PROTECT,
        verbose_name=_("version of undertakings"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    saved_at = models.DateTimeField(_("saved at"), null=True, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    #: Grows with each save of the draft, so that two windows do not overwrite each other unseen.
    revision = models.PositiveIntegerField(default=0, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # Selection, staff side.
    question = models.TextField(_("more information asked"), max_length=3000, blank=True, editable=False)
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=1, null=True, blank=True)
    reason = models.TextField(_("reason of the decision"), max_length=3000, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["training", "submitted_at", "pk"]
        indexes = [models.Index(fields=["training", "state"], name="application_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(group__isnull=False), name="accepted_has_group"
            )
        ]

    def __str__(self):
        return self.name or self.code

    @property
    def is_editable(self) -> bool:
        """Whether its state lets the submitter change it; the window is asked separately."""
        return self.state in EDITABLE

    @transition(state, source=EDITABLE, target=ApplicationState.SUBMITTED)
    def submit(self, *, by, at):
        """Send the application in."""
        self.submitted_by, self.submitted_at = by, at

    @transition(
        state,
        source=[ApplicationState.SUBMITTED, ApplicationState.INTERVIEWED],
        target=ApplicationState.MORE_ASKED,
    )
    def ask_more(self, question):
        """Ask the team for more; the form opens again for it."""
        self.question = question

    @transition(state, source=ApplicationState.SUBMITTED, target=ApplicationState.INTERVIEWED)
    def note_interview(self):
        """An interview was held."""

    @transition(state, source=DECIDABLE, target=ApplicationState.ACCEPTED)
    def accept(self, *, group, by, at):
        """Give the team a place of the group."""
        self.group, self.decided_by, self.decided_at = group, by, at

    @transition(state, source=DECIDABLE, target=ApplicationState.WAITING)
    def put_on_waiting_list(self, *, by, at):
        """The whole team waits for a place."""
        self.decided_by, self.decided_at = by, at

    @transition(state, source=DECIDABLE, target=ApplicationState.REFUSED)
    def refuse(self, *, reason, by, at):
        """Refuse the team, with the reason."""
        self.reason, self.decided_by, self.decided_at = reason, by, at

    @transition(state, source=ApplicationState.ACCEPTED, target=ApplicationState.ACCEPTED)
    def change_group(self, *, group):
        """Move the accepted team to another group."""
        self.group = group

    @transition(state, source=ApplicationState.REFUSED, target=ApplicationState.SUBMITTED)
    def take_back_refusal(self):
        """The refusal is taken back: the application is to be decided upon again."""
        self.reason, self.decided_by, self.decided_at = "", None, None

    @transition(
        state,
        source=[s for s in ApplicationState.values if s != ApplicationState.WITHDRAWN],
        target=ApplicationState.WITHDRAWN,
    )
    def withdraw(self, *, reason=""):
        """The team steps back; its place is free again."""
        self.reason = reason
        self.group = None


class Member(Recorded):
    """A member of a team: typed by the submitter, confirmed by the member through an own signed link."""

    code_prefix = "MLIIGE"

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("application"), related_name="members"
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    role = models.CharField(_("speaks for"), max_length=10, choices=ParticipantRole, blank=True)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="+",
    )
    organisation = models.CharField(_("employer or NGO"), max_length=200, blank=True)
    registry_code = models.CharField(_("registry code"), max_length=8, blank=True)
    post = models.CharField(_("post"), max_length=150, blank=True)
    team_role = models.CharField(_("role in the team"), max_length=150, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    confirmed_by = models.CharField(_("confirmed by"), max_length=150, blank=True, editable=False)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True, editable=False)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    replaced_by = models.OneToOneField(
        "self",
        models.SET_NULL,
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
    )

    class Meta:
        verbose_name = _("member of a team")
        verbose_name_plural = _("members of teams")
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=~Q(email="") & Q(left_at=None),
                name="member_email_once",
                violation_error_message=_("This person is already in the team."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class UndertakingAcceptance(models.Model):
    """Who accepted which wording, when: the submitter for all, each member for themselves."""

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("application"), related_name="acceptances"
    )
    terms = models.ForeignKey(Terms, models.PROTECT, verbose_name=_("version of undertakings"))
    #: None for the submitter, who accepts for the whole team.
    member = models.ForeignKey(
        Member,
        models.CASCADE,
        verbose_name=_("member"),
        null=True,
        blank=True,
        related_name="acceptances",
    )
    accepted_at = models.DateTimeField(_("accepted at"))
    accepted_by = models.CharField(_("accepted by"), max_length=254)

    class Meta:
        verbose_name = _("acceptance of undertakings")
        verbose_name_plural = _("acceptances of undertakings")
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "terms"],
                condition=Q(member=None),
                name="undertakings_accepted_for_all_once",
            ),
            models.UniqueConstraint(fields=["member", "terms"], name="undertakings_accepted_once"),
        ]

    def __str__(self):
        return f"{self.accepted_by} · {self.terms}"


class StateChange(models.Model):
    """One move of an application from state to state, as the team was told of it."""

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("application"), related_name="changes"
    )
    before = models.CharField(_("before"), max_length=12, choices=ApplicationState)
    after = models.CharField(_("after"), max_length=12, choices=ApplicationState)
    note = models.TextField(_("note"), blank=True)
    changed_at = models.DateTimeField(_("changed at"), db_index=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("changed by"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ["application", "pk"]

    def __str__(self):
        return f"{self.get_before_display()} → {self.get_after_display()}"


class InterviewNote(Recorded):
    """What staff noted of a talk with the team."""

    code_prefix = "VESTLUS"

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("application"), related_name="interviews"
    )
    on = models.DateField(_("date"))
    text = models.TextField(_("note"), max_length=5000)

    class Meta:
        verbose_name = _("interview note")
        verbose_name_plural = _("interview notes")
        ordering = ["application", "on", "pk"]

    def __str__(self):
        return self.text[:60]
