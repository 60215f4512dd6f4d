"""What feedback says in figures: the recommendation index and NPS, always with how many answered (domain.md §3)."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count

from silab.common.templatetags.formats import NO_DATA, group
from trainings.models import Feedback, FeedbackRequest, Training

#: "8,5 and above is high" (domain.md §3).
HIGH = Decimal("8.5")
PROMOTERS, DETRACTORS = range(9, 11), range(7)


@dataclass(frozen=True)
class Recommendation:
    """How much participants recommend: mean of 0–10 with one decimal, NPS −100…100; None without an answer.

    `answered` counts those who gave a number, `asked` is None where answers came from elsewhere (an import).
    """

    index: Decimal | None
    nps: int | None
    answered: int
    asked: int | None

    @property
    def index_words(self) -> str:
        """The index as it is printed: always with its decimal, "–" for none."""
        return NO_DATA if self.index is None else group(f"{self.index:.1f}")

    @property
    def is_high(self) -> bool:
        """Whether the index as printed reaches 8,5."""
        return self.index is not None and self.index >= HIGH


@dataclass(frozen=True)
class Scope:
    """The feedback about one session, or about the whole where `session` is None."""

    session: int | None
    recommendation: Recommendation
    distribution: tuple[int, ...]  # how many gave 0, 1 … 10
    answers: int  # texts without a number included


def recommendation(training: Training) -> Recommendation:
    """Return a training's recommendation, out of the answers about the whole.

    A training that nobody was asked about as a whole (one of a single day) has that of its sessions' answers.
    Two queries.
    """
    found = scopes(training)
    if None in found:
        return found[None].recommendation
    numbers, asked = Counter(), [scope.recommendation.asked for scope in found.values()]
    for scope in found.values():
        numbers.update(dict(enumerate(scope.distribution)))
    return _recommendation(numbers, sum(n or 0 for n in asked) if any(asked) else None)


def scopes(training: Training) -> dict[int | None, Scope]:
    """Return by session, None for the whole, what was asked and answered. Two queries."""
    given = Feedback.objects.filter(training=training).order_by()
    numbers: dict = {}
    for session, number, count in given.values_list("session", "recommendation").annotate(n=Count("pk")):
        numbers.setdefault(session, Counter())[number] += count
    requests = FeedbackRequest.objects.filter(participant__training=training).order_by().values("session")
    asked = {row["session"]: row["asked"] for row in requests.annotate(asked=Count("pk"))}
    return {
        session: _scope(session, numbers.get(session, Counter()), asked.get(session))
        for session in {*numbers, *asked}
    }


def _scope(session, numbers, asked):
    return Scope(
        session,
        _recommendation(numbers, asked),
        tuple(numbers[number] for number in range(11)),
        numbers.total(),
    )


def _recommendation(numbers, asked):
    given = {number: count for number, count in numbers.items() if number is not None and count}
    answered = sum(given.values())
    if not answered:
        return Recommendation(None, None, 0, asked)
    mean = Decimal(sum(number * count for number, count in given.items())) / answered
    balance = sum(given.get(n, 0) for n in PROMOTERS) - sum(given.get(n, 0) for n in DETRACTORS)
    nps = (Decimal(100 * balance) / answered).quantize(Decimal(1), ROUND_HALF_UP)
    return Recommendation(mean.quantize(Decimal("0.1"), ROUND_HALF_UP), int(nps), answered, asked)
