"""Who stands where in the engagement model: the board and the list of all processes."""

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from networks.models import Advice, StageCompletion
from networks.staged.cards import board_of
from networks.staged.filters import BoardFilter, ProcessFilter
from networks.staged.rooms import rooms_of
from networks.staged.rules import processes_for
from networks.staged.standing import Standing, stages_in_use, standings
from silab.accounts.access import staff_only
from silab.common.lists import Column, list_response
from silab.common.templatetags.formats import day, figure

COLUMNS = (
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        "municipality__name",
        sort="municipality__sort_key",
        link=True,
    ),
    Column(
        "county", gettext_lazy("County"), "municipality__county__name", sort="municipality__county__sort_key"
    ),
    Column("stage", gettext_lazy("Stage now"), "stage_now", sort="stage_order"),
    Column("reached", gettext_lazy("Reached"), "reached", text=figure, sort="reached", numeric=True),
    Column("adviser", gettext_lazy("Adviser"), "adviser", sort="adviser"),
    Column("hours", gettext_lazy("Advice, hours"), "hours", text=figure, sort="hours", numeric=True),
    Column("moved", gettext_lazy("Last movement"), "moved_on", text=day, sort="moved_on"),
    Column(
        "still", gettext_lazy("Still"), "still", text=lambda still: _still(still), sort="moved_on", state=True
    ),
    Column("started", gettext_lazy("Started"), "started_on", text=day, sort="started_on"),
    Column("ended", gettext_lazy("Ended"), "ended_on", text=day, sort="ended_on"),
)


@staff_only
@require_safe
def board(request):
    """Show the open processes by their present stage; the filter answers the board alone."""
    stages = stages_in_use()
    every = standings(stages, timezone.localdate())
    found = [one for one in every if one.process.ended_on is None]
    request.still = [one.process.pk for one in found if one.is_still]
    narrowed = BoardFilter(
        request.GET, queryset=processes_for(request.user).filter(ended_on=None), request=request
    )
    is_filtered = any(request.GET.get(name) for name in narrowed.filters)
    if is_filtered:
        wanted = set(narrowed.qs.order_by().values_list("pk", flat=True))
        found = [one for one in found if one.process.pk in wanted]
    context = {"columns": board_of(found, stages), "is_filtered": is_filtered}
    if request.htmx and not request.htmx.boosted:
        return render(request, "networks/staged/board_part.html", context)
    context |= {"filter": narrowed, "rooms": rooms_of("networks:board"), "still": len(request.still)}
    return render(request, "networks/staged/board.html", context)


@staff_only
@require_safe
def processes(request):
    """List all processes, ended ones too; the list can be downloaded."""
    stages = stages_in_use()
    found = standings(stages, timezone.localdate())
    request.still = [one.process.pk for one in found if one.is_still]
    return list_response(
        request,
        queryset=_listed(processes_for(request.user), found),
        columns=COLUMNS,
        template="networks/staged/processes.html",
        filterset=ProcessFilter,
        row_url=("networks:process", "pk"),
        export_name="kaasamismudel",
        context={"rooms": rooms_of("networks:processes")},
    )


def _listed(queryset, found: list[Standing]):
    advice = Advice.objects.filter(process=OuterRef("pk")).order_by().values("process")
    reached = StageCompletion.objects.filter(process=OuterRef("pk"), stage__in_use=True)
    count = reached.order_by().values("process").annotate(n=Count("pk")).values("n")
    still = Q(pk__in=[one.process.pk for one in found if one.is_still])
    return queryset.annotate(
        hours=Subquery(advice.annotate(sum=Sum("hours")).values("sum")),
        reached=Subquery(count),
        stage_now=_each(found, lambda one: one.stage.title if one.stage else _("all reached"), CharField()),
        stage_order=_each(found, lambda one: one.stage.order if one.stage else 32_000, IntegerField()),
        moved_on=_each(found, lambda one: one.moved_on, DateField()),
        still=Case(When(still, then=Value("behind")), default=Value(""), output_field=CharField()),
    )


def _each(found, value, field):
    """Return each process's computed value as a column, so that the list sorts and exports it like any other."""
    if not found:
        return Value(None, output_field=field)
    return Case(*(When(pk=one.process.pk, then=Value(value(one))) for one in found), output_field=field)


def _still(still):
    return _("stands still") if still else ""
