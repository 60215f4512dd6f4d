"""Form B: its order, its figures out of records, its way from draft to the end (forms.md, "Form B")."""

from datetime import date
from io import BytesIO

import page
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from reports.annual.errors import NotReady, ReportClosed
from reports.annual.texts import save_text
from reports.models import ProgrammeReport, ProgrammeText
from reports.programme import actions, headings
from reports.programme.missing import missing
from reports.programme.pdf import render_report
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from trainings.models import Feedback

IN_ORDER = [
    headings.ACTIVITIES,
    headings.RESULTS,
    headings.DEVIATIONS,
    headings.MATERIALS,
    headings.ADVICE,
    headings.DATE,
    headings.AUTHOR,
    headings.EVIDENCE,
]


def done(job):
    run(job.pk)
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done", job.error
    return job


def again(report):
    return ProgrammeReport.objects.select_related(*ProgrammeReport.reads).get(pk=report.pk)


@pytest.fixture
def make_ready(mari):
    def ready(report):
        actions.sign(report=report, dated_on=date(2023, 1, 26), author="Mari Kask", by=mari)
        done(actions.request_figures(report=again(report), by=mari))
        short = next(row for row in again(report).snapshot.figures["targets"] if row["is_short"])
        key = f"deviation:target:{short['pk']}"
        save_text(report=report, key=key, body="Aeg sai otsa.", revision=0, by=mari)
        done(actions.request_pdf(report=again(report), by=mari))
        return again(report)

    return ready


def bookmarks(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            yield entry.title


def test_a_draft_begins_with_what_the_records_know(report):
    drafts = dict(ProgrammeText.objects.filter(is_prefilled=True).values_list("key", "body"))
    assert "5,5" in drafts["mentoring"]
    assert "9/10" in drafts["results"]
    assert "Viljandi vald" in drafts["recruitment"]


def test_the_printed_report(report, make_ready):
    report = make_ready(report)
    made = render_report(report)
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []
    assert render_report(again(report)) == made
    reader = PdfReader(BytesIO(made))
    assert [title for title in bookmarks(reader.outline) if title in IN_ORDER] == IN_ORDER
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("I töötuba", "Usaldus · Kaart", "9/10", "Aeg sai otsa.", "26.01.2023", "Mari Kask", "NÕU-"):
        assert words in text
    inside = reader.attachments["toendid.csv"][0].decode()
    assert inside.count("\n") == 1 + len(list(report.snapshot.records()))


def test_taken_figures_stay_and_what_moved_is_told(report, make_ready, programme, mari):
    report = make_ready(report)
    Feedback.objects.create(training=programme, recommendation=2, given_on=date(2022, 6, 2))
    index = [row for row in report.snapshot.figures["results"] if row["unit"] == "of_ten"]
    assert [row["value"] for row in index] == ["9"]
    moves = {move.after for move in actions.take_figures(report=report, by=mari)}
    assert "6,7" in moves
    # A second taking by the job compares the same way.
    done(actions.request_figures(report=again(report), by=mari))


def test_it_ends_only_with_reason_date_and_pdf_and_never_changes_then(report, make_ready, mari):
    with pytest.raises(NotReady):
        actions.submit(report=report, by=mari)
    report = make_ready(report)
    assert missing(report) == []
    report = actions.submit(report=report, by=mari)
    for change in (
        lambda: actions.take_figures(report=report, by=mari),
        lambda: actions.sign(report=report, dated_on=None, author="", by=mari),
        lambda: save_text(report=report, key="advice", body="Hilja", revision=0, by=mari),
    ):
        with pytest.raises(ReportClosed):
            change()
    later = actions.open_report(training=report.training, by=mari)
    assert (later.version, later.author) == (2, "Mari Kask")
    assert later.texts.count() == report.texts.count()


def test_the_funder_reads_a_finished_report_and_no_draft(report, make_ready, client, mari, riina):
    client.force_login(riina)
    report = make_ready(report)
    addresses = [
        reverse("reports:funder_programme", args=[report.pk]),
        report.urls["pdf"],
        report.urls["csv"],
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    actions.submit(report=report, by=mari)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.getvalue()
    assert "Koosloome 2022" in client.get(reverse("reports:funder_home")).text


def test_the_funder_is_told_once_a_version_where_to_read_it(report, make_ready, client, mari, riina):
    actions.submit(report=make_ready(report), by=mari)
    with pytest.raises(ReportClosed):
        actions.submit(report=report, by=mari)
    told = Notice.objects.get()
    assert (told.recipient, told.subject) == (riina.email, "Programmi aruanne on valmis: Koosloome 2022")
    address = reverse("reports:funder_programme", args=[report.pk])
    assert address in told.text
    assert address in told.html
    client.force_login(riina)
    assert client.get(address).status_code == 200


def test_a_programme_without_a_contract_ends_without_a_mail(report, make_ready, mari):
    report.training.contract = None
    report.training.save()
    actions.submit(report=make_ready(report), by=mari)
    assert not Notice.objects.exists()


def test_the_admin_shows_reports_and_changes_none(report, make_ready, sign_in, mari):
    report = make_ready(report)
    mari.is_superuser = True
    mari.save()
    browser = sign_in(mari)
    for model, pk in (("programmereport", report.pk), ("programmesnapshot", report.snapshot_id)):
        listed = browser.get(reverse(f"admin:reports_{model}_changelist"))
        assert "Koosloome 2022" in listed.text
        page_of = reverse(f"admin:reports_{model}_change", args=[pk])
        assert browser.get(page_of).status_code == 200
        assert browser.post(page_of, {"author": "Keegi"}).status_code == 403
    assert browser.get(reverse("admin:reports_programmetarget_changelist")).status_code == 200


def test_the_writing_page(report, make_ready, client, mari, programme):
    client.force_login(mari)
    address = reverse("reports:programme_report", args=["programm"])
    shown = client.get(address).text
    for words in (headings.ACTIVITIES, "I töötuba", "Viljandi vald"):
        assert words in shown
    saved = client.post(report.urls["text"], {"key": "advice", "body": "Rohkem aega", "revision": "0"})
    assert saved.status_code == 302
    assert report.texts.get(key="advice").body == "Rohkem aega"
    actions.submit(report=make_ready(report), by=mari)
    assert "Rohkem aega" in client.get(address).text


def test_a_promise_is_kept_once_a_measure(programme, client, mari):
    client.force_login(mari)
    address = reverse("reports:programme_promise", args=["programm"])
    data = {"measure": "trainings.mentoring_hours", "label": "Nõustamine", "planned": "6,5"}
    client.post(address, data)
    client.post(address, {**data, "measure": "ei.ole"})
    assert [str(row.planned) for row in programme.targets.order_by("pk")] == ["1.0", "6.5"]


def test_the_command_writes_the_same_without_a_report_begun(programme, tmp_path):
    for name in ("a.pdf", "b.pdf"):
        call_command("programme_report", "programm", "--output", str(tmp_path / name))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert ProgrammeReport.objects.get().state == "figures_taken"
    with pytest.raises(CommandError, match="programm"):
        call_command("programme_report", "puudub", "--output", str(tmp_path / "c.pdf"))
