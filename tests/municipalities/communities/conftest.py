"""What the tests of communities begin with."""

import pytest
from django.core.cache import cache

from silab.notices.models import Notice


@pytest.fixture(autouse=True)
def fresh_limits():
    """Forget how often the form was sent from here."""
    cache.clear()


@pytest.fixture
def mails(db):
    """Return a function that lists who was told of what: (template, recipient) in order."""
    return lambda: list(Notice.objects.order_by("pk").values_list("template", "recipient"))


@pytest.fixture
def described():
    """What the public form sends."""
    return {
        "municipality": "Viljandi vald",
        "name": "Ramsi alevik",
        "kind": "township",
        "self_definition": "Oleme need, kes siin elavad.",
        "boundary": "Ramsi aleviku piirid",
        "founded_on": "",
        "representative_name": "Tiina Talu",
        "representative_email": "tiina@ramsi.example",
        "representative_phone": "",
        "website": "",
    }
