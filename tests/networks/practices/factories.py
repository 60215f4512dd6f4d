"""Good examples, tools and communication for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from networks.practices.enums import Channel, ExampleState, ToolKind
from networks.practices.models import CommunicationItem, CommunicationPlan, GoodExample, Tool


class GoodExampleFactory(DjangoModelFactory):
    """A published example."""

    class Meta:
        model = GoodExample

    title = factory.Sequence(lambda n: f"Näide {n}")
    state = ExampleState.PUBLISHED
    published_on = date(2022, 3, 1)


class ToolFactory(DjangoModelFactory):
    """A guide that is ready."""

    class Meta:
        model = Tool

    title = factory.Sequence(lambda n: f"Juhend {n}")
    kind = ToolKind.GUIDE
    ready_on = date(2021, 12, 1)


class CommunicationPlanFactory(DjangoModelFactory):
    """A plan that is ready."""

    class Meta:
        model = CommunicationPlan

    title = "Kommunikatsioonikava"
    ready_on = date(2021, 12, 1)


class CommunicationItemFactory(DjangoModelFactory):
    """A news item."""

    class Meta:
        model = CommunicationItem

    on = date(2022, 1, 10)
    channel = Channel.WEB
    title = factory.Sequence(lambda n: f"Uudis {n}")
