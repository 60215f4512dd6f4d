"""The annual report's job against W: WeasyPrint as its manual calls it, on the very HTML, CSS and variant.

`python -m tests.bench.printing turns ROWS ROUNDS`: CPU milliseconds of both in turn in one warm process, as JSON.
`python -m tests.bench.printing memory W|job ROWS`: the peak of a process that does one of them once, in MB."""

import json
import os
import resource
import sys

import django

from tests.bench.databases import run
from tests.bench.figures import Result, compare, in_turn
from tests.bench.servers import cpu_seconds, environment

DEMO_ROWS, MANY_ROWS = 50, 5000
MEGABYTES = 600


def measure(once: str, printed: str, many: str) -> list[Result]:
    """Time and memory of the job: at demo size, with 5 000 printed rows, and with 100 times the records."""
    results = []
    for words, address, rows, rounds, limit in (
        ("demo size", once, DEMO_ROWS, 9, 0.9),
        ("5 000 printed rows", printed, MANY_ROWS, 1, 0.7),
    ):
        found = json.loads(run("printing", "turns", rows, rounds, env=environment(address)))
        result = Result(
            f"annual report job, {words} ({found['rows']} rows)", limit, "W", bytes=found["bytes"]
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


def _peak(address, what) -> float:
    return float(run("printing", "memory", what, DEMO_ROWS, env=environment(address)))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silab.settings")
    django.setup()
    from django.utils import translation

    from reports.annual import proofs

    asked, *arguments = sys.argv[1:]
    rows = int(arguments[-1] if asked == "memory" else arguments[0])
    # All evidence of a figure is printed up to this many rows; the product prints 50 of each.
    proofs.PRINTED_ROWS = rows
    with translation.override("et"):
        if asked == "memory":
            return memory(arguments[0])
        turns(int(arguments[1]))


def turns(rounds: int):
    """Time W and the job in turn."""
    report = opened()
    pdf = job(report)
    parts = document_parts(report)
    plain, whole = in_turn(
        rounds, lambda: timed(lambda: weasyprint(parts)), lambda: timed(lambda: job(report))
    )
    json.dump({"W": plain, "job": whole, "bytes": len(pdf), "rows": parts.html.count("<tr")}, sys.stdout)


def memory(what: str):
    """Print the peak memory of doing it once; W prints what a job before it has frozen."""
    report = opened()
    if what == "job":
        job(report)
    else:
        weasyprint(document_parts(report))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def opened():
    """Return the report of 2021 as a draft."""
    from django.contrib.auth import get_user_model

    from reports.annual.actions import open_report
    from silab.accounts.models import Contract

    return open_report(
        contract=Contract.objects.get(slug="silab-2021"), year=2021, by=get_user_model().objects.first()
    )


def job(report) -> bytes:
    """Gather, freeze, render and store, as the background job and the command do."""
    from reports.annual.actions import take_figures
    from reports.annual.fingerprint import fingerprint
    from reports.annual.pdf import render_report
    from reports.annual.storing import keep_pdf

    take_figures(report=report, by=None)
    report.refresh_from_db()
    made = render_report(report)
    keep_pdf(report, made, fingerprint(report))
    return made


def document_parts(report):
    """Return what the job hands to WeasyPrint for this report."""
    from reports.annual.pdf import context_of
    from silab import pdf

    report.refresh_from_db()
    context = context_of(report)
    return pdf.document_parts(
        "reports/pdf/annual.html", context, title=context["doc"].title, made_at=report.snapshot.taken_at
    )


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
