"""What writers tell each other beside a part of a report; the funder never sees it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual.locking import locked_open
from reports.annual.texts import CONTROL
from reports.models import AnnualReport, StaffNote
from silab.common.templatetags.formats import figure

#: Half a page; what is longer belongs into the text.
LONGEST = 3000


@transaction.atomic
def write_note(*, report: AnnualReport, key: str, text: str, by) -> StaffNote:
    """Write a note beside a part ("" for the whole report) and return it; sent twice, it is kept once.

    Raises ValidationError for an empty note or one of more than 3000 characters, ReportClosed once the
    report is submitted.
    """
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not text:
        raise ValidationError(_("The note is empty."))
    if len(text) > LONGEST:
        raise ValidationError(
            _("The note has %(length)s characters; at most %(longest)s fit. It was not saved.")
            % {"length": figure(len(text)), "longest": figure(LONGEST)}
        )
    report = locked_open(report)
    said = {"key": key, "text": text, "written_by": by, "settled_at": None}
    same = report.notes.filter(**said).first()
    return same or report.notes.create(**said, written_at=timezone.now())


@transaction.atomic
def settle(*, note: StaffNote, by) -> StaffNote:
    """Mark a note as settled; who came first stays. Raises ReportClosed once the report is submitted."""
    note = _held(note)
    if note.settled_at is None:
        note.settled_at, note.settled_by = timezone.now(), by
        note.save(update_fields=["settled_at", "settled_by"])
    return note


@transaction.atomic
def reopen(*, note: StaffNote) -> StaffNote:
    """Open a settled note again. Raises ReportClosed once the report is submitted."""
    note = _held(note)
    note.settled_at = note.settled_by = None
    note.save(update_fields=["settled_at", "settled_by"])
    return note


def take_along(last: AnnualReport, report: AnnualReport) -> None:
    """Give a report's next version the notes that nobody has settled."""
    for note in last.notes.filter(settled_at=None).order_by("pk"):
        note.pk, note.report = None, report
        note._state.adding = True
        note.save()


def _held(note):
    """The note as it is now; its report is held, so that two writers come one after another."""
    locked_open(note.report)
    return StaffNote.objects.get(pk=note.pk)
