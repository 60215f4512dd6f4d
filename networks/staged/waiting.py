"""What waits for a municipality's officials in the engagement model: the stage that they are working on."""

from django.utils.translation import gettext as _

from municipalities.waiting import Source, Task, register
from networks.enums import EvidenceRule
from networks.staged.summary import summary_with_records

#: Silab evaluates, and an adviser's word is the adviser's: nothing of these waits for an official.
NOT_THEIRS = (EvidenceRule.EVALUATED, EvidenceRule.ADVISER)


def present_stage(municipality, user) -> list[Task]:
    """Return the present stage while no record fulfils it; then it waits for Silab's confirmation."""
    process = summary_with_records(municipality)
    step = process.present if process and process.ended_on is None else None
    if step is None or step.is_fulfilled or step.rule in NOT_THEIRS:
        return []
    title = _("Next in the engagement model: %(stage)s") % {"stage": step.title}
    return [Task(title, f"{municipality.get_absolute_url()}#staged", detail=step.purpose)]


register(Source("staged", present_stage, order=70))
