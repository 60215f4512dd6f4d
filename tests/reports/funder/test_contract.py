"""The funder sees a contract's years side by side and takes all with it."""

import io
import zipfile

from django.core.files.storage import default_storage
from django.urls import reverse

from reports.funder.archive import request_archive
from silab.jobs.running import run


def test_years_stand_side_by_side_as_they_were_sent(sent, client, riina, django_assert_max_num_queries):
    client.force_login(riina)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("reports:funder_contract", args=[sent.contract.slug])).text
    assert "Koolitust läbi viidud" in page
    assert "150,00" in page  # spent
    assert page.count('data-label="2022"') == page.count('<td class="num"')  # a phone shows no column heads
    assert reverse("reports:funder_report", args=[sent.pk]) in page


def test_before_anything_was_sent_the_page_says_so(report, client, riina):
    client.force_login(riina)
    page = client.get(reverse("reports:funder_contract", args=[report.contract.slug])).text
    assert "ZIP" not in page


def test_the_zip_holds_the_very_files(sent, riina):
    job = request_archive(contract=sent.contract, by=riina)
    assert request_archive(contract=sent.contract, by=riina) == job
    run(job.pk)
    job.refresh_from_db()
    with default_storage.open(job.result["file"]) as packed:
        archive = zipfile.ZipFile(io.BytesIO(packed.read()))
    names = set(archive.namelist())
    assert {f"2022/{sent.file_name}.pdf", "2022/andmed.json", "2022/toendid.csv", "vordlus.csv"} <= names
    with sent.pdf.open() as kept:
        assert archive.read(f"2022/{sent.file_name}.pdf") == kept.read()
    table = archive.read("vordlus.csv").decode("utf-8-sig")
    assert "Koolitust läbi viidud" in table
