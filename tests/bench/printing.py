"""The reports' jobs against W: WeasyPrint as its manual calls it, on the very HTML, CSS and variant.

`python -m tests.bench.printing FORM turns ROWS ROUNDS`: CPU milliseconds of both in turn in one warm process, as JSON.
`python -m tests.bench.printing FORM memory W|job ROWS`: the peak of a process that does one of them once, in MB.
FORM is `annual` (form A) or `programme` (form B, of the demo's programme of 2022)."""

import json
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django

from tests.bench.databases import run
from tests.bench.figures import Result, compare, in_turn
from tests.bench.servers import cpu_seconds, environment

DEMO_ROWS, MANY_ROWS = 50, 5000
MEGABYTES = 600


def measure(once: str, printed: str, many: str) -> list[Result]:
    """Time and memory of the jobs: at demo size, with 5 000 printed rows, and with 100 times the records."""
    results = []
    for form, words, address, rows, rounds, limit in (
        ("annual", "demo size", once, DEMO_ROWS, 9, 0.9),
        ("annual", "5 000 printed rows", printed, MANY_ROWS, 1, 0.7),
        ("programme", "demo size", once, DEMO_ROWS, 9, 0.9),
    ):
        found = json.loads(run("printing", form, "turns", rows, rounds, env=environment(address)))
        result = Result(
            f"{form} report job, {words} ({found['rows']} rows)", limit, "W", bytes=found["bytes"]
        )
        results.append(compare(result, found["W"], found["job"]))
    plain, small, large = (
        _peak(address, what) for address, what in ((once, "W"), (once, "job"), (many, "job"))
    )
    result = Result("memory of the job, demo size", 1.1, "W", unit="MB")
    results.append(compare(result, [plain], [small]))
    result = Result("memory of the job, 100 times the records", 1.1, "demo size", unit="MB")
    results.append(compare(result, [small], [large]))
    result = Result("memory of the job, 100 times the records", 1.0, f"{MEGABYTES} MB", unit="MB")
    return [*results, compare(result, [MEGABYTES], [large])]


def of_a_plan(few: str, marks: str) -> list[Result]:
    """Time and memory of the annual report's job with 2 000 targets: with few attendance marks, and with a million."""
    found = json.loads(run("printing", "annual", "turns", DEMO_ROWS, 1, env=environment(marks)))
    spent = Result(f"annual report job, 2 000 targets ({found['rows']} rows)", 0.9, "W", bytes=found["bytes"])
    small, large = (_peak(address, "job") for address in (few, marks))
    growth = Result("memory of the job, 1 000 000 marks", 1.1, "few marks", unit="MB")
    most = Result("memory of the job, 2 000 targets", 1.0, f"{MEGABYTES} MB", unit="MB")
    return [
        compare(spent, found["W"], found["job"]),
        compare(growth, [small], [large]),
        compare(most, [MEGABYTES], [large]),
    ]


def _peak(address, what) -> float:
    return float(run("printing", "annual", "memory", what, DEMO_ROWS, env=environment(address)))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silab.settings")
    django.setup()
    from django.utils import translation

    from reports.annual import proofs

    form, asked, *arguments = sys.argv[1:]
    rows = int(arguments[-1] if asked == "memory" else arguments[0])
    # All evidence of a figure is printed up to this many rows; the product prints 50 of each.
    proofs.PRINTED_ROWS = rows
    with translation.override("et"):
        if asked == "memory":
            return memory(FORMS[form](), arguments[0])
        turns(FORMS[form](), int(arguments[1]))


@dataclass(frozen=True)
class Form:
    """A report of one form as its job makes it: an open draft, and what the job calls."""

    report: Any
    take_figures: Callable
    render: Callable
    template: str
    context: Callable[[Any], dict]


def annual() -> Form:
    """Return form A: the report of 2024, the demo's draft."""
    from django.contrib.auth import get_user_model

    from reports.annual import actions
    from reports.annual.pdf import context_of, render_report
    from silab.accounts.models import Contract

    contract = Contract.objects.get(slug="silab-2021")
    report = actions.open_report(contract=contract, year=2024, by=get_user_model().objects.first())
    return Form(report, actions.take_figures, render_report, "reports/pdf/annual.html", context_of)


def programme() -> Form:
    """Return form B: the report of the demo's programme of 2022."""
    from reports.programme import actions
    from reports.programme.document import Document
    from reports.programme.pdf import render_report
    from trainings.models import Training

    report = actions.open_report(training=Training.objects.get(slug="koosloome-2022"), by=None)
    return Form(
        report,
        actions.take_figures,
        render_report,
        "reports/pdf/programme.html",
        lambda report: {"doc": Document(report)},
    )


FORMS = {"annual": annual, "programme": programme}


def turns(form: Form, rounds: int):
    """Time W and the job in turn."""
    pdf = job(form)
    parts = document_parts(form)
    plain, whole = in_turn(rounds, lambda: timed(lambda: weasyprint(parts)), lambda: timed(lambda: job(form)))
    json.dump({"W": plain, "job": whole, "bytes": len(pdf), "rows": parts.html.count("<tr")}, sys.stdout)


def memory(form: Form, what: str):
    """Print the peak memory of doing it once; W prints what a job before it has frozen."""
    if what == "job":
        job(form)
    else:
        weasyprint(document_parts(form))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def job(form: Form) -> bytes:
    """Gather, freeze, render and store, as the background job and the command do."""
    from reports.annual.fingerprint import fingerprint
    from reports.annual.storing import keep_pdf

    form.take_figures(report=form.report, by=None)
    form.report.refresh_from_db()
    made = form.render(form.report)
    keep_pdf(form.report, made, fingerprint(form.report))
    return made


def document_parts(form: Form):
    """Return what the job hands to WeasyPrint for this report."""
    from silab import pdf

    form.report.refresh_from_db()
    context = form.context(form.report)
    taken_at = form.report.snapshot.taken_at
    return pdf.document_parts(form.template, context, title=context["doc"].title, made_at=taken_at)


def weasyprint(parts) -> bytes:
    """W: nothing reused from call to call, garbage collection on.

    A stylesheet with `@font-face` is given a FontConfiguration, as the manual asks: without it WeasyPrint
    skips those rules and prints another document, in the machine's own font.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from silab.pdf.engine import STATIC, StaticFilesOnly

    fetcher, fonts = StaticFilesOnly(), FontConfiguration()
    sheets = [
        CSS(string=text, base_url=f"{STATIC}css/", url_fetcher=fetcher, font_config=fonts)
        for text in parts.stylesheets
    ]
    page = HTML(string=parts.html, base_url=STATIC, url_fetcher=fetcher)
    return page.write_pdf(stylesheets=sheets, font_config=fonts, **parts.options)


def timed(call) -> float:
    """Return the CPU milliseconds that a call costs this process and its database connection."""
    from django.db import connection

    connection.ensure_connection()
    pids = [os.getpid(), connection.connection.info.backend_pid]
    before = cpu_seconds(pids)
    call()
    return (cpu_seconds(pids) - before) * 1000


if __name__ == "__main__":
    main()
