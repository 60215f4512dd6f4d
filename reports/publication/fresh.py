"""When published reports change, what was kept of their pages is made anew, in every process."""

import uuid
from functools import partial

from django.core.cache import cache
from django.db import transaction

KEY = "reports.published"
KEPT = 24 * 3600


def stamp() -> str:
    """Return what changes whenever any published report does; take it before reading what is shown."""
    return cache.get(KEY) or str(cache.get_or_set(KEY, _new, KEPT))


def renew() -> None:
    """Forget what was kept, once the change is there for all."""
    transaction.on_commit(partial(_renew), robust=True)


def _renew():
    cache.set(KEY, _new(), KEPT)


def _new():
    return uuid.uuid4().hex
