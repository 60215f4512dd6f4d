"""The same report and people as the tests of annual reports."""

import pytest

from reports.annual import actions
from tests.reports.annual.conftest import (  # noqa: F401
    contract,
    make_ready,
    mari,
    no_broker,
    own_settings,
    report,
    riina,
)


@pytest.fixture
def sent(report, make_ready, mari):  # noqa: F811
    """A report that was submitted."""
    make_ready(report)
    return actions.submit(report=report, by=mari)
