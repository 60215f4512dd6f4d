"""Kinds and states of trainings (domain.md §3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TrainingKind(TextChoices):
    """Two kinds share one machinery; an information day recruits for a programme and counts in no measure."""

    OPEN = "open", _("open training")
    PROGRAMME = "programme", _("development programme")
    INFO_DAY = "info_day", _("information day")


class Track(TextChoices):
    """What open trainings are about."""

    INVOLVING = "involving", _("involving communities and co-creation")
    DEVELOPING = "developing", _("developing communities and co-creation")
    NETWORK = "network", _("network-based involvement")
    SERVICES = "services", _("co-creation and delegation of services")


class Audience(TextChoices):
    """For whom a training is held."""

    OFFICIALS = "officials", _("municipality officials")
    COMMUNITIES = "communities", _("community representatives")
    TEAMS = "teams", _("teams of both")


class TrainingState(TextChoices):
    """Whether a training takes place."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class ParticipantRole(TextChoices):
    """Whom a participant speaks for."""

    OFFICIAL = "official", _("municipality official")
    NGO = "ngo", _("NGO")
    COMMUNITY = "community", _("community representative")
    OTHER = "other", _("other")


class Presence(TextChoices):
    """An attendance mark."""

    PRESENT = "present", _("present")
    PART = "part", _("part of the time")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


#: Marks that count as having been there (domain.md §10).
THERE = (Presence.PRESENT, Presence.PART)


class ApplicationState(TextChoices):
    """The way of an application (domain.md §3)."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    MORE_ASKED = "more_asked", _("more information asked")
    INTERVIEWED = "interviewed", _("interview held")
    ACCEPTED = "accepted", _("accepted")
    WAITING = "waiting", _("on the waiting list")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: What the submitter may still change, while the window is open or more was asked.
EDITABLE = [ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.MORE_ASKED]
#: What staff may decide upon; a refusal can be taken back, a place that is free be given to who waits.
DECIDABLE = [
    ApplicationState.SUBMITTED,
    ApplicationState.MORE_ASKED,
    ApplicationState.INTERVIEWED,
    ApplicationState.WAITING,
    ApplicationState.REFUSED,
]
#: What stands: neither a draft, refused nor withdrawn.
LIVE = [
    ApplicationState.SUBMITTED,
    ApplicationState.MORE_ASKED,
    ApplicationState.INTERVIEWED,
    ApplicationState.ACCEPTED,
    ApplicationState.WAITING,
]


class ServiceStage(TextChoices):
    """What a team brings along (004)."""

    IDEA = "idea", _("an idea of a service")
    EXISTING = "existing", _("an existing service")


class RefundState(TextChoices):
    """What became of a refund that the system proposed; staff decide, never the system."""

    PROPOSED = "proposed", _("proposed")
    CLAIMED = "claimed", _("claimed")
    WAIVED = "waived", _("waived")


class AdvisoryState(TextChoices):
    """The way of an application for the advisory programme."""

    APPLIED = "applied", _("applied")
    CHOSEN = "chosen", _("chosen")
    REFUSED = "refused", _("refused")


class Sex(TextChoices):
    """As a personal code says it; known of those who gave one."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")


class CallOutcome(TextChoices):
    """How the call after a campaign's letter ended."""

    TO_CALL = "to_call", _("to call")
    NOT_REACHED = "not_reached", _("not reached")
    INTERESTED = "interested", _("interested")
    COMING = "coming", _("coming")
    DECLINED = "declined", _("not this time")
