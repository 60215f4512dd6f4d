"""States of labs (domain.md §5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LabState(TextChoices):
    """Where a co-creation lab stands."""

    PREPARING = "preparing", _("preparing")
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended")


class Answer(TextChoices):
    """What the invited say to a meeting."""

    WAITING = "waiting", _("no answer yet")
    YES = "yes", _("is coming")
    NO = "no", _("is not coming")


class Respondent(TextChoices):
    """Who is asked how the network serves them (domain.md §4)."""

    MEMBER = "member", _("member of the network")
    PARTNER = "partner", _("strategic partner")


class EvidenceRule(TextChoices):
    """By which records a stage of the engagement model is fulfilled (domain.md §4)."""

    MAPPED = "mapped", _("communities are described")
    ACCEPTED = "accepted", _("communities are accepted by the municipality")
    SPOKEN_FOR = "spoken_for", _("accepted communities have a spokesperson")
    NEGOTIATED = "negotiated", _("principles of engagement are negotiated")
    APPLIED = "applied", _("principles of engagement are applied")
    FORMAT = "format", _("a co-creation format has begun")
    DECISIONS = "decisions", _("communities took part in a decision")
    EVALUATED = "evaluated", _("the process is evaluated")
    ADVISER = "adviser", _("the adviser’s reasoned word")
