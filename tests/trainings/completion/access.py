"""Who opens the addresses of trainings/completion (tests/access_table.py)."""

from tests.access import Page

ACCESS: dict[str, Page] = {}
