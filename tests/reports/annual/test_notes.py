"""Notes between writers: kept, settled, taken along; the funder never sees one."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from pypdf import PdfReader

from reports.annual import actions, notes
from reports.annual.editor import Editor
from reports.annual.errors import ReportClosed
from reports.api.tokens import make_token
from reports.funder.archive import request_archive
from reports.models import AnnualReport, StaffNote
from reports.print.editions import written
from silab.accounts.models import User
from silab.jobs.running import run

HTMX = {"HX-Request": "true"}
SECRET = "Salajane märkus kolleegile"


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


@pytest.fixture
def kaie(db):
    return User.objects.create_user("kaie@silab.example", "x", name="Kaie Kask", role="staff")


def write(client, report, text, key="summary", **headers):
    return client.post(
        reverse("reports:report_note", args=[report.pk]), {"key": key, "text": text}, headers=headers
    )


def test_a_note_is_written_settled_and_opened_again(staff, report, kaie):
    part = write(staff, report, "Kas 40 on õige?", **HTMX)
    assert "Kas 40 on õige?" in part.text
    note = StaffNote.objects.get()
    assert "1 lahtine märkus" in staff.get(report.get_absolute_url()).text
    staff.force_login(kaie)
    staff.post(reverse("reports:report_note_settle", args=[note.pk]))
    note.refresh_from_db()
    assert (note.settled_by, note.key) == (kaie, "summary")
    page = staff.get(report.get_absolute_url()).text
    assert "lahtine märkus" not in page
    assert "lahendas Kaie Kask" in page
    staff.post(reverse("reports:report_note_reopen", args=[note.pk]))
    note.refresh_from_db()
    assert (note.settled_at, note.settled_by) == (None, None)


def test_two_on_one_part_both_stay_and_two_clicks_are_one(staff, report, mari, kaie):
    for by in (mari, kaie, mari):
        notes.write_note(report=report, key="summary", text="Vaata üle.", by=by)
    assert StaffNote.objects.count() == 2
    note = StaffNote.objects.filter(written_by=mari).get()
    notes.settle(note=note, by=kaie)
    assert notes.settle(note=note, by=mari).settled_by == kaie


def test_a_note_being_written_outlives_settling_another(staff, report, mari):
    note = notes.write_note(report=report, key="summary", text="Vana.", by=mari)
    part = staff.post(
        reverse("reports:report_note_settle", args=[note.pk]),
        {"note": note.pk, "key": "summary", "text": "Pooleli"},
        headers=HTMX,
    )
    assert "Pooleli</textarea>" in part.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(("text", "word"), [("õ" * 200_001, "mahub kuni 3"), (" \r\n ", "Märkus on tühi")])
def test_what_cannot_be_kept_stays_on_the_page(staff, report, headers, text, word):
    page = write(staff, report, text, **headers)
    assert page.status_code == 422
    assert word in page.text
    assert text.strip() in page.text
    assert not StaffNote.objects.exists()


def test_control_characters_fall_away(report, mari):
    assert notes.write_note(report=report, key="", text="a\x00b\x1bc\r\nd", by=mari).text == "abc\nd"


def test_a_part_that_the_form_has_not_takes_no_note(staff, report):
    assert write(staff, report, "x", key="outcome:999999").status_code == 404


def test_a_note_on_a_part_that_is_gone_stands_with_the_whole_report(report, mari):
    note = StaffNote(report=report, key="deviation:target:999999", text="Vana siht", written_by=mari)
    note.written_at = report.created_at
    note.save()
    assert Editor(report).notes_of_whole.rows == [note]


def test_a_closed_report_takes_no_note(staff, report, make_ready, mari):
    note = notes.write_note(report=report, key="summary", text="Enne.", by=mari)
    report = actions.submit(report=make_ready(report), by=mari)
    with pytest.raises(ReportClosed):
        notes.write_note(report=report, key="", text="Pärast.", by=mari)
    with pytest.raises(ReportClosed):
        notes.settle(note=note, by=mari)
    late = write(staff, report, "Pärast.", **HTMX)
    assert late.status_code == 422
    assert "Pärast.</textarea>" in late.text
    assert StaffNote.objects.count() == 1


def test_open_notes_go_along_to_the_next_version(report, make_ready, mari, riina):
    notes.write_note(report=report, key="summary", text="Lahtine.", by=mari)
    done = notes.write_note(report=report, key="summary", text="Tehtud.", by=mari)
    notes.settle(note=done, by=mari)
    report = actions.submit(report=make_ready(report), by=mari)
    actions.return_with_comments(report=report, by=riina, comment="Täpsustage.")
    following = AnnualReport.objects.get(version=2)
    assert [note.text for note in following.notes.all()] == ["Lahtine."]
    assert report.notes.count() == 2


@pytest.mark.laid_out
def test_the_funder_never_sees_a_note(client, report, make_ready, mari, riina):
    notes.write_note(report=report, key="summary", text=SECRET, by=mari)
    notes.write_note(report=report, key="", text=SECRET, by=mari)
    report = actions.submit(report=make_ready(report), by=mari)
    job = request_archive(contract=report.contract, by=riina)
    run(job.pk)
    job.refresh_from_db()
    with default_storage.open(job.result["file"]) as packed:
        archive = zipfile.ZipFile(io.BytesIO(packed.read()))
        files = [archive.read(name) for name in archive.namelist()]
    with report.pdf.open() as pdf:
        text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    word = zipfile.ZipFile(io.BytesIO(written(report, "docx", "et"))).read("word/document.xml")
    _token, key = make_token(user=riina, name="proov", by=riina)
    client.force_login(riina)
    shown = [
        client.get(reverse("reports:funder_report", args=[report.pk])).content,
        client.get(reverse("reports:funder_contract", args=[report.contract.slug])).content,
        client.get(f"/api/v1/reports/{report.pk}", headers={"authorization": f"Bearer {key}"}).content,
        client.get(
            f"/api/v1/reports/{report.pk}/figures", headers={"authorization": f"Bearer {key}"}
        ).content,
        b"".join(client.get(reverse("reports:annual_data", args=[report.pk, "json"])).streaming_content),
        b"".join(client.get(reverse("reports:annual_data", args=[report.pk, "csv"])).streaming_content),
    ]
    assert SECRET not in text
    assert "Salajane" not in text
    for content in [*files, word, *shown]:
        assert SECRET.encode() not in content
    for name in ("report_note", "report_note_settle", "report_note_reopen"):
        assert client.post(reverse(f"reports:{name}", args=[report.notes.first().pk])).status_code == 404


def test_open_notes_and_unread_drafts_are_said_and_hold_nothing_back(staff, report, make_ready, mari):
    notes.write_note(report=report, key="summary", text="Lahtine.", by=mari)
    report = make_ready(report)
    said = [caution.text for caution in Editor(report).cautions]
    assert any(text.startswith("Lugemata: ") for text in said)
    assert sum(text.startswith("Lahtine märkus: ") for text in said) == 1
    assert actions.submit(report=report, by=mari).state == "submitted"
