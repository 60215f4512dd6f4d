"""One person registers for an open training: a place at once, or the waiting list."""

import pytest
from django.urls import reverse

from silab.notices.models import Notice
from tests.silab.accounts.factories import UserFactory
from tests.trainings.factories import CallFactory
from trainings.enums import TrainingKind
from trainings.models import Application, Participant


@pytest.fixture
def training(db):
    """An open training with one place."""
    return CallFactory(slug="avatud", kind=TrainingKind.OPEN, places={"Veebis": 1})


@pytest.fixture
def register(sign_in):
    """`register(user, training)`: all the way through; return the last answer."""

    def through(user, training, **typed):
        browser = sign_in(user)
        browser.get(reverse("trainings:register", args=[training.slug]))
        application = Application.objects.filter(submitter=user, training=training).latest("pk")
        page = reverse("trainings:application_step", args=[application.key, "andmed"])
        shown = browser.get(page)
        data = {"m0-name": user.name, "m0-email": user.email, "m0-role": "official", **typed}
        saved = browser.post(page, {"seen": shown.context["seen"], **data})
        if saved.status_code != 302:
            return saved
        terms = browser.get(saved.url).context["terms"]
        accepted = {"accepted": "on", "terms": terms.pk} if terms else {}
        return browser.post(
            reverse("trainings:application_submit", args=[application.key]), accepted, follow=True
        )

    return through


def test_a_free_place_is_taken_at_once_with_one_mail(training, register, jaan):
    page = register(jaan, training, municipality="Viljandi vald")
    assert "Teil on koht" in page.content.decode()
    application = Application.objects.get()
    assert application.state == "accepted"
    assert application.group.name == "Veebis"
    assert Participant.objects.get().person.email == jaan.email
    assert Notice.objects.get().template == "trainings/mail/application_accepted"
    assert application.members.get().confirmed_at
    assert application.acceptances.count() == 2


def test_a_full_group_makes_wait_and_a_freed_place_goes_to_who_waits(training, register, jaan, leena, tiit):
    register(jaan, training)
    assert "ootejärjekorras" in register(leena, training).content.decode()
    Application.objects.get(submitter=jaan).delete()
    register(tiit, training)
    assert Application.objects.get(submitter=tiit).state == "waiting"


def test_a_group_is_chosen_where_there_are_several(register, jaan):
    training = CallFactory(kind=TrainingKind.OPEN, places={"Veebis": 1, "Tartus": 1})
    assert "Valige rühm." in register(jaan, training).content.decode()
    group = training.groups.get(name="Tartus")
    register(jaan, training, group=group.pk)
    assert Application.objects.get().group == group


def test_nobody_registers_twice(training, register, jaan):
    register(jaan, training)
    other = UserFactory()
    page = register(other, training, **{"m0-email": jaan.email})
    assert page.status_code == 422
    assert "juba registreeritud" in page.content.decode()


def test_undertakings_are_not_passed_by(training, jaan, sign_in, register):
    register(jaan, training)
    Application.objects.update(state="draft", group=None)
    Application.objects.get().acceptances.all().delete()
    answer = sign_in(jaan).post(reverse("trainings:application_submit", args=[Application.objects.get().key]))
    assert answer.status_code == 422
    assert Application.objects.get().state == "draft"
