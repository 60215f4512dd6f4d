"""What satisfaction says in figures: mean and number by kind of respondent, round on round (domain.md §4).

A mean of one or two would tell what each of them said: kinds of fewer than ENOUGH answers are counted, not shown,
and no mean of all stands beside them from which theirs could be told. Nothing is shown while a round goes on: the
mean before and after an answer would tell it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Sum

from networks.enums import Respondent
from networks.models import Network, SatisfactionAnswer, SatisfactionRequest, SatisfactionRound
from silab.common.templatetags.formats import NO_DATA, figure, group

ENOUGH = 3
WIDTH, VALUE, LINE, BAR, BETWEEN = 440, 110, 17, 14, 10
FILLS = {Respondent.MEMBER: "#0a5c59", Respondent.PARTNER: "#7fb0ac"}


@dataclass(frozen=True)
class Kind:
    """One kind of respondent in one round; `mean` is None while it may not be shown or nobody answered."""

    key: str
    label: str
    asked: int
    answered: int
    mean: Decimal | None

    @property
    def mean_words(self) -> str:
        """The mean as it is printed: always with its decimal, "–" for none."""
        return NO_DATA if self.mean is None else group(f"{self.mean:.1f}")


@dataclass(frozen=True)
class Standing:
    """One round with its kinds."""

    round: SatisfactionRound
    kinds: tuple[Kind, ...]

    @property
    def asked(self) -> int:
        """How many were asked."""
        return sum(kind.asked for kind in self.kinds)

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(kind.answered for kind in self.kinds)

    @property
    def hides(self) -> bool:
        """Whether some kind has answers, too few to show."""
        return self.round.is_over and any(0 < kind.answered < ENOUGH for kind in self.kinds)


@dataclass(frozen=True)
class Bar:
    """The mean of one kind in one round."""

    label: str
    round: str
    y: str
    bar_y: str
    text_y: str
    width: str
    value_x: str
    fill: str
    value: str
    answered: str


@dataclass(frozen=True)
class Chart:
    """Means round on round, from 0 to 10."""

    width: str
    height: str
    bar_height: str
    bars: tuple[Bar, ...]


def standings(network: Network) -> list[Standing]:
    """Return the rounds of a network, the latest first. Three queries."""
    rounds = list(network.satisfaction_rounds.order_by("-asked_on", "-pk"))
    keys = ("round", "respondent")
    asked = SatisfactionRequest.objects.filter(round__in=rounds).order_by().values(*keys)
    given = SatisfactionAnswer.objects.filter(round__in=rounds).order_by().values(*keys)
    asked_of = {(row["round"], row["respondent"]): row["n"] for row in asked.annotate(n=Count("pk"))}
    sums = given.annotate(n=Count("pk"), total=Sum("score"))
    given_of = {(row["round"], row["respondent"]): (row["n"], row["total"]) for row in sums}
    return [
        Standing(one, tuple(_kind(one, kind, asked_of, given_of) for kind in Respondent)) for one in rounds
    ]


def texts(standing: Standing) -> tuple[list[str], list[str]]:
    """Return what helps and what could be better, out of the kinds that may be shown, in orders of their own."""
    kinds = [kind.key for kind in standing.kinds if kind.mean is not None]
    found = SatisfactionAnswer.objects.filter(round=standing.round, respondent__in=kinds)
    rows = list(found.order_by("pk").values_list("pk", "good", "better"))
    good = [text for _key, text, _other in rows if text]
    # By the key's other end: two texts of one writer are not to be told by their places.
    back = sorted(rows, key=lambda row: row[0].hex[::-1])
    return good, [text for _key, _other, text in back if text]


def chart(found: list[Standing]) -> Chart | None:
    """Return the means as bars, the oldest round first; None where nothing may be shown."""
    shown = [(one.round, kind) for one in reversed(found) for kind in one.kinds if kind.mean is not None]
    bars, top = [], 0
    scale = Decimal(WIDTH - VALUE) / 10
    for one, kind in shown:
        width = scale * (kind.mean or 0)
        bars.append(
            Bar(
                label=kind.label,
                round=str(one),
                y=_n(top + 12),
                bar_y=_n(top + LINE),
                text_y=_n(top + LINE + BAR / 2 + 5),
                width=_n(width),
                value_x=_n(width + 8),
                fill=FILLS[Respondent(kind.key)],
                value=kind.mean_words,
                answered=figure(kind.answered),
            )
        )
        top += LINE + BAR + BETWEEN
    return Chart(_n(WIDTH), _n(top), _n(BAR), tuple(bars)) if bars else None


def _kind(round, kind, asked_of, given_of):
    answered, total = given_of.get((round.pk, kind), (0, 0))
    mean = None
    if round.is_over and answered >= ENOUGH:
        mean = (Decimal(total) / answered).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Kind(kind.value, str(kind.label), asked_of.get((round.pk, kind), 0), answered, mean)


def _n(number) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
