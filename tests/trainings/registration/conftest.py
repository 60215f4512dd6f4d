"""A call that is open, and the form as a browser without scripts fills it."""

import pytest
from django.urls import reverse

from tests.trainings.factories import CallFactory, TeamFactory


@pytest.fixture
def call(db):
    """A programme whose call is open."""
    return CallFactory(slug="koosloome", name="Koosloomeprogramm")


@pytest.fixture
def team(call, jaan, viljandi):
    """Jaan's draft, which lacks nothing."""
    return TeamFactory(training=call, submitter=jaan, municipality=viljandi)


@pytest.fixture
def fill(sign_in):
    """`fill(application, "liikmed", {...})`: open a page of the form, type, send; `page=` sends an older page."""

    def typed(application, step, data, *, page=None, headers=None):
        browser = sign_in(application.submitter)
        url = reverse("trainings:application_step", args=[application.key, step])
        context = (page or browser.get(url)).context
        posted = {"seen": context["seen"], "window": context["window"], **data}
        return browser.post(url, posted, headers=headers or {})

    return typed


def rows(*members):
    """Return what the page of members sends: (name, e-mail, role, and more by name) each."""
    data = {"rows": len(members)}
    for n, (name, email, role, *more) in enumerate(members):
        data |= {f"m{n}-name": name, f"m{n}-email": email, f"m{n}-role": role}
        data |= {f"m{n}-{key}": value for key, value in (more[0] if more else {}).items()}
    return data
