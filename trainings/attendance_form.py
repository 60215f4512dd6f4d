"""The whole attendance page sent at once, as browsers without JavaScript do."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from trainings.actions import mark_attendance
from trainings.grid import Grid, Typed, hours_of, read


def save_grid(grid: Grid, data, *, by) -> tuple[int, dict[str, Typed]]:
    """Save what its sender changed; return how many marks, and the refused cells by their names.

    What the sender left as it was stays as it is now: someone else may have changed it meanwhile.
    """
    seen = dict(entry.partition("=")[::2] for entry in data.get("seen", "").split())
    saved, refused = 0, {}
    with transaction.atomic():
        for name, session, participant in grid.cells():
            mark = read(data, name)
            if mark is None or f"{mark.presence}/{mark.hours}" == seen.get(name, "/"):
                continue
            try:
                mark_attendance(
                    training=grid.training.slug,
                    session=session.pk,
                    participant=participant.pk,
                    presence=mark.presence,
                    hours=hours_of(mark),
                    by=by,
                )
                saved += 1
            except ValidationError as error:
                refused[name] = replace(mark, error=error.messages[0])
    return saved, refused
