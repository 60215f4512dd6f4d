"""Materials attached to a report: links and files, the kind of a file told by its content."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.annual.locking import locked_open
from reports.models import Material, Version
from silab.common.uploads import take

#: Refuses what no browser opens: `ftp://`, `file://` and the like.
is_web_address = URLValidator(
    schemes=["http", "https"],
    message=gettext_lazy("Give the address of a web page: it begins with https:// or http://."),
)


@transaction.atomic
def attach(*, report: Version, title: str, url: str = "", file=None, by) -> Material:
    """Attach a link or a file to an open report.

    Raises ValidationError for neither or both, for a link that no browser opens, for a file that is too large
    or of a kind not allowed; ReportClosed once the report is submitted.
    """
    report = locked_open(report)
    if bool(url) == bool(file):
        raise ValidationError(_("Give a link or a file, one of the two."))
    if url:
        is_web_address(url)
    row = report.attachments.model(report=report, title=title.strip(), url=url, created_by=by)
    row.full_clean()  # before a file is kept: one of a refused row would stay for ever
    if file:
        take(row, file)
    row.save()
    return row


@transaction.atomic
def detach(*, attachment: Material, by) -> None:
    """Take an attachment off an open report; its file goes when no other version of the report has it."""
    locked_open(attachment.report)
    storage, name = attachment.file.storage, attachment.file.name
    attachment._history_user = by
    attachment.delete()
    if name and not type(attachment)._default_manager.filter(file=name).exists():
        transaction.on_commit(partial(storage.delete, name), robust=True)
