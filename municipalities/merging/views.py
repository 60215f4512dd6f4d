"""The pages of a merger: describe it, read what it brings with it, confirm; take it back."""

from typing import Any

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from municipalities.merging.actions import merge, undo_merge
from municipalities.merging.effects import effects_of
from municipalities.merging.forms import MergeForm
from municipalities.merging.merger import Merger
from municipalities.merging.plan import MergeRefused
from municipalities.models import Municipality
from silab.accounts.access import staff_only
from silab.common.steps import Steps


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def describe(request):
    """Which municipalities, into what, when. What was written before the check comes back by the address."""
    form = MergeForm(request.POST or None, initial=_initial(request.GET))
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('municipalities:merge_check')}?{_as_query(request.POST)}")
    return render(request, "municipalities/merging/describe.html", {"form": form, "steps": _steps(1)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def check(request):
    """What the merger brings with it; on POST it is done."""
    form = MergeForm(request.GET)
    if not form.is_valid():
        return render(request, "municipalities/merging/describe.html", {"form": form, "steps": _steps(1)})
    plan = form.plan
    if request.method == "POST":
        try:
            successor = merge(plan=plan, by=request.user)
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return redirect(f"{reverse('municipalities:merge')}?{request.GET.urlencode()}")
        messages.success(request, _("Done: %(name)s answers for them now.") % {"name": successor.name})
        return redirect(successor)
    back = f"{reverse('municipalities:merge')}?{request.GET.urlencode()}"
    context = {"plan": plan, "effects": effects_of(plan), "steps": _steps(2, back), "form": None}
    return render(request, "municipalities/merging/check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def undo(request, pk):
    """Take a merger back, or read why that cannot be."""
    found = get_object_or_404(
        Municipality.objects.exclude(merged_into=None).select_related("merged_into"), pk=pk
    )
    if request.method == "POST":
        try:
            undone = undo_merge(municipality=found, by=request.user)
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return redirect("municipalities:merge_undo", pk)
        names = ", ".join(one.name for one in undone)
        messages.success(
            request, _("The merger was taken back. These exist again: %(names)s.") % {"names": names}
        )
        return redirect(found)
    merger = Merger(found)
    context = {"municipality": found, "against": merger.whats_against_undoing(), "undone": merger.merged}
    return render(request, "municipalities/merging/undo.html", context)


def _steps(number, first=""):
    pages = [(_("What merges"), first or reverse("municipalities:merge")), (_("What it brings"), "")]
    return Steps(pages, number)


def _initial(query: QueryDict):
    plain: dict[str, Any] = {
        name: query[name] for name in ("into", "successor", "name", "kind", "county", "on") if name in query
    }
    if "into" in query:
        plain["code_changes"] = "code_changes" in query
    return {**plain, "merging": [key for key in query.getlist("merging") if key.isdecimal()]}


def _as_query(data: QueryDict):
    kept = data.copy()
    kept.pop("csrfmiddlewaretoken", None)
    return kept.urlencode()
