"""What holds a goal, an outcome or an indicator: reports that speak of it or have frozen it."""

from django.utils.translation import gettext as _

from reports.models import AnnualReport, Goal, Indicator, Outcome, ReportText


def uses(contract) -> dict[str, str]:
    """Return what may not be removed from a contract, by "goal:<pk>", "outcome:<pk>" or "indicator:<pk>", with
    the reason. Two queries.

    A text about it holds it, and the figures of a report that name it; figures that no report uses do not.
    """
    found: dict[str, str] = {}
    texts = ReportText.objects.filter(report__contract=contract).exclude(body="").select_related("report")
    for text in texts.order_by("report__year", "report__version", "pk"):
        part, _colon, pk = text.key.partition(":")
        part = "goal" if part == "activities" else part
        if pk and part in ("goal", "outcome", "indicator"):
            words = _("The annual report of %(year)s (version %(version)s) speaks of it.")
            found.setdefault(f"{part}:{pk}", words % _named(text.report.year, text.report.version))
    taken = AnnualReport.objects.filter(contract=contract).exclude(snapshot=None)
    rows = taken.order_by("year", "version").values_list("year", "version", "snapshot__figures__goals")
    for year, version, goals in rows:
        words = _("The figures of the annual report of %(year)s (version %(version)s) name it.")
        for key in _keys(goals or []):
            found.setdefault(key, words % _named(year, version))
    return found


def why_kept(row, held: dict[str, str]) -> str:
    """Return why a row may not be removed, "" where it may; a goal is held by what stands under it, too."""
    keys = [key_of(row)]
    if isinstance(row, Goal):
        keys += [key_of(each) for each in row.outcomes.all()]
        keys += [key_of(each) for each in row.indicators.all()]
    return next((held[key] for key in keys if key in held), "")


def key_of(row: Goal | Outcome | Indicator) -> str:
    """Return what `uses` calls a row."""
    return f"{type(row).__name__.lower()}:{row.pk}"


def _named(year, version):
    return {"year": year, "version": version}


def _keys(goals):
    for goal in goals:
        yield f"goal:{goal['pk']}"
        yield from (f"outcome:{row['pk']}" for row in goal["outcomes"])
        yield from (f"indicator:{row['pk']}" for row in goal["indicators"])
