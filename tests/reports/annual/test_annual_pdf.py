"""The printed report: form A's order, evidence inside, byte for byte the same (forms.md, "Form A")."""

from io import BytesIO

import page
import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from reports.annual import headings
from reports.annual.document import Document
from reports.annual.pdf import context_of, render_report
from reports.annual.texts import save_text
from reports.models import AnnualReport, Indicator
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory
from tests.reports.annual.conftest import make_pdf
from tests.reports.factories import CostFactory

IN_ORDER = [
    headings.SUMMARY,
    "TEGEVUSSUUND: VÕIMEKAD JA HOOLIVAD KOGUKONNAD",
    "Eesmärk 1: Tõusnud on teadlikkus",
    headings.OUTCOMES,
    headings.INDICATORS,
    headings.ACTIVITIES,
    headings.GENERAL,
    headings.DEVIATIONS,
    headings.MATERIALS,
    headings.PLAN,
    headings.EVIDENCE,
]


def bookmarks(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            yield entry.title


def test_the_printed_report(report, make_ready, mari):
    report = make_ready(report)
    save_text(report=report, key="summary", body="# Hinnang\n\nAasta oli *hea*.", revision=0, by=mari)
    made = render_report(report)
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []
    assert render_report(AnnualReport.objects.get(pk=report.pk)) == made
    reader = PdfReader(BytesIO(made))
    found = [title for title in bookmarks(reader.outline) if title in IN_ORDER]
    assert found == IN_ORDER
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Aasta oli hea.", "Ei ole alanud, algab 01.2023", "Valimised lükkasid töö edasi.", "KULU-"):
        assert words in text
    inside = reader.attachments["toendid.csv"][0].decode()
    assert inside.count("\n") == 1 + len(list(report.snapshot.records()))


def test_long_evidence_is_printed_in_part_and_embedded_whole(report, contract, make_ready):
    for _number in range(60):
        CostFactory(activity=contract.activities.get())
    reader = PdfReader(BytesIO(render_report(make_ready(report))))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Veel 12 kirjet on failis toendid.csv." in text
    assert reader.attachments["toendid.csv"][0].count(b"KULU-") >= 62


def test_the_kept_pdf_bears_its_checksum_and_is_replaced_when_made_again(report, make_ready, mari):
    report = make_ready(report)
    first = report.pdf.name
    assert report.pdf_sha256
    save_text(report=report, key="summary", body="Muudetud.", revision=0, by=mari)
    make_pdf(report, mari)
    report = AnnualReport.objects.get(pk=report.pk)
    assert report.pdf.name != first


def test_the_command_writes_the_same_without_browser(contract, tmp_path, capsys):
    for name in ("a.pdf", "b.pdf"):
        call_command("annual_report", "leping", "2022", "--output", str(tmp_path / name))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert AnnualReport.objects.get().state == "figures_taken"


@pytest.mark.parametrize(
    ("year", "file", "words"),
    [("abc", "a.pdf", "ei ole aasta"), ("2022", "puudub/a.pdf", "ei saa kirjutada")],
)
def test_the_command_refuses_in_one_sentence_and_takes_no_figures(contract, tmp_path, year, file, words):
    with pytest.raises(CommandError, match=words):
        call_command("annual_report", "leping", year, "--output", str(tmp_path / file))
    assert not AnnualReport.objects.exists()


def test_what_a_record_adds_is_called_money_only_where_it_is(report, make_ready):
    report = make_ready(report)
    assert {proof["added"] for proof in Document(report).evidence} == {"Arv"}
    figures = report.snapshot.figures
    for row in (*figures["goals"][0]["indicators"], *figures["activities"][0]["targets"]):
        row["unit"] = "eur"
    assert Document(report).evidence[0]["added"] == "Summa"
    assert "100,00\xa0€" in Document(report).evidence[0]["rows"]


def test_the_map_prints_the_frozen_records_by_municipality(contract, mari, make_ready, report):
    place = MunicipalityFactory(name="Anija vald", tile_column=7, tile_row=2)
    MunicipalityFactory(name="Rae vald", tile_column=6, tile_row=2)
    goal = contract.goals.get()
    Indicator.objects.create(
        goal=goal, letter="c", title="KOV-ide arv", measure="communities.municipalities_with_accepted"
    )
    for _number in range(2):
        CommunityFactory(municipality=place, accepted=True)
    report = make_ready(report)
    made = render_report(report)
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []
    CommunityFactory(municipality=place, accepted=True)
    assert render_report(AnnualReport.objects.get(pk=report.pk)) == made
    drawn = context_of(report)["map"]
    assert [(tile.name, tile.value) for tile in drawn.tiles] == [("Anija vald", "2"), ("Rae vald", "–")]
