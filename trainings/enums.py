"""Kinds and states of trainings (domain.md §3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TrainingKind(TextChoices):
    """Two kinds share one machinery."""

    OPEN = "open", _("open training")
    PROGRAMME = "programme", _("development programme")


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
