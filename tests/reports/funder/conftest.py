"""The same report and people as the tests of annual reports."""

from tests.reports.annual.conftest import (  # noqa: F401
    contract,
    make_ready,
    mari,
    no_broker,
    own_settings,
    report,
    riina,
    sent,
)
