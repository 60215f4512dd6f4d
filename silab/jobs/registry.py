"""Which function does a kind of job. Apps declare theirs in `tasks.py` with `@handler("app.kind")`."""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import autodiscover_modules

Complete = Callable[[], dict[str, Any] | None]
Handler = Callable[..., Complete | None]

_handlers: dict[str, Handler] = {}


class JobError(Exception):
    """A failure that its text explains to whoever asked for the job; trying again would not help."""


class UnknownKind(LookupError):
    """No app declares a handler of this kind."""


def handler(kind: str):
    """Declare `f(run, **payload)` as what does jobs of this kind.

    It works outside a transaction and returns a callable (or None) that writes its outcome inside the
    transaction that ends the job; what the callable returns becomes `job.result`. Raises ValueError when
    the kind is taken.
    """

    def declare(function: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"Jobs of kind {kind} are declared twice")
        _handlers[kind] = function
        return function

    return declare


def get(kind: str) -> Handler:
    """Return the handler of this kind; raise UnknownKind."""
    autodiscover_modules("tasks")
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(kind) from None
