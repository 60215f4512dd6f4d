"""What measures of trainings share: the contract's records, and a record as evidence without personal data."""

from django.utils import timezone

from silab.measures import Evidence


def under(contract, records, training="training"):
    """Return the records whose training is under the contract, all of them where it is None."""
    return records.filter(**{f"{training}__contract": contract}) if contract else records


def day_of(moment):
    """Return a moment's day in Tallinn."""
    return timezone.localtime(moment).date()


def evidence_of(record, training, on, municipality=None, label="", amount=None) -> Evidence:
    """Return a training's record as evidence: named by its code, and by the training where `label` is empty."""
    return Evidence(
        record.code,
        label or training.name,
        on,
        municipality.name if municipality else "",
        amount,
        record._meta.label_lower,
        record.pk,
        training.get_absolute_url,
    )
