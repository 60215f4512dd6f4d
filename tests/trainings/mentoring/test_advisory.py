"""The advisory programme: who applies, and never more chosen than there are places."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from silab.notices.models import Notice
from tests.trainings.selection.teams import a_programme
from trainings.mentoring import advising
from trainings.models import AdvisoryApplication

WORDS = {
    "service": "Koduteenus koos seltsiga.",
    "partner": "MTÜ Seltsiks",
    "contact_name": "Jaan Tamm",
    "contact_email": "jaan@viljandivald.example",
}


def candidate(programme, **fields):
    return AdvisoryApplication.objects.create(training=programme, **WORDS | fields)


def test_an_official_applies_for_the_own_municipality_once(programme, team, viljandi, anija, jaan, sign_in):
    address = reverse("trainings:advisory_apply", args=[programme.slug])
    browser = sign_in(jaan)
    team.other_municipalities.add(anija)
    answer = browser.post(address, WORDS | {"municipalities": [viljandi.pk, anija.pk]})
    assert answer.status_code == 302
    found = programme.advisory_applications.get()
    assert (found.created_by, found.municipalities.count()) == (jaan, 2)
    assert Notice.objects.get(template="trainings/mail/advisory_applied").recipient == WORDS["contact_email"]
    again = browser.post(address, WORDS | {"municipalities": [viljandi.pk]})
    assert again.status_code == 422
    assert "Viljandi vald" in again.context["form"].non_field_errors()[0]
    assert programme.advisory_applications.count() == 1


def test_one_cannot_apply_for_others_only_nor_from_outside(programme, team, anija, jaan, leena, sign_in):
    address = reverse("trainings:advisory_apply", args=[programme.slug])
    assert sign_in(leena).get(address).status_code == 404
    other = team.other_municipalities
    other.add(anija)
    team.submitter = None
    team.save()
    answer = sign_in(jaan).post(address, WORDS | {"municipalities": [anija.pk]})
    assert answer.status_code == 422
    assert not programme.advisory_applications.exists()


def test_after_the_last_moment_nobody_applies(programme, team, viljandi, jaan, sign_in):
    programme.advisory_until = timezone.now() - timedelta(seconds=1)
    programme.save()
    address = reverse("trainings:advisory_apply", args=[programme.slug])
    answer = sign_in(jaan).post(address, WORDS | {"municipalities": [viljandi.pk]})
    assert answer.status_code == 409
    assert not programme.advisory_applications.exists()


def test_no_more_are_chosen_than_there_are_places_and_each_is_told_once(programme, mari):
    first, second = candidate(programme), candidate(programme, contact_email="leena@anija.example")
    advising.choose(application=first, by=mari)
    with pytest.raises(ValidationError, match="Mari Mets"):
        advising.choose(application=first, by=mari)
    with pytest.raises(advising.NoPlaceLeft):
        advising.choose(application=second, by=mari)
    with pytest.raises(ValidationError):
        advising.refuse(application=second, reason=" ", by=mari)
    advising.refuse(application=first, reason="Partner loobus.", by=mari)
    advising.choose(application=second, by=mari)
    told = Notice.objects.order_by("pk").values_list("recipient", "template")
    assert [(who, what.rpartition("_")[2]) for who, what in told] == [
        (WORDS["contact_email"], "chosen"),
        (WORDS["contact_email"], "refused"),
        ("leena@anija.example", "chosen"),
    ]


def test_staff_choose_and_refuse_on_the_page(programme, mari, sign_in):
    found = candidate(programme)
    desk, address = sign_in(mari), reverse("trainings:advisory_decide", args=[found.pk])
    assert desk.post(address, {"reason": ""}).status_code == 422
    desk.post(address, {"choose": "1"})
    found.refresh_from_db()
    assert (found.state, found.decided_by) == ("chosen", mari)
    assert "0 / 1" in desk.get(address).text


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_of_the_database_for_any_number(
    programme, viljandi, anija, mari, rows, sign_in, django_assert_max_num_queries
):
    for _n in range(rows):
        candidate(programme).municipalities.set([viljandi, anija])
    desk = sign_in(mari)
    with django_assert_max_num_queries(7):
        html = desk.get(reverse("trainings:advisory", args=[programme.slug])).text
    assert "Viljandi vald, Anija vald" in html or "Anija vald, Viljandi vald" in html


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_of_ten_choices_of_the_last_place_one_wins(mari):
    programme = a_programme(advisory_places=1)
    candidates = [candidate(programme) for _n in range(10)]

    def choose(one):
        try:
            advising.choose(application=one, by=mari)
            return True
        except advising.NoPlaceLeft:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        assert sum(threads.map(choose, candidates)) == 1
    assert advising.places_left(programme) == 0
