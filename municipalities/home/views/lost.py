"""What somebody reads who may not do what they could a moment ago: nothing was written, nothing typed is lost."""

import inspect
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.text import capfirst
from django.views.defaults import page_not_found, permission_denied

from municipalities.enums import OfficialState
from municipalities.models import Official
from silab.common.templatetags.formats import day

#: What forms carry along and nobody typed.
NOT_TYPED = {"csrfmiddlewaretoken", "next", "revision", "fingerprint", "seen", "token", "terms"}
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Typed:
    """A text that somebody typed; `label` is its field's, "" where no form tells."""

    label: str
    text: str


def not_there(request, exception):
    """Answer 404: to an official whose right has ended, with what happened; to whoever sent a form for something
    that is gone, with what was typed."""
    return _ended(request, status=404) or _gone(request) or page_not_found(request, exception)


def not_allowed(request, exception):
    """Answer 403 alike."""
    return _ended(request, status=403) or permission_denied(request, exception)


def _ended(request, *, status):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.is_staff:
        return None
    ended = Official.objects.filter(user=user.pk, state=OfficialState.ENDED).select_related("municipality")
    officials = list(ended.order_by("-decided_at", "-pk"))
    if not officials:
        return None
    context = {"officials": officials, "was_sent": request.method == "POST", "typed": _typed(request)}
    return render(request, "municipalities/home/ended.html", context, status=status)


def _gone(request):
    user = getattr(request, "user", None)
    typed = [one for one in _typed(request) if one.label] if user and user.is_authenticated else []
    return render(request, "gone.html", {"typed": typed}, status=404) if typed else None


def _typed(request) -> list[Typed]:
    """Return what was typed into the form that was sent; passwords stay where they are."""
    if request.method != "POST":
        return []
    fields = _fields_of(request)
    found = [
        _shown(name, text.strip(), fields.get(name))
        for name, texts in request.POST.lists()
        if name not in NOT_TYPED and "password" not in name
        for text in texts
        if text.strip()
    ]
    return [typed for typed in found if typed is not None]


def _fields_of(request) -> dict[str, forms.Field]:
    """Return the fields, by name, of that form of the view's module which knows most of what was sent."""
    module = sys.modules.get(getattr(request.resolver_match.func, "__module__", ""))
    known = list(vars(module).values()) if module else []
    known += [each for one in known if inspect.ismodule(one) for each in vars(one).values()]
    made: list[dict[str, forms.Field]] = [
        each.base_fields for each in known if inspect.isclass(each) and hasattr(each, "base_fields")
    ]
    return max(made, key=lambda fields: len(request.POST.keys() & fields.keys()), default={})


def _shown(name, text, field) -> Typed | None:
    """Return a text with its field's label, a choice in its words and a day as the portal writes it."""
    if isinstance(field, forms.ModelChoiceField) or (field is None and text.isdecimal()):
        return None  # a record's key, which says nothing
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        text = str(dict(flatten_choices(choices)).get(text, text))
    elif ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            text = day(date.fromisoformat(text))
    return Typed(capfirst(str(field.label or "")) if field else "", text)
