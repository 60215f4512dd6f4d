"""Questionnaires and waves for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from municipalities.surveys.models import Questionnaire, Wave


class QuestionnaireFactory(DjangoModelFactory):
    """A questionnaire in its first version."""

    class Meta:
        model = Questionnaire

    title = factory.Sequence(lambda n: f"Kaasamise uuring {n}")


class WaveFactory(DjangoModelFactory):
    """A completed wave."""

    class Meta:
        model = Wave

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    title = factory.Sequence(lambda n: f"Laine {n}")
    opened_on = date(2021, 8, 1)
    completed_on = date(2021, 10, 1)
