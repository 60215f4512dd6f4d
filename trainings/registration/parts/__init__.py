"""The pages of the form, by the kind of training."""

from trainings.models import Training
from trainings.registration.parts.base import Part
from trainings.registration.parts.members import MembersPart
from trainings.registration.parts.municipality import MunicipalityPart
from trainings.registration.parts.person import PersonPart
from trainings.registration.parts.service import ServicePart
from trainings.registration.parts.undertakings import UndertakingsPart

__all__ = ["CHECK", "Part", "PersonPart", "parts_of"]

#: The last page, where the answers are looked through and sent.
CHECK = "kontroll"


def parts_of(training: Training, *, has_groups=True) -> dict[str, type[Part]]:
    """Return the pages of this training's form by their keys, the check at the end left out."""
    if not training.is_programme:
        return {PersonPart.key: PersonPart}
    asks = training.asks_service or training.asks_cooperation or has_groups
    chosen = [MunicipalityPart, MembersPart, *([ServicePart] if asks else []), UndertakingsPart]
    return {part.key: part for part in chosen}
