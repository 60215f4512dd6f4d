"""Who opens the addresses of trainings/feedback (tests/access_table.py)."""

from tests.access import Page

ACCESS: dict[str, Page] = {}
