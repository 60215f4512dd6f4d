"""The people and settings of the annual reports, for a contract made in the browser."""

from tests.reports.annual.conftest import (  # noqa: F401
    contract,
    make_ready,
    mari,
    no_broker,
    own_settings,
    report,
    riina,
)
