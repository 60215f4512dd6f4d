"""What of the engagement model waits for an official."""

from datetime import date

import pytest

from municipalities.models import Municipality
from networks.staged import waiting
from networks.staged.summary import summary_of
from tests.municipalities.factories import PrinciplesFactory
from tests.networks.factories import EngagementProcessFactory, StageCompletionFactory

pytestmark = pytest.mark.django_db


def present_stage(municipality, user):
    """On a page of its own: the path is read once a page."""
    return waiting.present_stage(Municipality.objects.get(pk=municipality.pk), user)


def test_the_present_stage_waits_until_a_record_fulfils_it(viljandi, jaan, stages):
    assert present_stage(viljandi, jaan) == []
    process = EngagementProcessFactory(municipality=viljandi)
    for rule in ("mapped", "accepted", "spoken_for"):
        StageCompletionFactory(process=process, stage=stages[rule])
    (task,) = present_stage(viljandi, jaan)
    assert stages["negotiated"].title in task.title
    assert task.url.startswith(viljandi.get_absolute_url())
    PrinciplesFactory(municipality=viljandi, negotiated_on=date(2022, 3, 1))
    assert present_stage(viljandi, jaan) == []


def test_an_ended_process_and_silabs_own_stages_wait_for_nobody(viljandi, anija, jaan, leena, stages):
    EngagementProcessFactory(municipality=viljandi, ended_on=date(2022, 1, 1))
    process = EngagementProcessFactory(municipality=anija)
    for stage in stages.values():
        if stage.evidence_rule != "evaluated":
            StageCompletionFactory(process=process, stage=stage)
    assert present_stage(viljandi, jaan) == present_stage(anija, leena) == []


def test_of_two_processes_that_ended_on_one_day_the_later_begun_is_told(viljandi, stages):
    for month in (3, 1):
        EngagementProcessFactory(
            municipality=viljandi, started_on=date(2022, month, 1), ended_on=date(2022, 12, 31)
        )
    assert summary_of(viljandi).started_on == date(2022, 3, 1)
