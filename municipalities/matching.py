"""Which municipality a written name means (domain.md §1). Nothing is resolved silently: a name is either
certain, or a person chooses among the candidates.

Names are compared without case, diacritics and hyphens, and without the word for the kind ("vald",
"v", "linn" …), which narrows the choice where it is written. Likeness is rapidfuzz's ratio, 0–100."""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from municipalities.enums import MunicipalityKind
from municipalities.models import Municipality
from silab.common.text import search_key

#: From this score on a name counts as that municipality. No two different names of the register are
#: more alike than 80 (Narva, Järva); one wrong letter in a name of five leaves 88 or more.
THRESHOLD = 88
#: How much better than the second best the best must be: "Saare" (91 to Saarde, 83 to Saaremaa) asks a person.
MARGIN = 8
#: How many candidates a person is shown, and from which score on.
CANDIDATES = 5
WORTH_SHOWING = 50
#: What is plainly not it (another kind, no longer in existence) is offered, never chosen.
NEVER_CERTAIN = THRESHOLD - 1

KIND_WORDS = {
    **dict.fromkeys(("v", "vald", "valla", "vallavalitsus"), MunicipalityKind.PARISH),
    **dict.fromkeys(("l", "linn", "linna", "linnavalitsus"), MunicipalityKind.CITY),
}


@dataclass(frozen=True)
class Candidate:
    """A municipality that may be meant, with its likeness 0–100."""

    municipality: Municipality
    score: float


@dataclass(frozen=True)
class Match:
    """What a name means: `municipality` when certain, else None; `score` is that of the best candidate."""

    municipality: Municipality | None
    score: float
    candidates: tuple[Candidate, ...]

    @property
    def is_certain(self) -> bool:
        """Whether no person needs to choose."""
        return self.municipality is not None


def match(text: str, on: date | None = None) -> Match:
    """Return what `text` means among the municipalities valid on `on` (all there ever were when None)."""
    return Matcher().match(text, on)


class Matcher:
    """Matches many names with one reading of the register (two queries)."""

    def __init__(self):
        register = Municipality.objects.select_related("merged_into").prefetch_related("aliases")
        self._entries = [
            (municipality, [split_kind(name)[0] for name in _names_of(municipality)])
            for municipality in register
        ]

    def match(self, text: str, on: date | None = None) -> Match:
        """Return what `text` means; see `match()`."""
        name, kind = split_kind(text or "")
        if not name:
            return Match(None, 0.0, ())
        scores: dict[Municipality, float] = {}
        for municipality, names in self._entries:
            score = round(max(fuzz.ratio(name, other) for other in names), 1)
            municipality, score = _judged(municipality, score, kind, on)
            scores[municipality] = max(score, scores.get(municipality, 0.0))
        return _decided(scores)


def split_kind(text: str) -> tuple[str, MunicipalityKind | None]:
    """Return the bare name and the kind written with it: "SAARDE VALD" is ("saarde", PARISH)."""
    words = re.sub(r"[^\w]+", " ", search_key(text)).split()
    kinds = [KIND_WORDS[word] for word in words if word in KIND_WORDS]
    name = " ".join(word for word in words if word not in KIND_WORDS)
    return name, kinds[-1] if kinds else None


def _names_of(municipality):
    return [municipality.name, *(alias.alias for alias in municipality.aliases.all())]


def _judged(municipality, score, kind, on):
    if kind and kind != municipality.kind:
        score = min(score, NEVER_CERTAIN)
    if on and not municipality.is_valid_on(on):
        successor = municipality.merged_into
        return successor or municipality, min(score, NEVER_CERTAIN)
    return municipality, score


def _decided(scores):
    likely = [item for item in scores.items() if item[1] >= WORTH_SHOWING]
    ranked = sorted(likely, key=lambda item: (-item[1], item[0].sort_key))[:CANDIDATES]
    candidates = tuple(Candidate(municipality, score) for municipality, score in ranked)
    if not candidates:
        return Match(None, 0.0, ())
    best = candidates[0]
    margin = best.score - candidates[1].score if len(candidates) > 1 else best.score
    certain = best.score >= THRESHOLD and margin >= MARGIN
    return Match(best.municipality if certain else None, best.score, candidates)
