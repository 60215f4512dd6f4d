"""What practice measures count (domain.md §6, §10)."""

from datetime import date

import pytest

from networks.practices.enums import ExampleState, ToolKind
from silab.measures import Period, get
from tests.municipalities.factories import MunicipalityFactory
from tests.networks.practices.factories import CommunicationPlanFactory, GoodExampleFactory, ToolFactory

pytestmark = pytest.mark.django_db
Y2021, Y2022 = Period.year(2021), Period.year(2022)


def test_example_and_its_video_are_counted_by_their_own_dates():
    municipality = MunicipalityFactory()
    GoodExampleFactory(
        municipality=municipality,
        video_url="https://video.example/1",
        video_published_on=date(2023, 1, 5),
    )
    GoodExampleFactory(state=ExampleState.READY, published_on=None)
    assert get("practices.examples_published").count(Y2022) == 1
    assert get("practices.videos_published").count(Y2022) is None
    assert get("practices.videos_published").by_municipality(Period.year(2023)) == {municipality.pk: 1}


def test_milestones_are_reached_by_their_own_kind():
    ToolFactory()
    ToolFactory()
    ToolFactory(kind=ToolKind.TEMPLATE)
    CommunicationPlanFactory(ready_on=None)
    assert get("practices.guides_ready").count(Y2021) == 1
    assert get("practices.toolbox_ready").count(Y2021) is None
    assert get("communication.plan_ready").count(Y2021) is None
    assert [evidence.label for evidence in get("practices.guides_ready").proof(Y2021)] != []
