"""PDFs: accessible, the same bytes each time, made of the portal's own files only."""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from silab import pdf
from silab.common.markdown import needs_warning, to_html

pytestmark = pytest.mark.laid_out

ROOT = Path(__file__).resolve().parents[3]
AT = datetime(2022, 1, 26, 10, tzinfo=UTC)
ATTACKS = """
<script>alert(1)</script>
<img src="file:///etc/passwd">
<img src="http://127.0.0.1:9/x">
![pilt](http://127.0.0.1:9/x)
![pilt](file:///etc/passwd)
<style>@import url(http://127.0.0.1:9/x);</style>
<link rel=attachment href="file:///etc/passwd">
[vajuta](javascript:alert(1))
<svg onload=alert(1)>
"""


def made(body="Tere, šokolaad ja žanr!", **options):
    return pdf.render("tests/plain.html", {"body": to_html(body)}, title="Proov", made_at=AT, **options)


@pytest.fixture(autouse=True)
def template(settings, tmp_path):
    """A small document of this test only."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/plain.html").write_text(
        '{% extends "layout/pdf.html" %}{% block body %}<h1>{{ document.title }}</h1>{{ body }}{% endblock %}'
    )
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], tmp_path]
    settings.TEMPLATES = templates


def test_a_pdf_is_accessible_and_tells_title_and_language():
    file = made(attachments=[pdf.Attachment("andmed.csv", b"a;b\n", "text/csv", "Andmed")])
    for profile in ("ua1", "3a"):
        assert [failure.message for failure in page.validate_pdf_bytes(file, profile=profile).failures] == []
    reader = PdfReader(BytesIO(file))
    assert reader.metadata.title == "Proov"
    assert reader.metadata.creation_date == AT
    assert reader.trailer["/Root"]["/Lang"] == "et"
    assert "šokolaad ja žanr" in reader.pages[0].extract_text()
    assert reader.attachments["andmed.csv"] == [b"a;b\n"]


def test_the_fonts_are_ours():
    fonts = PdfReader(BytesIO(made("**paks** tekst"))).pages[0]["/Resources"]["/Font"].values()
    assert {str(font.get_object()["/BaseFont"]).partition("+")[2][:5] for font in fonts} == {"Inter"}


def test_the_same_input_gives_the_same_bytes_in_one_process():
    pieces = (b"a;b\n", b"1;2\n")
    with_pieces = [
        made(attachments=[pdf.Attachment("a.csv", iter(pieces), "text/csv", "Andmed")]) for _time in range(2)
    ]
    assert with_pieces[0] == with_pieces[1]
    assert with_pieces[0] == made(
        attachments=[pdf.Attachment("a.csv", b"".join(pieces), "text/csv", "Andmed")]
    )


def test_the_same_input_gives_the_same_bytes_in_two_processes(tmp_path):
    code = (
        "import django, hashlib; django.setup();"
        "from datetime import UTC, datetime; from silab import pdf;"
        "made = pdf.render('layout/pdf.html', {}, title='Proov', made_at=datetime(2022, 1, 26, tzinfo=UTC),"
        "attachments=[pdf.Attachment('a.csv', b'1', 'text/csv', 'A')]);"
        "print(hashlib.sha256(made).hexdigest())"
    )

    def digest(seed):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "DJANGO_SETTINGS_MODULE": "silab.settings",
            "TZ": "UTC" if seed == "1" else "Europe/Tallinn",
            "SILAB_VAR": str(tmp_path),
        }
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout.strip()

    first, second = digest("1"), digest("2")
    assert first == second
    assert len(first) == len(hashlib.sha256().hexdigest())


def test_nothing_that_people_write_is_run_or_fetched(monkeypatch):
    from silab.pdf import engine

    asked = []
    fetch = engine.StaticFilesOnly.fetch

    def spy(self, url, headers=None):
        asked.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(engine.StaticFilesOnly, "fetch", spy)
    engine.shared.cache_clear()
    html = to_html(ATTACKS)
    for tag in ("<script", "<img", "<style", "<link", "<svg", 'href="javascript'):
        assert tag not in html
    text = PdfReader(BytesIO(made(ATTACKS))).pages[0].extract_text()
    assert "file:///etc/passwd" in text, "what was typed is shown, not lost"
    assert "root:" not in text
    assert asked
    assert all(url.startswith("https://static.invalid/inter/") for url in asked)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x",
        "https://static.invalid.example/css/pdf.css",
        "https://static.invalid/../silab/settings.py",
        "https://static.invalid/%2e%2e/silab/settings.py",
        "https://static.invalid//etc/passwd",
        "https://static.invalid/js/portal.js",
        "ftp://127.0.0.1/x",
    ],
)
def test_only_static_files_may_be_fetched(address):
    from silab.pdf import engine

    with pytest.raises(ValueError):  # noqa: PT011
        engine.StaticFilesOnly().fetch(address)


def test_a_missing_library_is_told_in_one_sentence(monkeypatch):
    def missing():
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "_import_engine", missing)
    with pytest.raises(pdf.PdfUnavailable, match="libpango"):
        made()


def test_headings_of_people_follow_the_documents_own():
    html = to_html("### Esimene\n\n# Teine\n\n## Kolmas", below=3)
    assert [part[:2] for part in html.split("<")[1::2]] == ["h4", "h4", "h5"]


def test_what_prints_as_typed_is_told():
    assert needs_warning("Vaata <img src=x>")
    assert needs_warning("![pilt](x.png)")
    assert not needs_warning("a < b, [link](https://silab.ee), <https://silab.ee>")
