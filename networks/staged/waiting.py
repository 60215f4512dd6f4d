"""What waits for a municipality's officials in the engagement model: the stage that they are working on."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.waiting import Source, Task, register
from networks.enums import EvidenceRule
from networks.models import EngagementProcess, ModelStage, StageCompletion
from networks.staged.evidence import proposals_of

#: Silab evaluates, and an adviser's word is the adviser's: nothing of these waits for an official.
NOT_THEIRS = (EvidenceRule.EVALUATED, EvidenceRule.ADVISER)


def present_stage(municipality, user) -> list[Task]:
    """Return the present stage of the municipality's open process while no record fulfils it; then it waits for
    Silab's confirmation. One query, and one more where there is such a stage."""
    own = EngagementProcess.objects.filter(municipality=municipality, ended_on=None).order_by()
    reached = StageCompletion.objects.filter(stage=OuterRef("pk"), process__in=own.values("pk"))
    ahead = ModelStage.objects.filter(Exists(own), ~Exists(reached), in_use=True)
    stage = ahead.order_by("order", "pk").first()
    if stage is None or stage.evidence_rule in NOT_THEIRS:
        return []
    if proposals_of(municipality, timezone.localdate(), rules=(stage.evidence_rule,)):
        return []
    words = _("Next in the engagement model: %(stage)s") % {"stage": stage.title}
    return [Task(title=words, url=f"{municipality.get_absolute_url()}#staged", detail=stage.purpose)]


register(Source("staged", present_stage, order=70))
