"""PDFs from Django templates: tagged (PDF/UA-1) and made to last (PDF/A-3a), from the portal's own files only, the
same bytes each time.

WeasyPrint is imported when the first PDF is made, so that web processes never carry it (speed.md)."""

import gc
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

#: The stylesheets of every PDF, among the static files; the first is also the screen's.
STYLESHEETS = ("css/document.css", "css/pdf.css")
#: The day that a file inside a PDF bears when the caller gives none: PDFs never depend on the clock.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


class PdfUnavailable(RuntimeError):
    """This machine lacks what PDFs are made with; the text says what to install."""


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the PDF; long content is given as pieces, compressed as they come.

    `relation` is what the file is to the document, in PDF/A-3's words: Data, Source, Alternative or Supplement.
    """

    name: str
    content: bytes | Iterable[bytes]
    mime: str
    description: str
    relation: str = "Data"


@dataclass(frozen=True)
class DocumentParts:
    """What WeasyPrint is handed: `HTML(string=html).write_pdf(stylesheets=[CSS(string=…)], **options)`."""

    html: str
    stylesheets: list[str]
    options: dict[str, Any]


def render(
    template: str,
    context: dict,
    *,
    title: str,
    language: str = "et",
    attachments: Sequence[Attachment] = (),
    made_at: datetime | None = None,
) -> bytes:
    """Return the PDF of a template that extends `layout/pdf.html`. Same input, same bytes.

    `made_at` is the moment that the document tells as its own. Raises PdfUnavailable where the system
    libraries are missing.
    """
    engine = _engine()
    parts = document_parts(template, context, title=title, language=language, made_at=made_at)
    with _collection_paused():
        return engine.write(
            parts.html,
            attachments=attachments,
            made_at=made_at or NO_MOMENT,
            options=parts.options,
        )


def document_parts(
    template: str, context: dict, *, title: str, language: str = "et", made_at: datetime | None = None
) -> DocumentParts:
    """Return the very HTML, CSS and options that `render` hands to WeasyPrint."""
    moment = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if made_at else ""
    head = {"title": title, "language": language, "made_at": moment}
    with translation.override(language):
        html = render_to_string(template, {**context, "document": head})
    return DocumentParts(html, [_engine().stylesheet_text(path) for path in STYLESHEETS], _options())


def _options():
    # The identifier is made of the content: nothing in the file is random. What makes it a PDF/A-3 besides
    # is added to the finished file (silab/pdf/archival.py): WeasyPrint makes one of the two.
    # Presentational hints: a list that begins with 3 begins with 3 on paper too.
    return {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "pdf_identifier": True, "presentational_hints": True}


def _import_engine():
    from silab.pdf import engine

    return engine


def _engine():
    try:
        return _import_engine()
    except OSError as error:
        raise PdfUnavailable(
            _(
                "PDFs cannot be made because a system library is missing. Install the packages "
                "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
            )
        ) from error


@contextmanager
def _collection_paused():
    """Rendering makes millions of objects that live to its end: looking through them for garbage costs a
    quarter of the time, with 10 000 rows half of it (speed.md)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
