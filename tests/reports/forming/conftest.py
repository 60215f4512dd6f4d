"""The annual reports' own contract and report, whose form is changed here."""

from tests.reports.annual.conftest import (  # noqa: F401
    contract,
    make_ready,
    mari,
    no_broker,
    own_settings,
    report,
    riina,
)
