"""What everybody sees of calls."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.trainings.calls.factories import GroupFactory, OpenCallFactory, TrainerFactory
from tests.trainings.factories import SessionFactory
from trainings.calls.window import standing_of

pytestmark = pytest.mark.django_db


def address(training):
    return reverse("trainings:call", args=[training.slug])


@pytest.mark.parametrize(
    ("closes", "last", "over"),
    [
        ("2026-03-29T04:00:00+03:00", "00:59:59", "01:00:00"),
        ("2026-03-01T23:59:00+02:00", "21:58:59", "21:59:00"),
        ("2026-10-25T23:59:00+02:00", "21:58:59", "21:59:00"),
        ("2026-07-01T23:59:00+03:00", "20:58:59", "20:59:00"),
    ],
)
def test_the_window_closes_to_the_second_in_tallinn(closes, last, over):
    closes_at = datetime.fromisoformat(closes)
    training = OpenCallFactory(opens_at=closes_at - timedelta(days=30), closes_at=closes_at)
    day = closes_at.astimezone(UTC).date()
    with time_machine.travel(f"{day}T{last}.999999+00:00", tick=False):
        assert training.is_open
        assert standing_of(training).state == "open"
    with time_machine.travel(f"{day}T{over}+00:00", tick=False):
        assert not training.is_open
        assert standing_of(training).state == "closed"


def test_days_left_are_counted_by_tallinns_calendar():
    training = OpenCallFactory(
        opens_at=datetime(2026, 3, 1, tzinfo=UTC), closes_at=datetime(2026, 3, 29, 20, 59, tzinfo=UTC)
    )
    with time_machine.travel("2026-03-28T22:30:00+00:00", tick=False):  # half past midnight in Tallinn
        assert standing_of(training).left == "lõpeb täna"
    with time_machine.travel("2026-03-28T21:30:00+00:00", tick=False):
        standing = standing_of(training)
        assert standing.left == "1 päev jäänud"
        assert standing.words == "Avatud kuni: pühapäev, 29. märts 2026 kell 23:59"


def test_the_page_changes_by_itself_when_the_window_closes(client):
    now = timezone.now()
    training = OpenCallFactory(closes_at=now + timedelta(hours=1))
    seen = client.get(address(training))
    assert 'data-window="open"' in seen.content.decode()
    with time_machine.travel(now + timedelta(hours=2)):
        later = client.get(address(training), headers={"If-None-Match": seen["ETag"]})
        assert later.status_code == 200
        assert 'data-window="closed"' in later.content.decode()


def test_the_list_shows_open_coming_and_earlier_ones(client):
    assert "Praegu avaldusi vastu ei võeta" in client.get(reverse("trainings:calls")).content.decode()
    now = timezone.now()
    late = OpenCallFactory(name="Lõpeb hiljem", closes_at=now + timedelta(days=20))
    soon = OpenCallFactory(name="Lõpeb enne", closes_at=now + timedelta(days=2))
    coming = OpenCallFactory(
        name="Avaneb", opens_at=now + timedelta(days=2), closes_at=now + timedelta(days=4)
    )
    over = OpenCallFactory(name="Läbi", opens_at=now - timedelta(days=4), closes_at=now - timedelta(days=2))
    OpenCallFactory(name="Salajane", is_public=False)
    html = client.get(reverse("trainings:calls")).content.decode()
    places = [html.index(one.name) for one in (soon, late, coming, over)]
    assert places == sorted(places)
    assert "Salajane" not in html
    assert "Lõpeb enne" in client.get("/").content.decode()
    assert "Läbi" not in client.get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_for_any_number_of_calls(client, rows, django_assert_max_num_queries):
    for _ in range(rows):
        SessionFactory(training=GroupFactory().training)
        OpenCallFactory(opens_at=datetime(2020, 1, 1, tzinfo=UTC), closes_at=datetime(2020, 2, 1, tzinfo=UTC))
    with django_assert_max_num_queries(5):
        client.get(reverse("trainings:calls"))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_call_asks_the_same_for_any_number_of_groups(client, rows, django_assert_max_num_queries):
    training = OpenCallFactory()
    for _ in range(rows):
        SessionFactory(training=training, group=GroupFactory(training=training))
        TrainerFactory(training=training)
    with django_assert_max_num_queries(7):
        client.get(address(training))


def test_an_unchanged_page_costs_no_query_and_a_change_is_seen_at_once(client, django_assert_num_queries):
    group = GroupFactory()
    training = group.training
    for url in (reverse("trainings:calls"), address(training)):
        seen = client.get(url)
        with django_assert_num_queries(0):
            again = client.get(url, headers={"If-None-Match": seen["ETag"]})
        assert again.status_code == 304
    group.name = "Uus linn"
    group.save()
    changed = client.get(address(training), headers={"If-None-Match": seen["ETag"]})
    assert changed.status_code == 200
    assert "Uus linn" in changed.content.decode()


def test_another_language_or_reader_is_another_page(client, sign_in, jaan, settings):
    training = OpenCallFactory()
    seen = client.get(address(training))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(address(training), headers={"If-None-Match": seen["ETag"]}).status_code == 200
    signed_in = sign_in(jaan).get(address(training), headers={"If-None-Match": seen["ETag"]})
    assert signed_in.status_code == 200
    assert "ETag" not in signed_in


def test_what_is_not_published_is_only_staffs(client, mari, jaan, sign_in):
    training = OpenCallFactory(is_public=False)
    feed = reverse("trainings:call_ics", args=[training.slug])
    for browser in (client, sign_in(jaan)):
        assert browser.get(address(training)).status_code == 404
        assert browser.get(feed).status_code == 404
    assert "Nii hakkab leht välja nägema" in sign_in(mari).get(address(training)).content.decode()


def structured(html):
    return json.loads(
        re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', html, re.S)[1]
    )


def test_search_engines_read_the_days_and_nothing_breaks_out_of_the_data(client):
    training = OpenCallFactory(name="</script><script>alert(1)</script>", price="12.50")
    group = GroupFactory(training=training, name="Pärnu")
    SessionFactory(
        training=training,
        group=group,
        number=1,
        starts_at=datetime(2099, 4, 9, 7, tzinfo=UTC),
        place="https://zoom.example/salajane",
    )
    answer = client.get(address(training))
    html = answer.content.decode()
    data = structured(html)
    assert data["@type"] == "Course"
    assert data["name"] == training.name
    held = data["hasCourseInstance"][0]
    assert held["startDate"] == "2099-04-09T10:00+03:00"
    assert data["offers"]["price"] == "12.50"
    assert "<script>alert" not in html
    nonce = re.search(r'ld\+json" nonce="([^"]+)"', html)[1]
    assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]
    assert "salajane" not in html, "a meeting's link is for those who take part"


def test_an_information_day_is_an_event(client):
    training = OpenCallFactory(kind="info_day", sessions=[date(2099, 2, 16)])
    assert structured(client.get(address(training)).content.decode())["@type"] == "Event"


def test_the_feed_has_stable_days_in_tallinns_time(client):
    training = OpenCallFactory()
    first, second = (GroupFactory(training=training) for _ in range(2))
    day = SessionFactory(
        training=training,
        group=first,
        number=1,
        starts_at=datetime(2026, 3, 28, 8, tzinfo=UTC),
        place="https://zoom.example/salajane",
    )
    SessionFactory(training=training, group=second, number=1, starts_at=datetime(2026, 3, 30, 7, tzinfo=UTC))
    SessionFactory(training=training, number=2)
    feed = reverse("trainings:call_ics", args=[training.slug])
    answer = client.get(feed)
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == 3
    hours = {event["dtstart"].dt.hour for event in events if event["dtstart"].dt.year == 2026}
    assert hours == {10}, "ten o'clock before and after the change to summer time"
    assert {event["dtstart"].params["TZID"] for event in events} == {"Europe/Tallinn"}
    assert b"salajane" not in answer.content
    own = Calendar.from_ical(client.get(f"{feed}?ryhm={first.pk}").content).walk("VEVENT")
    assert len(own) == 2
    uids = {str(event["uid"]) for event in events}
    assert client.get(feed, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    day.starts_at += timedelta(days=1)
    day.ends_at += timedelta(days=1)
    day.save()
    moved = client.get(feed, headers={"If-None-Match": answer["ETag"]})
    assert {str(event["uid"]) for event in Calendar.from_ical(moved.content).walk("VEVENT")} == uids
    for wrong in ("0", "x", "9" * 30, str(GroupFactory().pk)):
        assert client.get(f"{feed}?ryhm={wrong}").status_code == 404
