"""Recruiting: contacts, information days, the funnel."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from municipalities.models import Contact, Municipality
from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.calls.factories import GroupFactory, OpenCallFactory
from tests.trainings.factories import AttendanceFactory, ParticipantFactory
from trainings.calls.funnel import figures_of
from trainings.models import Application, Outreach, Training

pytestmark = pytest.mark.django_db
LETTER = {"channel": "letter", "on": "03.01.2022", "summary": "Pakkumine"}


def at(name, training, *more):
    return reverse(f"trainings:{name}", args=[training.slug, *more])


def test_one_letter_goes_to_66_municipalities_at_once_and_once(staff, mari):
    training = OpenCallFactory()
    chosen = MunicipalityFactory.create_batch(66)
    MunicipalityFactory()
    data = LETTER | {"municipalities": [one.pk for one in chosen]}
    for _ in range(2):
        assert staff.post(at("recruitment_letters", training), data).status_code == 302
    assert Outreach.objects.filter(training=training).count() == Contact.objects.count() == 66
    contact = Contact.objects.first()
    assert (contact.created_by, contact.summary, contact.on) == (mari, "Pakkumine", date(2022, 1, 3))


def test_the_funnel_counts_records_and_every_figure_opens_to_them(staff):
    training = OpenCallFactory()
    municipalities = MunicipalityFactory.create_batch(4)
    staff.post(
        at("recruitment_letters", training), LETTER | {"municipalities": [one.pk for one in municipalities]}
    )
    call = {"channel": "call", "on": "10.01.2022", "municipality": municipalities[0].pk}
    assert staff.post(at("recruitment", training), call).status_code == 302
    info_day = OpenCallFactory(kind="info_day", recruits_for=training, sessions=[date(2022, 2, 16)])
    people = ParticipantFactory.create_batch(3, training=info_day, municipality=municipalities[0])
    for person in people[:2]:
        AttendanceFactory(session=info_day.sessions.get(), participant=person)
    AttendanceFactory(session=info_day.sessions.get(), participant=people[2], presence="absent")
    ParticipantFactory(training=OpenCallFactory(kind="info_day"))  # another programme's
    group = GroupFactory(training=training)
    for state in ("draft", "submitted", "accepted", "refused"):
        team = Application.objects.create(
            training=training, submitted_at=None if state == "draft" else datetime(2022, 2, 20, tzinfo=UTC)
        )
        values = {"group": group} if state == "accepted" else {}
        Application.objects.filter(pk=team.pk).update(state=state, **values)
    figures = figures_of(training)
    assert [figure.value for figure in figures] == [4, 1, 3, 2, 3, 1]
    assert [figure.municipalities for figure in figures] == [4, 1, 1, 1, 0, 0]
    html = staff.get(at("recruitment", training)).content.decode()
    for figure in figures:
        assert html.count(f'href="{figure.url}"') == 2, "in the chart and in its table"
        assert staff.get(figure.url).context["list"].count == figure.value


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"on": "03.01.2099"}, "on"),
        ({"on": "eile"}, "on"),
        ({"channel": "tuvi"}, "channel"),
        ({"municipalities": []}, "municipalities"),
    ],
)
def test_bad_letters_are_refused_with_all_that_was_chosen(staff, data, field):
    chosen = MunicipalityFactory()
    answer = staff.post(
        at("recruitment_letters", OpenCallFactory()), LETTER | {"municipalities": [chosen.pk]} | data
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Pakkumine" in answer.content.decode()
    assert answer.content.decode().count("checked") == (0 if field == "municipalities" else 1)
    assert not Contact.objects.exists()


def test_a_municipality_is_contacted_only_while_it_exists(staff):
    toila = MunicipalityFactory(name="Toila vald", valid_to=date(2025, 10, 19))
    training = OpenCallFactory()
    then = LETTER | {"municipalities": [toila.pk]}
    answer = staff.post(at("recruitment_letters", training), then | {"on": "19.10.2025"})
    assert "Toila vald" in answer.context["form"].errors["municipalities"][0]
    assert staff.post(at("recruitment_letters", training), then | {"on": "18.10.2025"}).status_code == 302


def test_an_information_day_is_made_with_one_day_and_belongs_to_its_programme(staff, mari):
    training = OpenCallFactory()
    data = {
        "name": "Infopäev", "starts_at": "16.02.2099 10:00", "ends_at": "16.02.2099 12:00",
        "place": "https://zoom.example/1", "places": "100",
    }  # fmt: skip
    bad = staff.post(at("info_day", training), data | {"ends_at": "16.02.2099 09:00"})
    assert "ends_at" in bad.context["form"].errors
    assert staff.post(at("info_day", training), data).status_code == 302
    made = Training.objects.get(kind="info_day")
    assert (made.recruits_for, made.is_public, made.created_by) == (training, False, mari)
    assert made.sessions.get().starts_at == made.closes_at == datetime(2099, 2, 16, 8, tzinfo=UTC)
    assert made.groups.get().capacity == 100


@pytest.mark.parametrize("rows", [1, 3])
def test_recruitment_asks_the_same_for_any_number_of_contacts(staff, rows, django_assert_max_num_queries):
    training = OpenCallFactory()
    chosen = [one.pk for one in MunicipalityFactory.create_batch(rows)]
    staff.post(at("recruitment_letters", training), LETTER | {"municipalities": chosen})
    with django_assert_max_num_queries(15):
        staff.get(at("recruitment", training))
    assert Municipality.objects.count() == rows


def test_there_is_no_stage_of_another_name(staff):
    assert staff.get(at("recruitment_records", OpenCallFactory(), "muu")).status_code == 404
