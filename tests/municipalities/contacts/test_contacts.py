"""The log of contacts: noted quickly and once, followed up, deleted only where nothing rests on it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Contact
from tests.municipalities.factories import ContactFactory, CountyFactory, MunicipalityFactory
from tests.trainings.factories import CallFactory, TrainingFactory
from trainings.models import Outreach

pytestmark = pytest.mark.django_db
LIST = "/omavalitsused/kontaktid/"
FOLLOW_UPS = "/omavalitsused/kontaktid/jarel/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def staff(mari, sign_in):
    return sign_in(mari)


def words(viljandi, **more):
    return {
        "municipality": viljandi.pk,
        "channel": "call",
        "on": f"{timezone.localdate():%d.%m.%Y}",
        "summary": "Leppisime kokku.",
        **more,
    }


def add_url(municipality):
    return f"{reverse('municipalities:contact_add')}?omavalitsus={municipality.pk}"


def due_in(days, **more):
    return ContactFactory(follow_up_on=timezone.localdate() + timedelta(days=days), **more)


def test_a_contact_is_noted_once_however_often_the_form_is_sent(staff, mari, viljandi):
    training = CallFactory()
    data = words(viljandi, training=training.pk, follow_up_on="01.12.2099", follow_up="Helistada uuesti")
    for _ in range(2):
        answer = staff.post(add_url(viljandi), data)
        assert answer.url == f"{viljandi.get_absolute_url()}#suhtlus"
    contact = Contact.objects.get()
    assert (contact.created_by, contact.follow_up) == (mari, "Helistada uuesti")
    assert contact.history.get().history_user == mari
    assert contact.outreach.training == training
    staff.post(add_url(viljandi), data | {"summary": "Hoopis teine jutt."})
    assert Contact.objects.count() == 2


def test_the_quick_form_comes_prefilled_and_its_answer_is_the_fresh_section(staff, viljandi):
    form = staff.get(add_url(viljandi), headers=HTMX).content.decode()
    assert f'value="{timezone.localdate():%d.%m.%Y}"' in form
    assert "<html" not in form
    answer = " ".join(staff.post(add_url(viljandi), words(viljandi), headers=HTMX).content.decode().split())
    page = " ".join(staff.get(viljandi.get_absolute_url()).content.decode().split())
    said = answer[answer.index('<div class="alert') : answer.index('<div id="contact-entry"')]
    assert "data-announce" in said
    assert answer.replace(said, "") in page


def test_what_is_refused_stands_beside_its_field_with_all_that_was_typed(staff, viljandi):
    gone = MunicipalityFactory(valid_to=timezone.localdate() - timedelta(days=400))
    for field, data in (
        ("on", {"on": "01.01.2099"}),
        ("on", {"on": "01.01.1921"}),
        ("on", {"on": "eile"}),
        ("on", {"municipality": gone.pk}),
        ("channel", {"channel": "tuvi"}),
        ("municipality", {"municipality": "99999999"}),
        ("follow_up_on", {"follow_up_on": "01.01.2018"}),
        ("follow_up_on", {"follow_up": "Helistada"}),
        ("summary", {"summary": "x" * 300_000}),
        ("training", {"training": "99999999"}),
    ):
        answer = staff.post(add_url(viljandi), words(viljandi, **data), headers=HTMX)
        assert answer.status_code == 422
        assert answer["HX-Retarget"] == "#contact-entry"
        assert field in answer.context["form"].errors, data
    assert not Contact.objects.exists()


def test_what_is_typed_as_html_stays_text(staff, viljandi):
    staff.post(add_url(viljandi), words(viljandi, summary="<script>alert(1)</script>", with_whom="<b>Ü</b>"))
    for url in (
        LIST,
        viljandi.get_absolute_url(),
        reverse("municipalities:contact", args=[Contact.objects.get().pk]),
    ):
        html = staff.get(url).content.decode()
        assert "<script>alert" not in html
        assert "<b>Ü" not in html


def test_the_list_is_filtered_sorted_and_exported(staff, viljandi):
    harju = CountyFactory(code="0037", name="Harju maakond")
    anija = MunicipalityFactory(name="Anija vald", county=harju)
    old = ContactFactory(municipality=viljandi, on="2022-02-01", channel="letter")
    due_in(-1, municipality=anija, on="2023-05-01")
    due_in(60, municipality=anija, on="2023-05-02")
    for query, found in (
        ({}, 3),
        ({"municipality": viljandi.pk}, 1),
        ({"municipality": "99999"}, 3),
        ({"name": "VILJÄN"}, 1),
        ({"name": "zzz"}, 0),
        ({"county": harju.pk}, 2),
        ({"channel": "letter"}, 1),
        ({"since": "2022-02-02"}, 2),
        ({"until": "2022-02-01"}, 1),
        ({"follow_up": "open"}, 2),
        ({"follow_up": "overdue"}, 1),
        ({"follow_up": "later"}, 1),
        ({"follow_up": "done"}, 0),
        ({"since": "x", "county": "x"}, 3),
    ):
        assert staff.get(LIST, query).context["list"].count == found, query
    Outreach.objects.create(contact=old, training=TrainingFactory(name="Kevadkoolitus"))
    rows = b"".join(staff.get(LIST, {"export": "csv", "sort": "municipality"}).streaming_content).decode()
    assert [line.split(";")[1] for line in rows.splitlines()[1:]] == [
        "Anija vald",
        "Anija vald",
        "Viljandi vald",
    ]
    assert rows.strip().endswith("Kevadkoolitus")


@pytest.mark.parametrize("url", [LIST, FOLLOW_UPS])
def test_lists_cost_the_same_at_one_and_three_rows(staff, url, django_assert_max_num_queries):
    counts = []
    for rows in (1, 2):
        for contact in [due_in(-3) for _ in range(rows)]:
            Outreach.objects.create(contact=contact, training=TrainingFactory())
        with django_assert_max_num_queries(8) as asked:
            staff.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_follow_ups_are_overdue_this_week_or_later_until_they_are_done(staff, mari):
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    late, soon, later = due_in(-8), due_in(0), ContactFactory(follow_up_on=monday + timedelta(days=7))
    done = due_in(-9)
    url = reverse("municipalities:contact_done", args=[done.pk])
    assert "tehtud" in staff.post(url, headers=HTMX).content.decode()
    parts = {part["key"]: part["rows"] for part in staff.get(FOLLOW_UPS).context["parts"]}
    assert parts == {"overdue": [late], "week": [soon], "later": [later]}
    done.refresh_from_db()
    assert (done.followed_up_by, done.history.first().history_user) == (mari, mari)
    assert staff.get(FOLLOW_UPS, {"minu": "1"}).context["parts"] == []
    staff.post(url, {"undo": "1"})
    assert staff.get(FOLLOW_UPS).context["parts"][0]["total"] == 2
    assert staff.post(url, {"more": "1"}).url == add_url(done.municipality)


def test_a_moved_date_waits_again(staff, viljandi):
    contact = due_in(-2, municipality=viljandi, summary="Leppisime kokku.")
    staff.post(reverse("municipalities:contact_done", args=[contact.pk]))
    data = words(viljandi, on="01.02.2022", follow_up_on="01.03.2099")
    assert staff.post(reverse("municipalities:contact", args=[contact.pk]), data).status_code == 302
    contact.refresh_from_db()
    assert contact.followed_up_at is None
    assert contact in Contact.objects.to_follow_up()


def test_deleting_asks_and_takes_the_recruitment_along(staff):
    contact = ContactFactory()
    Outreach.objects.create(contact=contact, training=TrainingFactory())
    url = reverse("municipalities:contact_delete", args=[contact.pk])
    assert staff.get(url).status_code == 200
    assert Contact.objects.exists()
    assert staff.post(url).status_code == 302
    assert not Contact.objects.exists()
    assert not Outreach.objects.exists()
    assert Contact.history.filter(history_type="-").exists()


def test_a_contact_moves_from_one_training_to_another(staff, viljandi):
    contact = ContactFactory(municipality=viljandi, on="2022-02-01")
    first, second = CallFactory(), CallFactory()
    url = reverse("municipalities:contact", args=[contact.pk])
    for training in (first, second, None):
        staff.post(url, words(viljandi, on="01.02.2022", training=training.pk if training else ""))
        found = Outreach.objects.filter(contact=contact).first()
        assert (found.training if found else None) == training
