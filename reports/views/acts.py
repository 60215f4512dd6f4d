"""Acts on a report that ask before they are done: a page of their own, on POST the act."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from reports.annual.errors import ReportClosed
from reports.annual.reason import ReasonForm


@dataclass(frozen=True)
class Asked:
    """What the page says before the act, on its button, and when it is done."""

    heading: str
    words: tuple[str, ...]
    button: str
    done: str
    wants_reason: bool = False


def asked_first(request, report, asked: Asked, act: Callable):
    """Show what `act` does, and on POST do it; what was typed stays on the page when it is refused (422)."""
    form = ReasonForm(request.POST or None) if asked.wants_reason else None
    error, status = "", 200
    if request.method == "POST" and (form is None or form.is_valid()):
        given = {"reason": form.cleaned_data["reason"]} if form else {}
        try:
            act(report=report, by=request.user, **given)
        except ValidationError as refused:
            if form is None or isinstance(refused, ReportClosed):
                error, status = refused.messages[0], 422
            else:
                form.add_error("reason", refused)
        else:
            messages.success(request, asked.done)
            return redirect(report)
    if form is not None and form.errors:
        status = 422
    page = {"report": report, "asked": asked, "form": form, "error": error}
    return render(request, "reports/after/ask.html", page, status=status)
