"""Public pages that have not changed since a stranger saw them: answered without a query (speed.md).

One small entry of the cache, shared by all processes, holds a version that every change of a call renews, and
the moments at which windows open or close: with the day and the language they tell what a page says."""

import uuid
from functools import cache as kept_for_life
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.translation import get_language

from trainings.models import Group, Session, Terms, Trainer, Training, Undertaking

KEY = "trainings.calls"
KEPT = 24 * 3600
SHOWN = (Training, Group, Session, Trainer, Terms, Undertaking)


def stamp() -> str:
    """Return what changes whenever any public page of calls does; take it before reading what is shown."""
    version = cache.get(KEY) or cache.get_or_set(KEY, _new, KEPT)
    # Kept under its version: moments read just before a change must not outlive it.
    moments = cache.get_or_set(f"{KEY}.{version}", lambda: sorted(_moments()), KEPT) or ()
    now = timezone.now()
    passed = sum(moment <= now for moment in moments)
    return f"{version}.{passed}.{timezone.localdate(now)}.{get_language()}.{_templates()}"


def fragment(name: str, made_at: str, make):
    """Return a part of a public page out of the cache, or make and keep it; `made_at` is its `stamp()`."""
    key = f"{KEY}.{fragment_key(name, made_at)}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT)
    return found


def fragment_key(name: str, made_at: str) -> str:
    """Return the key under which a part is kept."""
    return sha256(f"{name}.{made_at}".encode()).hexdigest()


def unchanged(request, etag: str):
    """Return the answer 304 where the reader has this very page, else None."""
    asked = request.headers.get("If-None-Match", "")
    if not etag or etag not in (tag.strip().removeprefix("W/") for tag in asked.split(",")):
        return None
    return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": "private, no-cache"})


def page_tag(request, made_at: str) -> str:
    """Return the ETag of a whole page; "" for whoever has a session or a message, whose pages are their own.

    The page carries the token of its reader's forms, so that another token makes another page.
    """
    if {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys():
        return ""
    token = request.META.get("CSRF_COOKIE", "")
    known = f"{made_at}.{request.get_full_path()}.{token}.{settings.DEMO}"
    return f'"{sha256(known.encode()).hexdigest()[:32]}"'


def renew(**_kwargs) -> None:
    """Forget what was kept: now for this process's next read, and once the change is there for all."""
    cache.set(KEY, _new(), KEPT)
    transaction.on_commit(lambda: cache.set(KEY, _new(), KEPT))


def watch() -> None:
    """Renew with every change of what the pages show."""
    for model in SHOWN:
        for signal in (post_save, post_delete):
            signal.connect(renew, sender=model, dispatch_uid=f"{KEY}.{model.__name__}")


def _new():
    return uuid.uuid4().hex


def _moments():
    public = Training.objects.filter(is_public=True).order_by()
    for pair in public.values_list("opens_at", "closes_at"):
        yield from filter(None, pair)


@kept_for_life
def _templates() -> str:
    """Return the time of the newest template or message, so that a new release makes new pages."""
    folders = (Path(settings.BASE_DIR, "templates"), Path(settings.BASE_DIR, "locale"))
    return str(max(path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*.*")))
