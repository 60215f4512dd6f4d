"""The pages of annual reports: who sees what, nothing typed is lost, files are private."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.annual import actions
from reports.annual.files import attach
from reports.annual.texts import LONGEST, save_text
from reports.models import Attachment
from silab.accounts.models import User
from silab.common.uploads import KINDS
from silab.jobs.models import Job
from silab.jobs.running import run

HTMX = {"HX-Request": "true"}
#: Pages of a report that the funder must not reach while it is being written.
PAGES = ("report", "report_preview", "annual_pdf", "funder_report")


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


def typed(report, body, revision="0", key="summary"):
    return {"key": key, "body": body, "revision": revision}


def test_the_funder_never_sees_a_draft(client, report, make_ready, riina):
    report = make_ready(report)
    client.force_login(riina)
    for name in PAGES:
        assert client.get(reverse(f"reports:{name}", args=[report.pk])).status_code == 404
    assert client.get(reverse("reports:annual_data", args=[report.pk, "csv"])).status_code == 404
    assert str(report.pk) not in client.get(reverse("reports:reports")).text.partition("<tbody>")[2][:500]
    decided = client.post(
        reverse("reports:funder_decide", args=[report.pk]), {"decision": "accept", "sure": "1"}
    )
    assert decided.status_code == 404


def test_the_funder_reads_downloads_and_decides(client, report, make_ready, mari, riina):
    actions.submit(report=make_ready(report), by=mari)
    client.force_login(riina)
    assert (
        reverse("reports:funder_report", args=[report.pk]) in client.get(reverse("reports:funder_home")).text
    )
    shown = client.get(reverse("reports:funder_report", args=[report.pk]))
    assert "Valimised lükkasid töö edasi." in shown.text
    for address in (
        reverse("reports:annual_pdf", args=[report.pk]),
        reverse("reports:annual_data", args=[report.pk, "csv"]),
        reverse("reports:annual_data", args=[report.pk, "json"]),
    ):
        file = client.get(address)
        assert file.status_code == 200
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.headers["Content-Disposition"].startswith(
            'attachment; filename="aastaaruanne-leping-2022-v1.'
        )
        assert b"".join(file.streaming_content)
    decide = reverse("reports:funder_decide", args=[report.pk])
    silent = client.post(decide, {"decision": "return", "comment": ""})
    assert silent.status_code == 422
    assert "Kirjutage, mida muuta" in silent.text
    hasty = client.post(decide, {"decision": "accept", "comment": "Hea töö"})
    assert hasty.status_code == 422
    assert "Hea töö" in hasty.text
    assert client.post(decide, {"decision": "accept", "sure": "1"}).status_code == 302
    assert (
        client.post(decide, {"decision": "accept", "sure": "1"}).status_code == 302
    )  # the second click of two
    late = client.post(decide, {"decision": "return", "comment": "Hilja"})
    assert late.status_code == 422
    assert "Hilja" in late.text
    assert "Riina Mets võttis aruande vastu" in late.text


def test_another_funder_and_officials_are_strangers(client, report, make_ready, mari):
    actions.submit(report=make_ready(report), by=mari)
    other = User.objects.create_user("other@ministeerium.example", "x", role="funder")
    jaan = User.objects.create_user("jaan@viljandivald.example", "x", role="official")
    for stranger in (other, jaan):
        client.force_login(stranger)
        for name in PAGES:
            assert client.get(reverse(f"reports:{name}", args=[report.pk])).status_code == 404


def test_a_part_saves_itself_and_says_when(staff, report):
    address = reverse("reports:report_text", args=[report.pk])
    part = staff.post(address, typed(report, "Aasta oli hea."), headers=HTMX)
    assert "Salvestatud" in part.text
    assert 'name="revision" value="1"' in part.text
    plain = staff.post(address, typed(report, "Aasta oli väga hea.", "1"))
    assert plain.status_code == 302
    assert "Aasta oli väga hea." in staff.get(report.get_absolute_url()).text


def test_two_writers_lose_nothing(staff, report, mari):
    save_text(report=report, key="summary", body="Esimese tekst", revision=0, by=mari)
    address = reverse("reports:report_text", args=[report.pk])
    part = staff.post(address, typed(report, "Teise tekst"), headers=HTMX)
    assert part.status_code == 409
    assert "Esimese tekst" in part.text
    page = staff.post(address, typed(report, "Teise tekst"))
    assert page.status_code == 409
    assert "Esimese tekst" in page.text
    assert "Teise tekst" in page.text
    kept = staff.post(address, {**typed(report, "Teise tekst"), "revision": ["0", "1"]}, headers=HTMX)
    assert kept.status_code == 200


def test_too_long_a_text_stays_on_the_page_with_a_clear_word(staff, report):
    body = "pikk " * (LONGEST // 5 + 1)
    page = staff.post(reverse("reports:report_text", args=[report.pk]), typed(report, body))
    assert page.status_code == 422
    assert "mahub kuni 200\xa0000" in page.text
    assert body.strip() in page.text


def test_what_cannot_be_meant_is_pointed_out_and_kept(staff, report):
    goal = report.texts.get(key__startswith="activities:").key
    address = reverse("reports:report_text", args=[report.pk])
    body = (
        "12.03.2031 toimus koolitus, 4. oktoobril 2031 ja 2031-05-06 veel. <img src='http://127.0.0.1:9/x'>"
    )
    part = staff.post(address, typed(report, body, "1", goal), headers=HTMX)
    assert part.status_code == 200
    for day in ("12.03.2031", "04.10.2031", "06.05.2031"):
        assert f"{day} ei ole vahemikus 2022" in part.text
    assert "trükitakse täpselt nii" in part.text
    assert report.texts.get(key=goal).body == body


def test_two_clicks_on_make_report_answer_the_same_job(staff, report, mari):
    actions.take_figures(report=report, by=mari)
    address = reverse("reports:report_make_pdf", args=[report.pk])
    first, second = (staff.post(address).headers["Location"] for _click in range(2))
    assert first == second


def test_a_part_that_the_form_has_not_is_not_found(staff, report):
    address = reverse("reports:report_text", args=[report.pk])
    assert staff.post(address, typed(report, "x", key="outcome:999999")).status_code == 404
    assert staff.post(address, typed(report, "x", revision="uus")).status_code == 404


def office(name, inside):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in inside:
            archive.writestr(part, "<x/>")
    return SimpleUploadedFile(name, file.getvalue())


GOOD = [
    SimpleUploadedFile("Uuring 2022.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n"),
    SimpleUploadedFile("../../etc/passwd.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40),
    SimpleUploadedFile("nimekiri.csv", "Nimi;Õpe\nÜks;2\n".encode("cp1257")),
    SimpleUploadedFile("exceli nimekiri.csv", "Nimi;Õpe\nÜks;2\n".encode("utf-8-sig")),
    office("juhend.docx", ["[Content_Types].xml", "word/document.xml"]),
    office("tabel.xlsx", ["[Content_Types].xml", "xl/workbook.xml"]),
]
BAD = [
    SimpleUploadedFile("aruanne.pdf", b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200),
    SimpleUploadedFile("aruanne.pdf", b"#!/bin/sh\nrm -rf /\n"),
    SimpleUploadedFile("leht.csv", b"<html>\x00</html>"),
    SimpleUploadedFile("leht.html", b"<!doctype html><script>alert(1)</script>"),
    SimpleUploadedFile("joonis.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    SimpleUploadedFile("tyhi.pdf", b""),
    office("pakk.docx", ["virus.exe"]),
]


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.name)
def test_materials_are_kept_under_safe_names(staff, report, file):
    file.seek(0)
    answer = staff.post(reverse("reports:report_attach", args=[report.pk]), {"title": "Lisa", "file": file})
    assert answer.status_code == 302
    row = Attachment.objects.get()
    assert "/" not in row.file_name
    assert ".." not in row.file_name
    download = staff.get(reverse("reports:attachment", args=[row.pk]))
    assert download.headers["Content-Type"] in KINDS.values()
    assert download.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in download.headers["Content-Disposition"]
    file.seek(0)
    assert b"".join(download.streaming_content) == file.read()
    staff.post(reverse("reports:report_detach", args=[row.pk]))
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"title": "Uuring", "url": "ftp://e.example/uuring.pdf"}, "algab https://"),
        ({"title": "Uuring", "url": "javascript:alert(1)"}, "algab https://"),
        ({"title": "Uuring", "url": ""}, "link või fail"),
        ({"title": "", "url": "https://e.example/uuring"}, "kohustuslik"),
    ],
)
def test_what_was_typed_about_a_refused_material_stays(staff, report, typed, word):
    page = staff.post(reverse("reports:report_attach", args=[report.pk]), typed)
    assert page.status_code == 422
    assert word in page.text
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in page.text
    assert not Attachment.objects.exists()


def test_a_link_that_no_browser_opens_is_refused_whoever_attaches_it(report, mari):
    with pytest.raises(ValidationError, match="https://"):
        attach(report=report, title="Uuring", url="ftp://e.example/uuring.pdf", by=mari)


def test_figures_are_taken_by_a_job_that_the_page_follows(staff, report):
    address = reverse("reports:report_figures", args=[report.pk])
    part = staff.post(address, headers=HTMX)
    job = Job.objects.get()
    assert f'id="job-{job.pk}"' in part.text
    assert staff.post(address).url == reverse("jobs:state", args=[job.pk])
    assert f'id="job-{job.pk}"' in staff.get(report.get_absolute_url()).text
    run(job.pk)
    assert "#figures" in staff.get(reverse("jobs:state", args=[job.pk])).text
    page = staff.get(report.get_absolute_url()).text
    assert "Fikseeri andmed uuesti" in page
    assert 'class="job"' not in page


@pytest.mark.parametrize("file", BAD, ids=lambda file: f"{file.name}-{file.size}")
def test_what_is_not_what_its_name_says_is_refused_in_words(staff, report, file):
    file.seek(0)
    address = reverse("reports:report_attach", args=[report.pk])
    page = staff.post(address, {"title": "Lisa", "file": file}, follow=True)
    assert "Lubatud on PDF" in page.text or "tühi" in page.text
    assert not Attachment.objects.exists()


def test_too_large_a_file_is_refused_in_words(staff, report, settings):
    settings.UPLOAD_MAX_BYTES = 20
    file = SimpleUploadedFile("suur.pdf", b"%PDF-1.7\n" + b"0" * 100)
    address = reverse("reports:report_attach", args=[report.pk])
    assert (
        "Lisage faili asemel link" in staff.post(address, {"title": "Lisa", "file": file}, follow=True).text
    )


def test_pages_cost_the_same_however_much_is_written(staff, report, mari, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        staff.get(report.get_absolute_url())
