"""The same report and people as the tests of annual reports."""

import pytest
from django.core.cache import cache

from reports.annual import actions
from silab.common import kept_pages
from tests.reports.annual.conftest import (  # noqa: F401
    contract,
    make_ready,
    mari,
    no_broker,
    own_settings,
    report,
    riina,
)


@pytest.fixture(autouse=True)
def nothing_kept():
    """Pages are made anew in each test."""
    cache.clear()
    kept_pages._kept.clear()


@pytest.fixture
def accepted(report, make_ready, mari, riina):  # noqa: F811
    """A report that the funder accepted."""
    sent = actions.submit(report=make_ready(report), by=mari)
    return actions.accept(report=sent, by=riina)
