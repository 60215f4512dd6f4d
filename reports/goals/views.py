"""The pages of a contract's goals: all of them with their numbers, the form of one row, its removal."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.checks.goals import findings_by_line
from reports.enums import TargetKind, Workstream
from reports.goals import actions
from reports.goals.forms import GoalForm, IndicatorForm, OutcomeForm
from reports.goals.hints import hints_of, this_year
from reports.goals.uses import uses, why_kept
from reports.models import Goal, Indicator, Outcome
from reports.rows import goal_lines
from reports.views.scope import Scope, scope_of
from silab import measures
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.history import entries


@dataclass(frozen=True)
class Part:
    """One kind of row: its model, its form, how to call a new one."""

    model: Any
    form: Any
    new: Any


#: By their names in addresses.
PARTS = {
    "eesmark": Part(Goal, GoalForm, gettext_lazy("New goal")),
    "tulemus": Part(Outcome, OutcomeForm, gettext_lazy("New expected outcome")),
    "naitaja": Part(Indicator, IndicatorForm, gettext_lazy("New success indicator")),
}


@staff_only
@require_safe
def overview(request):
    """Every goal with its outcomes and indicators, what the indicators count this year, and what is amiss."""
    scope = _scope(request)
    contract = scope.contract
    goals = list(
        Goal.objects.filter(contract=contract).order_by("number").prefetch_related("outcomes", "indicators")
    )
    indicators = [row for goal in goals for row in goal.indicators.all()]
    hints = hints_of(contract, indicators, scope.year)
    said = findings_by_line(goal_lines(contract), contract.years)
    context = {
        "scope": scope,
        "goals": [_shown(scope, goal, hints, said) for goal in goals],
        "add_url": _new_url(scope, "eesmark"),
        "plan_url": scope.url("reports:plan"),
        "import_url": scope.url("reports:plan_import"),
        "years": [(year, scope.url("reports:goals", aasta=year)) for year in scope.years],
    }
    return render(request, "reports/goals/goals.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def edit(request, part, pk=None):
    """Add a row (`eesmark`: the goal that it stands under), or change one."""
    kind = _part(part)
    row = _row(request, kind, pk) if pk else _begun(request, kind)
    contract = actions.contract_of(row)
    scope = Scope([contract], contract, this_year(contract))
    form = _form(request, kind, row, scope)
    if request.method == "POST" and form.is_valid():
        saved = form.kept(partial(actions.keep_row, row=form.instance, by=request.user))
        if saved:
            messages.success(request, _("%(row)s was saved.") % {"row": saved})
            return redirect(scope.url("reports:goals", aasta=""))
    context = {
        "scope": scope,
        "part": part,
        "form": form,
        "row": row if pk else None,
        "heading": str(kind.model.objects.get(pk=pk)) if pk else kind.new,
        "goal": None if part == "eesmark" else row.goal,
        "hint": hints_of(contract, [row], scope.year)[row.pk] if part == "naitaja" and row.measure else "",
        "kept_by": why_kept(row, uses(contract)) if pk else "",
        "back_url": scope.url("reports:goals", aasta=""),
        "history": entries(row) if pk else [],
    }
    return render(request, "reports/goals/row.html", context, status=form.status)


@staff_only
@require_POST
def remove(request, part, pk):
    """Remove a row, or say what holds it."""
    row = _row(request, _part(part), pk)
    contract, name = actions.contract_of(row), str(row)
    try:
        actions.remove(row=row, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("%(row)s was removed.") % {"row": name})
    return redirect(Scope([contract], contract, this_year(contract)).url("reports:goals", aasta=""))


@staff_only
@require_safe
def hint(request):
    """What a measure (`measure`) counts this year, as part of the indicator's form."""
    scope = _scope(request)
    row = Indicator(measure=request.GET.get("measure", ""), kind=request.GET.get("kind", ""))
    if row.kind not in TargetKind.values:
        row.kind = TargetKind.INCREMENT
    # A day that is still being typed is none yet.
    with suppress(ValidationError):
        row.begins_on = DateField(required=False).clean(request.GET.get("begins_on", ""))
    said = hints_of(scope.contract, [row], this_year(scope.contract))[None]
    return render(request, "reports/goals/hint.html", {"hint": said})


def _shown(scope, goal, hints, said):
    known = measures.all_measures()
    return {
        "goal": goal,
        "url": _url(goal),
        "workstreams": [str(Workstream(key).label) for key in goal.workstreams if key in Workstream.values],
        "findings": said.get(str(goal.number), []),
        "outcomes": [
            (f"{goal.number}.{row.number}", row, _url(row))
            for row in sorted(goal.outcomes.all(), key=lambda row: row.number)
        ],
        "indicators": [
            {
                "no": f"{goal.number}.{row.letter}",
                "row": row,
                "url": _url(row),
                "measure": str(known[row.measure].title) if row.measure in known else row.measure,
                "hint": hints[row.pk],
                "findings": said.get(f"{goal.number}.{row.letter}", []),
            }
            for row in sorted(goal.indicators.all(), key=lambda row: row.letter)
        ],
        "add_outcome": _new_url(scope, "tulemus", goal),
        "add_indicator": _new_url(scope, "naitaja", goal),
    }


def _url(row):
    slug = next(slug for slug, part in PARTS.items() if part.model is type(row))
    return reverse("reports:goal_row", args=[slug, row.pk])


def _new_url(scope, slug, goal=None):
    page = reverse("reports:goal_new", args=[slug])
    under = f"&eesmark={goal.pk}" if goal else ""
    return f"{page}?leping={scope.contract.slug}{under}"


def _form(request, kind, row, scope):
    own = {"hint_url": scope.url("reports:goal_hint", aasta="")} if kind.model is Indicator else {}
    return kind.form(request.POST or None, instance=row, by=request.user, **own)


def _begun(request, kind):
    """A new row with the next number."""
    if kind.model is Goal:
        contract = _scope(request).contract
        numbers = Goal.objects.filter(contract=contract).values_list("number", flat=True)
        return Goal(contract=contract, number=max(numbers, default=0) + 1)
    goals = Goal.objects.filter(contract__in=Contract.objects.for_user(request.user))
    asked = request.GET.get("eesmark", "")
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    goal = get_object_or_404(goals.select_related("contract"), pk=int(asked))
    if kind.model is Outcome:
        numbers = goal.outcomes.values_list("number", flat=True)
        return Outcome(goal=goal, number=max(numbers, default=0) + 1)
    taken = set(goal.indicators.values_list("letter", flat=True))
    letters = (letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken)
    return Indicator(goal=goal, letter=next(letters, ""))


def _part(part):
    if part not in PARTS:
        raise Http404
    return PARTS[part]


def _row(request, kind, pk):
    path = "contract" if kind.model is Goal else "goal__contract"
    open_to = kind.model.objects.filter(**{f"{path}__in": Contract.objects.for_user(request.user)})
    return get_object_or_404(open_to.select_related(path), pk=pk)


def _scope(request):
    scope = scope_of(request)
    if scope.contract is None:
        raise Http404
    return scope
