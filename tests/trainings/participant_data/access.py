"""Who opens the addresses of trainings/participant_data (tests/access_table.py)."""

from tests.access import Page

ACCESS: dict[str, Page] = {}
