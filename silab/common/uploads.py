"""Uploaded files: their size, their kind told by content, a safe name, and a private way back to readers."""

import re
import uuid
import zipfile
from codecs import BOM_UTF8

import puremagic
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.http import FileResponse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import figure

#: What may be attached, by its ending, and what browsers are told that it is.
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".csv": "text/csv; charset=utf-8",
}
#: What tells the office files, all of them zip archives, from one another.
INSIDE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def take(row, file) -> None:
    """Put an uploaded file into `row.file` under a random name, and its own name, made safe, into `row.file_name`.

    The row is not saved. Raises ValidationError for a file that is too large, empty or of a kind not allowed.
    """
    ending = kind_of(file)
    row.file_name = safe_name(file.name, ending)
    row.file.save(f"{uuid.uuid4().hex}{ending}", file, save=False)


def private_file(field, name: str, content_type: str = ""):
    """Answer with a stored file as a download that no cache keeps; its kind goes by the ending of `name`."""
    ending = f".{name.rpartition('.')[2].lower()}"
    answer = FileResponse(field.open(), as_attachment=True, filename=name)
    return private(answer, content_type or KINDS.get(ending, "application/octet-stream"))


def private(answer, content_type: str):
    """Mark an answer as one reader's own, of this kind and no other."""
    answer["Content-Type"] = content_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def kind_of(file) -> str:
    """Return the ending that a file's content deserves; raise ValidationError when that is not allowed."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s MB; at most %(most)s MB fit. Attach a link to it instead.")
            % {
                "size": figure(round(file.size / 1_000_000, 1)),
                "most": figure(settings.UPLOAD_MAX_BYTES // 1_000_000),
            }
        )
    if not file.size:
        raise ValidationError(_("The file is empty."))
    ending = _by_content(file)
    file.seek(0)
    if ending is None:
        raise ValidationError(
            _("“%(name)s” is not what its name says or not a kind that can be attached. Allowed: %(kinds)s.")
            % {"name": file.name, "kinds": ", ".join(kind.lstrip(".").upper() for kind in KINDS)}
        )
    return ending


def safe_name(name: str, ending: str) -> str:
    """Return a name that is safe in a header and on any disk, with the ending of the file's real kind."""
    stem = re.sub(r"\.[^.]*$", "", name.replace("\\", "/").rpartition("/")[2])
    try:
        stem = get_valid_filename(stem)[:80].strip(".-_ ")
    except SuspiciousFileOperation:
        stem = ""
    return (stem or "fail") + ending


def _by_content(file):
    file.seek(0)
    head = file.read(4096)
    if zipfile.is_zipfile(file):
        return _office_kind(file)
    found = {match.extension for match in _matches(head.removeprefix(BOM_UTF8))}
    for ending in (".pdf", ".png", ".jpg"):
        if found & ({".jpg", ".jpeg", ".jfif"} if ending == ".jpg" else {ending}):
            return ending
    return ".csv" if file.name.lower().endswith(".csv") and not found and _is_text(file) else None


def _matches(head):
    try:
        return puremagic.magic_string(head)
    except puremagic.PureError:
        return []


def _office_kind(file):
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            for ending, inside in INSIDE.items():
                if inside in names and "[Content_Types].xml" in names:
                    return ending
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return ".odt" if archive.read("mimetype").decode("latin-1").strip() == KINDS[".odt"] else None
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return None
    return None


def _is_text(file):
    file.seek(0)
    content = file.read()
    if b"\x00" in content:
        return False
    for encoding in ("utf-8-sig", "cp1257"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
