"""What measures of trainings share: the contract's records, and what each shows of itself without personal data."""

from django.utils import timezone

from silab.measures import Shown, Told


def under(contract, records, training="training"):
    """Return the records whose training is under the contract, all of them where it is None."""
    return records.filter(**{f"{training}__contract": contract}) if contract else records


def shown(*, on, label=None, training="training", municipality: str | None = "municipality", **more) -> Shown:
    """Return what a training's record shows: its code, its training's name where there is no `label`, its place.

    `on`, `label` as `Shown` takes them; `training` and `municipality` are paths from the record.
    """
    return Shown(
        label or f"{training}__name",
        on=on,
        municipality=municipality and f"{municipality}__name",
        page=("trainings:detail", f"{training}__slug"),
        **more,
    )


def day_of(moment: str) -> Told:
    """Return the day in Tallinn of the moment at a path from the record."""
    return Told(timezone.localdate, moment)
