"""Trainers see their own groups, and only those."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.trainings.calls.factories import GroupFactory, OpenCallFactory, TrainerFactory
from tests.trainings.factories import ParticipantFactory, SessionFactory
from trainings.models import Application, Homework, Member, Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_groups():
    """A programme of two groups, each with a team, a person, a day and a homework handed in."""
    training = OpenCallFactory()
    for city in ("Pärnu", "Tartu"):
        group = GroupFactory(training=training, name=city)
        team = Application.objects.create(training=training, name=f"Meeskond {city}")
        Application.objects.filter(pk=team.pk).update(state="accepted", group=group)
        member = Member.objects.create(application=team, name=f"Liige {city}", email=f"{city}@kyla.example")
        person = ParticipantFactory(training=training, group=group, member=member, organisation=f"MTÜ {city}")
        person.person.name = f"Osaleja {city}"
        person.person.save()
        session = SessionFactory(training=training, group=group, number=1)
        task = Homework.objects.create(session=session, title=f"Töö {city}", due_at=timezone.now())
        Submission.objects.create(
            homework=task,
            application=team,
            text=f"Vastus {city}",
            handed_in_at=timezone.now(),
            handed_in_by="x",
        )
    return training


def test_a_trainer_sees_only_the_own_group(two_groups, tiit, sign_in, client):
    parnu = two_groups.groups.get(name="Pärnu")
    TrainerFactory(training=two_groups, user=tiit).groups.add(parnu)
    browser = sign_in(tiit)
    own = browser.get(reverse("trainings:my_groups"))
    html = browser.get(own.url).content.decode()
    for words in ("Meeskond", "Osaleja", "MTÜ", "Töö", "Vastus"):
        assert f"{words} Pärnu" in html
        assert f"{words} Tartu" not in html
    assert "@kyla.example" not in html.replace(tiit.email, "")


def test_a_trainer_without_named_groups_sees_all(two_groups, tiit, sign_in, django_assert_max_num_queries):
    TrainerFactory(training=two_groups, user=tiit)
    browser = sign_in(tiit)
    with django_assert_max_num_queries(14):
        html = browser.get(reverse("trainings:my_group", args=[two_groups.slug])).content.decode()
    assert "Vastus Pärnu" in html
    assert "Vastus Tartu" in html


def test_others_find_nothing(two_groups, tiit, jaan, mari, sign_in):
    TrainerFactory(training=two_groups, user=tiit)
    other = TrainerFactory(user=jaan).training
    for user in (jaan, mari):
        assert sign_in(user).get(reverse("trainings:my_group", args=[two_groups.slug])).status_code == 404
    assert sign_in(tiit).get(reverse("trainings:my_group", args=[other.slug])).status_code == 404
    assert sign_in(mari).get(reverse("trainings:my_groups")).status_code == 404
