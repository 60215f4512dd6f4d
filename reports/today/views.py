"""The staff's first page: what is late, what waits, what comes, how plan and money stand (domain.md §12)."""

from operator import attrgetter

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from reports.boards import late, linked, money_of, seen_of
from reports.changes import stamp
from reports.costs.sums import together
from reports.views.scope import scope_of
from silab.accounts.access import staff_only
from silab.common import desk
from silab.common.exports import export_response
from silab.common.lists import Column
from silab.common.templatetags.formats import day

#: Of each source; the others are behind a fold.
SHOWN = 5
COLUMNS = (
    Column("what", gettext_lazy("What it is about"), ""),
    Column("title", gettext_lazy("What to do"), ""),
    Column("due", gettext_lazy("Date"), "", text=day),
    Column("detail", gettext_lazy("Details"), ""),
    Column("url", gettext_lazy("Address"), ""),
)


@staff_only
@require_safe
def today(request):
    """Show what every room looks after; plan and money are read apart (`year`), as they are counted anew."""
    found = desk.found(timezone.localdate())
    if request.GET.get("export") in ("csv", "xlsx"):
        rows = _rows(found, request)
        return export_response(rows, COLUMNS, kind=request.GET["export"], name="tana")
    waits = [one for one in found if not one.source.comes and one.items]
    coming = [item for one in found if one.source.comes for item in one.items]
    context = {
        "today": timezone.localdate(),
        "groups": [(one, one.items[:SHOWN], one.items[SHOWN:]) for one in waits],
        "late": sum(len(one.late) for one in waits),
        "waits": sum(len(one.items) for one in waits),
        "is_cut": any(one.is_cut for one in waits),
        "coming": sorted(coming, key=attrgetter("due", "title")),
    }
    return render(request, "reports/today/page.html", context)


@staff_only
@require_safe
def year(request):
    """Show where plan and money of the running year stand: a part of the first page, or a page of its own."""
    scope = scope_of(request)
    context = {"scope": scope}
    if scope.contract:
        at = stamp()
        seen = seen_of(scope.contract, scope.year, at)
        money = money_of(seen, at)
        context |= {
            "seen": seen,
            "money": together(money),
            "over": [row for row in money if row.is_over or row.will_be_over],
            "reached": sum(1 for result in seen.targets if result.pace == "done"),
            "behind": linked(scope, late(seen)),
            "dashboard_url": scope.url("reports:dashboard"),
            "costs_url": scope.url("reports:costs_overview"),
            "costs_prefix": scope.url("reports:costs") + "&tegevus=",
        }
    is_part = request.htmx and not request.htmx.boosted
    return render(request, "reports/today/year.html" if is_part else "reports/today/year_page.html", context)


def _rows(found, request):
    for one in found:
        for item in one.items:
            address = request.build_absolute_uri(item.url)
            yield str(one.source.title), item.title, item.due, item.detail, address
