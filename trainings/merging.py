"""Applications that wait when their municipality merges into another; drafts are named by their call alone."""

from django.utils.translation import gettext_lazy as _

from municipalities.merging.effects import GoesOn, Source, register
from trainings.enums import ApplicationState
from trainings.models import Application

#: What a draft is told by beside its call: nobody but its writer knows more of it.
WAITING = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.MORE_ASKED,
    ApplicationState.INTERVIEWED,
)


def _waiting(municipalities):
    rows = Application.objects.filter(municipality__in=municipalities, state__in=WAITING)
    found = rows.order_by("training__sort_key", "pk")
    return [
        GoesOn(f"{training}: {ApplicationState(state).label}", municipality)
        for training, state, municipality in found.values_list(
            "training__name", "state", "municipality__name"
        )
    ]


register(Source("applications", _("Applications without a decision"), _waiting, order=20))
