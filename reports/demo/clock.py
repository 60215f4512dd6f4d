"""The clock of the demo: what happened in another year happens through the portal's own actions, at its own moment."""

from contextlib import AbstractContextManager
from datetime import date
from unittest import mock

from django.utils import timezone

from reports.demo.maker import at


def on(day: date, hour: int = 12, minute: int = 0) -> AbstractContextManager:
    """Set the portal's clock to a moment in Tallinn for as long as a block runs."""
    moment = at(day, hour, minute)
    return mock.patch.object(timezone, "now", return_value=moment)
