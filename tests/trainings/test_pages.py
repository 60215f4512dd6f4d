"""Pages of trainings."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from silab.accounts.enums import Role
from tests.municipalities.factories import MunicipalityFactory, OfficialFactory, UserFactory
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, SessionFactory, TrainingFactory
from trainings.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari(client):
    user = UserFactory(email="mari@silab.example", role=Role.STAFF)
    client.force_login(user)
    return user


def test_list_is_filtered_by_name_year_kind_and_state(client, mari):
    TrainingFactory(name="Õismäe koolitus", sessions=[date(2022, 3, 1)])
    TrainingFactory(name="Teine", state="planned", sessions=[date(2023, 3, 1)])
    address = reverse("trainings:list")
    assert len(client.get(address).context["list"].page.object_list) == 2
    for query in ("name=oismae", "year=2022", "state=held", "kind=open&state=held"):
        html = client.get(f"{address}?{query}").content.decode()
        assert "Õismäe koolitus" in html
        assert "Teine" not in html


def test_trainings_are_listed_latest_first_and_those_without_a_day_before_all(client, mari):
    for name, days in (
        ("Varem", [date(2022, 5, 1), date(2021, 5, 1)]),
        ("Päevata", []),
        ("Hiljem", [date(2022, 1, 1)]),
    ):
        TrainingFactory(name=name, sessions=days)
    names = [row[1] for row in client.get(reverse("trainings:list")).context["list"].page.object_list]
    assert names == ["Päevata", "Hiljem", "Varem"]
    for moved in Session.objects.filter(training__name="Varem"):
        moved.starts_at, moved.ends_at = (at.replace(year=2023) for at in (moved.starts_at, moved.ends_at))
        moved.save()
    Session.objects.get(training__name="Hiljem").delete()
    rows = client.get(reverse("trainings:list")).context["list"].page.object_list
    assert {row[1]: row[2] for row in rows} == {
        "Päevata": None,
        "Hiljem": None,
        "Varem": date(2023, 5, 1),
    }


def test_a_municipality_shows_its_latest_trainings_and_leads_to_all(client, mari):
    place = MunicipalityFactory()
    for day in range(1, 13):
        training = TrainingFactory(name=f"Koolitus {day}", sessions=[date(2022, 3, day), date(2022, 4, day)])
        ParticipantFactory.create_batch(2, training=training, municipality=place)
    ParticipantFactory(training=TrainingFactory(name="Mujal", sessions=[date(2022, 3, 1)]))
    html = client.get(place.get_absolute_url()).content.decode()
    assert "Viimased 10 kirjet 12 seast." in html
    assert ">Koolitus 3<" in html
    assert ">Koolitus 2<" not in html
    address = f"{reverse('trainings:list')}?municipality={place.pk}"
    assert f'href="{address}"' in html
    listed = client.get(address)
    assert listed.context["list"].count == 12
    assert listed.context["list"].is_filtered
    assert "municipality" not in client.get(reverse("trainings:list")).context["list"].form.fields


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_of_the_database_for_any_number_of_rows(
    client, mari, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        ParticipantFactory(training=TrainingFactory(sessions=[date(2022, 3, 1)]))
    with django_assert_max_num_queries(6):
        client.get(reverse("trainings:list"))


def test_session_ahead_shows_no_attendance_rather_than_none(client, mari):
    training = TrainingFactory()
    ParticipantFactory(training=training)
    SessionFactory(training=training, starts_at=datetime(2099, 1, 1, 8, tzinfo=UTC))
    html = client.get(training.get_absolute_url()).content.decode()
    assert "0 / 1" not in html
    assert '<td data-label="Kohal" class="num">–</td>' in html


def test_training_page_counts_those_who_were_there(client, mari, django_assert_max_num_queries):
    mark = AttendanceFactory()
    AttendanceFactory(session=mark.session, presence="absent")
    with django_assert_max_num_queries(10):
        html = client.get(mark.session.training.get_absolute_url()).content.decode()
    assert "2 / 2" in html
    assert '<td data-label="Kohal" class="num">1</td>' in html


def test_officials_see_their_trainings_on_their_municipalitys_page_without_names(client):
    municipality = MunicipalityFactory()
    official = OfficialFactory(municipality=municipality)
    participant = ParticipantFactory(
        municipality=municipality, training=TrainingFactory(name="Meie koolitus")
    )
    client.force_login(official.user)
    html = client.get(municipality.get_absolute_url()).content.decode()
    assert "Meie koolitus" in html
    assert participant.person.name not in html
    assert client.get(participant.training.get_absolute_url()).status_code == 404
