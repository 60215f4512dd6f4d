"""States of labs (domain.md §5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LabState(TextChoices):
    """Where a co-creation lab stands."""

    PREPARING = "preparing", _("preparing")
    RUNNING = "running", _("running")
    ENDED = "ended", _("ended")
