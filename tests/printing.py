"""Pytest plugin: PDFs are laid out in full where a test reads them (`@pytest.mark.laid_out`), elsewhere in short.

Laying a report out takes a second and more, and most tests that need a report's PDF only need that it is there.
In short it has its own title, language, moment and attachments, and instead of its body a fingerprint of all that
would have been laid out: the templates are filled in either way, and what differs still differs.
"""

from hashlib import sha256

import pytest


@pytest.fixture(autouse=True)
def _pdfs_in_short(request, monkeypatch):
    if request.node.get_closest_marker("laid_out"):
        return
    monkeypatch.setattr("silab.pdf._import_engine", lambda: InShort)
    for reading in ("pypdf.PageObject.extract_text", "page.validate_pdf_bytes"):
        monkeypatch.setattr(reading, refuse)


class InShort:
    """`silab.pdf.engine`, for documents whose pages nobody reads."""

    @staticmethod
    def write(html, **words):
        """Return a PDF of the document's head and a fingerprint."""
        from silab.pdf import engine

        head, body, _ = html.partition("<body")
        assert body, "what is printed has a body"
        return engine.write(f"{head}<body><p>{sha256(html.encode()).hexdigest()}</p></body></html>", **words)

    @staticmethod
    def stylesheet_text(path):
        """Return the stylesheet."""
        from silab.pdf import engine

        return engine.stylesheet_text(path)


def refuse(*_args, **_words):
    """Fail a test that reads a PDF in short."""
    pytest.fail("This test reads a PDF: mark it with @pytest.mark.laid_out.")
