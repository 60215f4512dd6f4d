"""The staff's first page: what is late, what waits, what comes."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from municipalities.enums import CommunityState, OfficialState
from reports.models import ReportDue
from silab.notices.models import Notice
from tests.municipalities.factories import CommunityFactory, ContactFactory, OfficialFactory
from tests.networks.factories import DecisionFactory, MeetingFactory
from tests.trainings.factories import ParticipantFactory, SessionFactory, TeamFactory, TrainingFactory
from trainings.models import RefundClaim

pytestmark = pytest.mark.django_db

PAGE = "/tana/"
NOW = datetime(2022, 6, 15, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(NOW, tick=False):
        yield


def everything(contract, viljandi):
    """One of each thing that staff look after."""
    ContactFactory(municipality=viljandi, on=date(2022, 5, 1), follow_up_on=date(2022, 6, 10))
    OfficialFactory(municipality=viljandi, state=OfficialState.ASKED)
    CommunityFactory(municipality=viljandi, state=CommunityState.DEFINED, defined_on=date(2022, 3, 1))
    DecisionFactory(text="Koostada kaart", due_on=date(2022, 6, 20))
    MeetingFactory(
        title="Suvekohtumine",
        starts_at=datetime(2022, 6, 20, 9, tzinfo=UTC),
        ends_at=datetime(2022, 6, 20, 11, tzinfo=UTC),
    )
    training = TrainingFactory()
    ParticipantFactory(training=training)
    for start in (datetime(2022, 6, 1, 8, tzinfo=UTC), datetime(2022, 6, 22, 8, tzinfo=UTC)):
        SessionFactory(training=training, starts_at=start, ends_at=start.replace(hour=14))
    TeamFactory(training=training, state="submitted", submitted_at=NOW)
    RefundClaim.objects.create(participant=ParticipantFactory(), cause="Ei tulnud", amount=768)
    Notice.objects.create(
        event=f"test:{Notice.objects.count()}",
        recipient="keegi@vald.example",
        subject="Kutse",
        state="failed",
    )


def groups(answer):
    return {found.source.key: found for found, _first, _others in answer.context["groups"]}


def test_it_shows_what_is_late_what_waits_and_what_comes(as_staff, contract, viljandi):
    everything(contract, viljandi)
    ReportDue.objects.create(contract=contract, year=2021, due_on=date(2022, 6, 1))
    page = as_staff.get(PAGE)
    found = groups(page)
    assert set(found) == {
        "reports_due",
        "follow_ups",
        "officials",
        "communities",
        "decisions",
        "applications",
        "unmarked",
        "refunds",
        "mails",
    }
    assert {key for key, one in found.items() if one.late} == {"reports_due", "follow_ups", "unmarked"}
    assert [item.due for item in page.context["coming"]] == [date(2022, 6, 20), date(2022, 6, 22)]
    for items in found.values():
        for item in items.items:
            assert as_staff.get(item.url).status_code == 200


def test_what_is_done_is_gone(as_staff, viljandi):
    assert "Miski ei oota." in as_staff.get(PAGE).content.decode()
    contact = ContactFactory(municipality=viljandi, on=date(2022, 5, 1), follow_up_on=date(2022, 6, 10))
    assert list(groups(as_staff.get(PAGE))) == ["follow_ups"]
    contact.followed_up_at = NOW
    contact.save()
    assert not groups(as_staff.get(PAGE))


def test_all_of_it_is_downloaded_as_text(as_staff, viljandi):
    for number in range(7):
        ContactFactory(
            municipality=viljandi, on=date(2022, 5, 1), follow_up_on=date(2022, 6, 10), summary=f"=1+{number}"
        )
    sheet = b"".join(as_staff.get(PAGE, {"export": "csv"}).streaming_content).decode()
    assert sheet.count("10.06.2022") == 7
    assert ";'=1+6;" in sheet
    assert as_staff.get(PAGE, {"export": "xlsx"}).status_code == 200


def test_it_costs_few_queries_whatever_waits(as_staff, contract, viljandi, django_assert_max_num_queries):
    counts = []
    for times in (1, 2):
        for _n in range(times):
            everything(contract, viljandi)
        with django_assert_max_num_queries(15) as asked:
            as_staff.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_plan_and_money_of_the_year_are_a_part_of_their_own(
    as_staff, real_plan, django_assert_max_num_queries
):
    as_staff.get(reverse("reports:today_year"))
    with django_assert_max_num_queries(15):
        part = as_staff.get(reverse("reports:today_year"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "44\xa0000,00\xa0€" in part
    assert "<html" in as_staff.get(reverse("reports:today_year")).content.decode()


def test_staff_begin_their_day_here(as_staff):
    assert as_staff.get("/").url == PAGE
