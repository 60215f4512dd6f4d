"""Nothing of one test's calls stays in the cache for the next one."""

import pytest
from django.core.cache import cache

from silab.common import kept_pages


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    kept_pages._kept.clear()


@pytest.fixture
def staff(mari, sign_in):
    """Mari's browser."""
    return sign_in(mari)
