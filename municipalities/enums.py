"""Kinds and states in the register of municipalities and communities."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MunicipalityKind(TextChoices):
    """City (`linn`) or rural municipality (`vald`)."""

    CITY = "linn", _("city")
    PARISH = "vald", _("rural municipality")


class OfficialState(TextChoices):
    """Whether a user may act for a municipality."""

    ASKED = "asked", _("waiting for a decision")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")  # by the one who asked
    ENDED = "ended", _("ended")  # an approved right that was taken away


class CommunityKind(TextChoices):
    """What holds a community together (domain.md §2)."""

    VILLAGE = "village", _("village")
    TOWNSHIP = "township", _("township")
    DISTRICT = "district", _("city district")
    INTEREST = "interest", _("interest based")
    NETWORK = "network", _("network based")


class CommunityState(TextChoices):
    """From self-definition to the municipality's word (domain.md §2)."""

    DEFINED = "defined", _("self-defined")
    ACCEPTED = "accepted", _("accepted by the municipality")
    SENT_BACK = "sent_back", _("sent back")


class SpokespersonRole(TextChoices):
    """What a community calls the one who speaks for it."""

    SPOKESPERSON = "spokesperson", _("spokesperson")
    VILLAGE_ELDER = "village_elder", _("village elder")


class FormatKind(TextChoices):
    """Co-creation formats (`koosloomeformaat`)."""

    ROUND_TABLE = "round_table", _("round table")
    COUNCIL = "council", _("council")
    FORUM = "forum", _("forum")
    OTHER = "other", _("other")


class ContactChannel(TextChoices):
    """How a municipality was contacted."""

    LETTER = "letter", _("letter")
    CALL = "call", _("call")
    MEETING = "meeting", _("meeting")
    VISIT = "visit", _("visit")
