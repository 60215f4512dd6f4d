"""What is done to costs, their documents and commitments."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.models import Commitment, Cost, CostDocument
from silab.common.keeping import Edit, keep
from silab.common.uploads import take

MAX_DOCUMENTS = 20


def keep_cost(*, cost: Cost, by, edit: Edit | None = None) -> Cost:
    """Save a cost that a form has checked (silab/common/keeping.py).

    Raises ValidationError when somebody has recorded the same document in the meantime, ChangedMeanwhile.
    """
    taken = _("This supplier's document with this amount was recorded just now by somebody else.")
    return keep(record=cost, by=by, edit=edit, taken=taken)


@transaction.atomic
def close_commitment(*, commitment: Commitment, on: date | None, by) -> Commitment:
    """Close a commitment on a day, so that what is not used up comes free; `on` None opens it again.

    Raises ValidationError for a day before the commitment's own.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if on is not None and on < commitment.on:
        raise ValidationError(_("A commitment cannot be closed before it was made."))
    commitment.closed_on = on
    commitment._history_user = by
    commitment.save()
    return commitment


@transaction.atomic
def attach_document(*, cost: Cost, file, by) -> CostDocument:
    """Attach an invoice or a receipt to a cost.

    Raises ValidationError for a file that is too large, empty or of a kind not allowed, and for too many of them.
    """
    cost = Cost.objects.select_for_update().get(pk=cost.pk)
    if cost.documents.count() >= MAX_DOCUMENTS:
        raise ValidationError(
            _("A cost has at most %(most)s documents. Put several pages into one file.")
            % {"most": MAX_DOCUMENTS}
        )
    row = CostDocument(cost=cost, created_by=by)
    take(row, file)
    row._history_user = by
    row.save()
    return row


@transaction.atomic
def remove_document(*, document: CostDocument, by) -> None:
    """Take a document off its cost; its file goes with it."""
    storage, name = document.file.storage, str(document.file.name)
    document._history_user = by
    document.delete()
    transaction.on_commit(partial(storage.delete, name), robust=True)


@transaction.atomic
def remove_cost(*, cost: Cost, by) -> None:
    """Take a cost that should never have been recorded out of the accounts, its documents with it; history stays.

    A bill that was paid back is a credit note and no mistake. Reports that were sent keep their figures.
    """
    for document in cost.documents.order_by("pk"):
        remove_document(document=document, by=by)
    cost._history_user = by
    cost.delete()
