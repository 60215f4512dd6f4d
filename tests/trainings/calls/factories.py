"""Calls with their groups and trainers for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.trainings.factories import TrainingFactory
from trainings.enums import Audience, TrainingKind, TrainingState
from trainings.models import Group, Trainer


class OpenCallFactory(TrainingFactory):
    """A programme whose call is published and open for the next days."""

    name = factory.Sequence(lambda n: f"Programm {n}")
    slug = factory.Sequence(lambda n: f"programm-{n}")
    kind = TrainingKind.PROGRAMME
    audience = Audience.TEAMS
    state = TrainingState.PLANNED
    is_public = True
    call_text = "Ootame meeskondi."
    contact_email = "mari@silab.example"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=9))


class GroupFactory(DjangoModelFactory):
    """A group of seven teams."""

    class Meta:
        model = Group

    training = factory.SubFactory(OpenCallFactory)
    name = factory.Sequence(lambda n: f"Linn {n}")
    capacity = 7


class TrainerFactory(DjangoModelFactory):
    """A trainer of all groups."""

    class Meta:
        model = Trainer

    training = factory.SubFactory(OpenCallFactory)
    name = "Reet Raudsepp"
