"""What can be counted of good examples, tools and communication (domain.md §6, mission.md 9)."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from networks.practices.enums import ExampleState, ToolKind
from networks.practices.models import CommunicationPlan, GoodExample, Tool
from silab.measures import REACHED, Measure, Period, Shown, register


def plans_ready(period: Period, contract):
    """Communication plans that became ready in the period."""
    return CommunicationPlan.objects.filter(ready_on__range=period.days)


def videos_published(period: Period, contract):
    """Good examples whose video was published in the period."""
    return GoodExample.objects.filter(video_published_on__range=period.days)


def examples_published(period: Period, contract):
    """Good examples published in the period."""
    return GoodExample.objects.filter(state=ExampleState.PUBLISHED, published_on__range=period.days)


def tools_ready(period: Period, contract, *, kind):
    """Tools of the kind that became ready in the period."""
    return Tool.objects.filter(kind=kind, ready_on__range=period.days)


READY = Shown("title", on="ready_on")


for measure in (
    Measure(
        code="communication.plan_ready",
        title=_("Communication plan ready"),
        unit="milestone",
        records=plans_ready,
        evidence=READY,
        value=REACHED,
    ),
    Measure(
        code="practices.videos_published",
        title=_("Videos published"),
        unit="video",
        records=videos_published,
        evidence=Shown("title", on="video_published_on", municipality="municipality__name"),
        municipality="municipality",
    ),
    Measure(
        code="practices.examples_published",
        title=_("Good examples published"),
        unit="example",
        records=examples_published,
        evidence=Shown("title", on="published_on", municipality="municipality__name"),
        municipality="municipality",
    ),
    Measure(
        code="practices.toolbox_ready",
        title=_("Toolbox ready"),
        unit="milestone",
        records=partial(tools_ready, kind=ToolKind.TOOLBOX),
        evidence=READY,
        value=REACHED,
    ),
    Measure(
        code="practices.guides_ready",
        title=_("Guides ready"),
        unit="milestone",
        records=partial(tools_ready, kind=ToolKind.GUIDE),
        evidence=READY,
        value=REACHED,
    ),
):
    register(measure)
