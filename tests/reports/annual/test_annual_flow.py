"""From draft to decision: who may, what is missing, what two at once do (domain.md §11)."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from reports import tasks
from reports.annual import actions
from reports.annual.editor import Editor
from reports.annual.errors import EditConflict, NotReady, ReportClosed
from reports.annual.missing import missing
from reports.annual.texts import LONGEST, save_text
from reports.models import AnnualReport, Comment, Snapshot
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.reports.annual.conftest import make_pdf
from tests.reports.factories import CostFactory


def at_once(how_many, call):
    """Call `call(number)` in threads that start together; return what the calls returned."""
    together = threading.Barrier(how_many)

    def one(number):
        together.wait()
        try:
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(how_many) as threads:
        return list(threads.map(one, range(how_many)))


def test_two_clicks_open_one_draft(contract, mari):
    first = actions.open_report(contract=contract, year=2022, by=mari)
    assert actions.open_report(contract=contract, year=2022, by=mari) == first
    with pytest.raises(ValidationError, match="2031"):
        actions.open_report(contract=contract, year=2031, by=mari)


def test_a_draft_begins_with_what_the_records_know(report):
    text = report.texts.get(key__startswith="activities:")
    assert text.is_prefilled
    assert "Ruumirent OÜ (KULU-" in text.body


def test_the_state_moves_by_actions_only(report):
    with pytest.raises(AttributeError):
        report.state = "accepted"


def test_a_report_is_submitted_when_nothing_is_missing(report, make_ready, mari, riina):
    with pytest.raises(NotReady) as refused:
        actions.submit(report=report, by=mari)
    assert [lack.anchor for lack in refused.value.lacks] == ["figures"]
    actions.take_figures(report=report, by=mari)
    lacks = missing(AnnualReport.objects.get(pk=report.pk))
    assert [lack.anchor.rpartition("-")[0] or lack.anchor for lack in lacks] == ["deviation-target", "pdf"]
    report = make_ready(report)
    assert missing(report) == []
    submitted = actions.submit(report=report, by=mari)
    assert (submitted.state, submitted.submitted_by) == ("submitted", mari)
    assert Notice.objects.get(event=f"report-submitted:{report.pk}").recipient == riina.email


def test_a_changed_text_makes_the_pdf_out_of_date(report, make_ready, mari):
    report = make_ready(report)
    save_text(report=report, key="summary", body="Veel üks lause.", revision=0, by=mari)
    assert [lack.anchor for lack in missing(report)] == ["pdf"]


def test_what_was_submitted_is_immutable(report, make_ready, mari):
    report = make_ready(report)
    actions.submit(report=report, by=mari)
    for change in (
        lambda: save_text(report=report, key="summary", body="x", revision=0, by=mari),
        lambda: actions.take_figures(report=AnnualReport.objects.get(pk=report.pk), by=mari),
        lambda: actions.request_pdf(report=report, by=mari),
        lambda: actions.submit(report=report, by=mari),
        lambda: actions.open_report(contract=report.contract, year=2022, by=mari),
    ):
        with pytest.raises(ReportClosed):
            change()


def test_a_returned_report_becomes_the_next_draft_with_its_texts(report, make_ready, mari, riina):
    report = make_ready(report)
    save_text(report=report, key="summary", body="Aasta oli hea.", revision=0, by=mari)
    make_pdf(report, mari)
    actions.submit(report=report, by=mari)
    with pytest.raises(ValidationError):
        actions.return_with_comments(report=report, by=riina, comment="  ")
    actions.return_with_comments(report=report, by=riina, comment="Täpsustage kulusid.")
    following = AnnualReport.objects.get(version=2)
    assert following.state == "draft"
    assert following.texts.get(key="summary").body == "Aasta oli hea."
    assert Comment.objects.get().text == "Täpsustage kulusid."
    assert "Täpsustage kulusid." in Notice.objects.get(event=f"report-decided:{report.pk}").text
    with pytest.raises(ReportClosed):
        actions.accept(report=report, by=riina)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory")
@pytest.mark.django_db(transaction=True)
def test_accepted_and_returned_at_once_is_one_decision(report, make_ready, mari, riina):
    actions.submit(report=make_ready(report), by=mari)

    def decide(number):
        action = (actions.accept, actions.return_with_comments)[number]
        try:
            action(report=report, by=riina, comment="Parandage.")
        except ReportClosed:
            return "refused"
        return "decided"

    assert sorted(at_once(2, decide)) == ["decided", "refused"]


def test_two_clicks_make_one_pdf(report, mari):
    with pytest.raises(NotReady):
        actions.request_pdf(report=report, by=mari)
    actions.take_figures(report=report, by=mari)
    first, second = (actions.request_pdf(report=report, by=mari) for _click in range(2))
    assert first == second
    assert Job.objects.count() == 1


def test_two_clicks_take_the_figures_once(report, mari):
    first, second = (actions.request_figures(report=report, by=mari) for _click in range(2))
    assert first == second
    run(first.pk)
    run(first.pk)  # the broker delivered the task twice
    report = AnnualReport.objects.get(pk=report.pk)
    assert (report.state, report.snapshot.taken_by) == ("figures_taken", mari)
    assert Snapshot.objects.count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory")
@pytest.mark.django_db(transaction=True)
def test_ten_clicks_and_two_workers_at_once_take_the_figures_once(report, mari):
    asked = at_once(10, lambda _number: actions.request_figures(report=report, by=mari).pk)
    assert len(set(asked)) == 1
    at_once(2, lambda _number: run(asked[0]))
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("done", 1)
    assert AnnualReport.objects.get(pk=report.pk).snapshot == Snapshot.objects.get()


def test_figures_of_a_worker_taken_for_dead_are_not_adopted(report, mari, contract, monkeypatch):
    job = actions.request_figures(report=report, by=mari)
    taken = tasks.take_snapshot

    def overtaken(**asked):
        snapshot = taken(**asked)
        # While this one was stuck its lease ran out and another worker claimed the job.
        Job.objects.filter(pk=job.pk).update(token=uuid.uuid4())
        return snapshot

    monkeypatch.setattr(tasks, "take_snapshot", overtaken)
    run(job.pk)
    assert AnnualReport.objects.get(pk=report.pk).snapshot is None
    # What nobody adopted is not what the next figures are compared with.
    monkeypatch.setattr(tasks, "take_snapshot", taken)
    Job.objects.filter(pk=job.pk).update(state="queued")
    CostFactory(activity=contract.activities.get(), amount=Decimal(25))
    run(job.pk)
    report = AnnualReport.objects.get(pk=report.pk)
    assert report.snapshot == Snapshot.objects.first()
    assert Editor(report).moves == []


def test_figures_asked_for_before_submitting_leave_the_sent_report_alone(report, make_ready, mari):
    report = make_ready(report)
    job = actions.request_figures(report=report, by=mari)
    actions.submit(report=report, by=mari)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Aruanne on esitatud ja seda ei saa enam muuta.")
    assert AnnualReport.objects.get(pk=report.pk).snapshot == report.snapshot


def test_a_report_changed_while_its_pdf_was_made_keeps_no_stale_pdf(report, mari):
    actions.take_figures(report=report, by=mari)
    job = actions.request_pdf(report=report, by=mari)
    save_text(report=report, key="summary", body="Vahepeal lisatud.", revision=0, by=mari)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error == "Aruannet muudeti PDF-i tegemise ajal. Tehke PDF uuesti."
    assert not AnnualReport.objects.get(pk=report.pk).pdf


def test_nobody_overwrites_anothers_text_unseen(report, mari):
    save_text(report=report, key="summary", body="Mari tekst", revision=0, by=mari)
    with pytest.raises(EditConflict) as conflict:
        save_text(report=report, key="summary", body="Teise tekst", revision=0, by=mari)
    assert conflict.value.theirs.body == "Mari tekst"
    save_text(report=report, key="summary", body="Ühine tekst", revision=1, by=mari)
    assert report.texts.get(key="summary").history.count() == 2


def test_a_text_may_have_200_000_characters_and_no_more(report, mari):
    save_text(report=report, key="summary", body="õ" * LONGEST, revision=0, by=mari)
    with pytest.raises(ValidationError, match="200"):
        save_text(report=report, key="summary", body="õ" * (LONGEST + 1), revision=1, by=mari)
    assert len(report.texts.get(key="summary").body) == LONGEST


def test_no_mail_is_sent_twice(report, make_ready, mari):
    actions.submit(report=make_ready(report), by=mari)
    with pytest.raises(ReportClosed):
        actions.submit(report=report, by=mari)
    assert Notice.objects.filter(event__startswith="report-submitted").count() == 1
