"""What waits for a municipality's officials in the engagement model: the stage that they are working on."""

from django.utils.translation import gettext as _

from municipalities.waiting import Source, Task, register
from networks.home import path_of


def present_stage(municipality, user) -> list[Task]:
    """Return the present stage while no record fulfils it; then it waits for Silab's confirmation.

    It is read with the path that the home shows: no query of its own.
    """
    page = f"{municipality.get_absolute_url()}#staged"
    return [
        Task(
            title=_("Next in the engagement model: %(stage)s") % {"stage": step.title},
            url=page,
            detail=step.purpose,
        )
        for step in path_of(municipality)
        if step.is_theirs
    ]


register(Source("staged", present_stage, order=70))
