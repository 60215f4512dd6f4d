"""The side of `silab.pdf` that imports WeasyPrint; nothing else may import this module."""

import zlib
from datetime import UTC
from functools import cache
from hashlib import md5
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pydyf
import structlog
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from silab import pdf
from silab.pdf.archival import made_to_last
from silab.pdf.sparing import sparing, write_once

#: Where relative addresses of documents and stylesheets lead: a name that can never be a host (RFC 2606).
STATIC = "https://static.invalid/"
TYPES = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}
log = structlog.get_logger(__name__)


class StaticFilesOnly(URLFetcher):
    """Gives WeasyPrint static files and `data:` addresses; no network, no other file, no redirect."""

    def __init__(self):
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url, headers=None):
        """Return the static file at `url`; raise ValueError for every other address."""
        if url.startswith(STATIC):
            path = static_file(unquote(urlsplit(url).path.lstrip("/")))
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
        if url.startswith("data:"):
            return super().fetch(url, headers)
        log.warning("pdf_address_refused", url=url[:200])
        raise ValueError("A document may use the portal's static files only")


def write(html, *, attachments, made_at, options) -> bytes:
    """Return the PDF of `html` with the portal's stylesheets, parsed once a process."""
    fetcher, fonts, sheets = shared()

    def finish(_document, file):
        embed(file, attachments, made_at)
        made_to_last(file)
        write_once(file)

    with sparing():
        return HTML(string=html, base_url=STATIC, url_fetcher=fetcher).write_pdf(
            stylesheets=sheets, font_config=fonts, finisher=finish, **options
        )


def embed(file: pydyf.PDF, attachments, made_at) -> None:
    """Put files into the PDF, each compressed piece by piece: a million rows never lie in memory at once."""
    names, files = pydyf.Array(), pydyf.Array()
    for attachment in sorted(attachments, key=lambda each: each.name):
        described = _described(file, attachment, made_at)
        names += [pydyf.String(attachment.name), described.reference]
        files.append(described.reference)
    if not names:
        return
    tree = pydyf.Dictionary({"Names": names})
    file.add_object(tree)
    file.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    file.catalog["AF"] = files


def _described(file, attachment, made_at):
    content, size, checksum = _compressed(attachment.content)
    moment = pydyf.String(made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    stream = pydyf.Stream(
        [content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/" + attachment.mime.replace("/", "#2f"),
            "Filter": "/FlateDecode",
            "Params": pydyf.Dictionary(
                {"CheckSum": f"<{checksum}>", "Size": size, "CreationDate": moment, "ModDate": moment}
            ),
        },
    )
    file.add_object(stream)
    described = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": stream.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relation}",
        }
    )
    file.add_object(described)
    return described


def _compressed(content):
    """Return the compressed content, the plain one's size, and the MD5 that PDF asks for."""
    packer, checksum, size, packed = zlib.compressobj(), md5(usedforsecurity=False), 0, bytearray()
    for piece in [content] if isinstance(content, bytes) else content:
        size += len(piece)
        checksum.update(piece)
        packed += packer.compress(piece)
    return bytes(packed + packer.flush()), size, checksum.hexdigest()


@cache
def shared():
    """Return fetcher, fonts and parsed stylesheets: made once, a tenth of a rendering's time (speed.md)."""
    fetcher, fonts = StaticFilesOnly(), FontConfiguration()
    sheets = [
        CSS(string=stylesheet_text(path), base_url=STATIC + path, url_fetcher=fetcher, font_config=fonts)
        for path in pdf.STYLESHEETS
    ]
    return fetcher, fonts, sheets


def stylesheet_text(path: str) -> str:
    """Return a stylesheet of the static files."""
    return static_file(path).read_text(encoding="utf-8")


def static_file(path: str) -> Path:
    """Return where a static file lies; raise ValueError for what is none or of no known type."""
    try:
        found = finders.find(path)
    except SuspiciousFileOperation:
        found = None
    file = Path(found or settings.STATIC_ROOT / "missing")
    if found is None or file.suffix not in TYPES or not file.is_file():
        raise ValueError(f"No such static file: {path}")
    return file
