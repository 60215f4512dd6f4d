"""From draft to decision: who may, what is missing, what two at once do (domain.md §11)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from reports.annual import actions
from reports.annual.errors import EditConflict, NotReady, ReportClosed
from reports.annual.missing import missing
from reports.annual.texts import LONGEST, save_text
from reports.models import AnnualReport, Comment
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.reports.annual.conftest import make_pdf


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
    together, outcomes = threading.Barrier(2), []

    def decide(action, **words):
        together.wait()
        try:
            action(report=report, by=riina, **words)
            outcomes.append("decided")
        except ReportClosed:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=decide, args=(actions.accept,)),
        threading.Thread(
            target=decide, args=(actions.return_with_comments,), kwargs={"comment": "Parandage."}
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided", "refused"]


def test_two_clicks_make_one_pdf(report, mari):
    with pytest.raises(NotReady):
        actions.request_pdf(report=report, by=mari)
    actions.take_figures(report=report, by=mari)
    first, second = (actions.request_pdf(report=report, by=mari) for _click in range(2))
    assert first == second
    assert Job.objects.count() == 1


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
