"""Materials attached to a report: links and files, the kind of a file told by its content."""

import re
import uuid
import zipfile
from functools import partial

import puremagic
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.annual.locking import locked_open
from reports.models import AnnualReport, Attachment
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
#: Refuses what no browser opens: `ftp://`, `file://` and the like.
is_web_address = URLValidator(
    schemes=["http", "https"],
    message=gettext_lazy("Give the address of a web page: it begins with https:// or http://."),
)
#: What tells the office files, all of them zip archives, from one another.
INSIDE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


@transaction.atomic
def attach(*, report: AnnualReport, title: str, url: str = "", file=None, by) -> Attachment:
    """Attach a link or a file to an open report.

    Raises ValidationError for neither or both, for a link that no browser opens, for a file that is too large
    or of a kind not allowed; ReportClosed once the report is submitted.
    """
    report = locked_open(report)
    if bool(url) == bool(file):
        raise ValidationError(_("Give a link or a file, one of the two."))
    if url:
        is_web_address(url)
    row = Attachment(report=report, title=title.strip(), url=url, created_by=by)
    if file:
        ending = kind_of(file)
        row.file_name = safe_name(file.name, ending)
        row.file.name = f"{uuid.uuid4().hex}{ending}"
    row.full_clean(exclude=["file"])
    if file:
        row.file.save(str(row.file.name), file, save=False)
    row.save()
    return row


@transaction.atomic
def detach(*, attachment: Attachment, by) -> None:
    """Take an attachment off an open report; its file goes when no other version of the report has it."""
    locked_open(attachment.report)
    storage, name = attachment.file.storage, attachment.file.name
    attachment._history_user = by
    attachment.delete()
    if name and not Attachment.objects.filter(file=name).exists():
        transaction.on_commit(partial(storage.delete, name), robust=True)


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
    found = {match.extension for match in _matches(head)}
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
