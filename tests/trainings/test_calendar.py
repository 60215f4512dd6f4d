"""A training day in calendars: one entry, whoever sends it, replaced when the day changes."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.municipalities.factories import PersonFactory
from tests.trainings.calls.factories import GroupFactory, OpenCallFactory
from tests.trainings.factories import ParticipantFactory, SessionFactory
from trainings.calendar import calendar_of
from trainings.links import participant_url
from trainings.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    training = OpenCallFactory()
    group = GroupFactory(training=training, name="Pärnu", place="Pärnu raamatukogu")
    return SessionFactory(
        training=training, group=group, number=1, starts_at=datetime(2030, 3, 5, 8, tzinfo=UTC)
    )


def event_of(text):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def mailed(day, **given):
    return event_of(calendar_of([Session.objects.get(pk=day.pk)], **given))


def test_the_feed_the_mails_and_the_own_page_name_a_day_alike(client, day):
    participant = ParticipantFactory(
        training=day.training, group=day.group, person=PersonFactory(email="liige@kyla.example")
    )
    token = participant_url(participant).rstrip("/").rpartition("/")[2]
    told = [
        event_of(client.get(reverse("trainings:call_ics", args=[day.training.slug])).content),
        event_of(client.get(reverse("trainings:my_calendar", args=[token])).content),
        mailed(day),
    ]
    for name in ("uid", "sequence", "summary"):
        assert len({str(event[name]) for event in told}) == 1, name
    assert len({event["dtstart"].dt for event in told}) == 1


def test_the_sequence_grows_with_each_change_of_what_the_entry_says_and_only_then(day):
    found = [mailed(day)["sequence"]]
    assert mailed(day)["sequence"] == found[0]
    day.starts_at += timedelta(days=1)
    day.ends_at += timedelta(days=1)
    day.save()
    found.append(mailed(day)["sequence"])
    day.group.place = "Pärnu muuseum"
    day.group.save()
    found.append(mailed(day)["sequence"])
    day.training.state = "cancelled"
    day.training.save()
    found.append(mailed(day)["sequence"])
    assert found == sorted(set(found))
    assert mailed(day)["status"] == "CANCELLED"
    assert mailed(day)["location"] == "Pärnu muuseum"


def test_of_two_mails_about_an_unchanged_day_the_later_holds(day, time_machine):
    time_machine.move_to(datetime(2030, 1, 1, tzinfo=UTC))
    left = event_of(calendar_of([], cancelled=[day]))
    time_machine.move_to(datetime(2030, 1, 2, tzinfo=UTC))
    back = mailed(day)
    assert (left["uid"], left["sequence"]) == (back["uid"], back["sequence"])
    assert (left["status"], back["status"]) == ("CANCELLED", "CONFIRMED")
    assert left["dtstamp"].dt < back["dtstamp"].dt


def test_a_team_without_days_gets_no_calendar():
    assert calendar_of([]) == ""


def test_the_package_is_read_only_where_a_calendar_is_made():
    code = (
        "import sys, django; django.setup();"
        "import silab.urls, trainings.tasks; sys.exit('icalendar' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
