"""Saving what people write in a report, without losing a word of it."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual.errors import EditConflict
from reports.annual.locking import locked_open
from reports.models import Text, Version
from silab.common.templatetags.formats import figure

#: Some sixty printed pages: more than any part of the form has ever held.
LONGEST = 200_000
#: What no keyboard types and no database column of text takes.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@transaction.atomic
def save_text(*, report: Version, key: str, body: str, revision: int, by) -> Text:
    """Save one part of the report and return it.

    `revision` is the one that the writer began from (0 for none). Raises EditConflict with the other
    person's text when the part has been saved since, ValidationError for a text of more than 200 000
    characters or a part that the form does not have, ReportClosed once the report is submitted. The
    caller keeps what was typed on the page in every case.
    """
    body = cleaned(body)
    report = locked_open(report)
    text = report.texts.filter(key=key).first() or report.texts.model(report=report, key=key)
    if text.revision != revision and text.body != body:
        raise EditConflict(text)
    if text.pk and text.body == body and not text.is_prefilled:
        return text
    text.body, text.is_prefilled = body, False
    text.revision += 1
    text.saved_at, text.saved_by = timezone.now(), by
    if text.pk is None:
        text.created_by = by
    text.save()
    return text


def cleaned(body: str) -> str:
    """Return the text with plain line ends; raise ValidationError when it is too long."""
    body = CONTROL.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    if len(body) > LONGEST:
        raise ValidationError(
            _(
                "The text has %(length)s characters; at most %(longest)s fit. It was not saved, but it is still "
                "on this page: shorten it, or move a part of it to an attached file."
            )
            % {"length": figure(len(body)), "longest": figure(LONGEST)}
        )
    return body
