"""The attendance grid of a programme: one screen for all groups, marks for one's own days only."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.trainings.delivery.conftest import make_team
from tests.trainings.factories import SessionFactory
from trainings.models import Attendance, Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(programme, parnu, tartu, team):
    """Both groups' first days, long over."""
    make_team(programme, tartu, "Elva meeskond", 1)
    return [
        SessionFactory(
            training=programme, group=group, number=1, starts_at=datetime(2026, 9, day, 8, tzinfo=UTC)
        )
        for group, day in ((parnu, 1), (tartu, 2))
    ]


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(datetime(2026, 11, 1, tzinfo=UTC))


def page(browser, training, group=None):
    query = f"?ryhm={group.pk}" if group else ""
    return browser.get(reverse("trainings:attendance", args=[training.slug]) + query).text


def test_groups_share_a_column_and_are_filtered(mari, sign_in, programme, held, tartu, parnu):
    browser = sign_in(mari)
    html = page(browser, programme)
    assert html.count('scope="col"') == 2
    assert "Pärnu · Kihnu meeskond" in html
    assert set(re.findall(r'id="c(\d+)-', html)) == {str(one.pk) for one in held}
    html = page(browser, programme, tartu)
    assert "Elva meeskond" in html
    assert "Kihnu meeskond" not in html


def test_a_mark_for_another_groups_day_is_refused(mari, sign_in, programme, held, team):
    stranger = held[1]
    address = reverse("trainings:mark", args=[programme.slug, stranger.pk, team[0].pk])
    answer = sign_in(mari).post(address, {f"m{stranger.pk}-{team[0].pk}": "present"})
    assert answer.status_code == 422
    assert "teise rühma" in answer.text
    assert "radio" not in answer.text
    assert not Attendance.objects.exists()


def test_who_left_is_shown_and_not_marked_after_it(mari, sign_in, programme, held, team):
    own, (gone, _other) = held[0], team
    gone.left_on = date(2026, 8, 31)
    gone.save()
    browser = sign_in(mari)
    assert "lahkus 31.08.2026" in page(browser, programme)
    address = reverse("trainings:mark", args=[programme.slug, own.pk, gone.pk])
    assert browser.post(address, {f"m{own.pk}-{gone.pk}": "present"}).status_code == 422
    gone.left_on = date(2026, 9, 1)  # after that day's morning: the mark of the day itself may be set
    gone.save()
    assert browser.post(address, {f"m{own.pk}-{gone.pk}": "present"}).status_code == 200


def test_the_whole_form_of_one_group_leaves_the_others_marks(mari, sign_in, programme, held, team, tartu):
    own, other = held
    elva = programme.participants.get(group=tartu)
    Attendance.objects.create(session=other, participant=elva, presence="absent", marked_at=other.ends_at)
    address = reverse("trainings:attendance", args=[programme.slug]) + f"?ryhm={team[0].group_id}"
    answer = sign_in(mari).post(address, {f"m{own.pk}-{one.pk}": "present" for one in team} | {"seen": ""})
    assert answer.url == address
    assert Attendance.objects.filter(session=own, presence="present").count() == 2
    assert Attendance.objects.get(session=other).presence == "absent"


def test_112_people_on_three_days_cost_twelve_queries_at_most(
    mari, sign_in, programme, django_assert_max_num_queries, settings
):
    for city in ("Pärnu", "Tartu", "Rakvere", "Tallinn"):
        group = Group.objects.create(training=programme, name=city, capacity=7)
        for number in (1, 2, 3):
            SessionFactory(training=programme, group=group, number=number)
        for number in range(7):
            make_team(programme, group, f"{city} {number}", 4)
    browser = sign_in(mari)
    with django_assert_max_num_queries(12):
        html = page(browser, programme)
    names = set(re.findall(r'name="(m\d+-\d+)"', html))
    assert len(names) == 112 * 3
    assert 4 * len(names) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    answer = browser.post(
        reverse("trainings:attendance", args=[programme.slug]),
        dict.fromkeys(names, "part") | {name.replace("m", "h"): "1,5" for name in names} | {"seen": ""},
    )
    assert answer.status_code == 302
    assert Attendance.objects.filter(hours="1.5").count() == 336
