"""The funnel of a campaign: letters → reached → interested → coming, then what its training's recruitment counts.

The second half is the recruitment's own (trainings/calls/funnel.py): there is one way of counting it."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trainings.calls.funnel import Figure, figures_of
from trainings.campaigns.calls import REACHED, WAITING
from trainings.enums import CallOutcome

#: key in the address, words, which recipients.
STAGES = (
    ("kirjad", _("Letters sent"), Q(letter__isnull=False)),
    ("raagitud", _("Reached by phone"), Q(outcome__in=REACHED)),
    ("huvi", _("Interested or coming"), Q(outcome__in=(CallOutcome.INTERESTED, CallOutcome.COMING))),
    ("tulevad", _("Coming"), Q(outcome=CallOutcome.COMING)),
)
#: What else the list of recipients can be narrowed to.
MORE = (
    ("helistada", _("To call"), Q(outcome__in=WAITING)),
    ("ei-saanud", _("Not reached"), Q(outcome=CallOutcome.NOT_REACHED)),
    ("seekord-ei", _("Not this time"), Q(outcome=CallOutcome.DECLINED)),
    ("aadressita", _("Without an address"), Q(email="")),
)
TRAINING_STAGES = ("registreerunud", "kohal", "avaldused", "meeskonnad")


def counts_of(campaign) -> dict[str, int]:
    """Return the number of recipients in all (`all`) and of each stage by its key, in one query."""
    wanted = {
        key.replace("-", "_"): Count("pk", filter=condition) for key, _words, condition in (*STAGES, *MORE)
    }
    return campaign.recipients.order_by().aggregate(all=Count("pk"), **wanted)


def campaign_figures(campaign, counts) -> list[Figure]:
    """Return the figures of the funnel, each leading to its records; one query more for each of the training's."""
    url = reverse("trainings:campaign_calls", args=[campaign.pk])
    own = [
        Figure(str(words), counts[key], counts[key], f"{url}?stage={key}")
        for key, words, _condition in STAGES
    ]
    return own + (figures_of(campaign.training, only=TRAINING_STAGES) if campaign.training_id else [])
