"""What one measurement says: a ratio, its limit, and how sure it is."""

from dataclasses import asdict, dataclass
from statistics import median, quantiles


@dataclass
class Result:
    """One line of the table. `ratio` None means that what is promised could not be measured."""

    name: str
    limit: float | None  # None: only the queries are limited
    against: str  # the yardstick: "R", "K", "W", "S", …
    ratio: float | None = None
    spread: tuple[float, float] | None = None  # the quartiles of the rounds' ratios
    median: float | None = None
    yardstick_median: float | None = None
    unit: str = "ms CPU"
    queries: int | None = None
    query_limit: int | None = None
    bytes: int | None = None
    note: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether a promise is not kept, or not measured."""
        if self.ratio is None or (self.limit is not None and self.ratio > self.limit):
            return True
        return self.query_limit is not None and (self.queries is None or self.queries > self.query_limit)

    def as_json(self) -> dict:
        """Return what `var/bench.json` keeps."""
        return {**asdict(self), "broken": self.is_broken}


def in_turn(rounds: int, yardstick, measured) -> tuple[list[float], list[float]]:
    """Call the two in turn (A, B, A, B …) and return what each call returned; the first pair only warms up."""
    pairs = [(yardstick(), measured()) for _ in range(rounds + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def compare(result: Result, yardstick: list[float], measured: list[float]) -> Result:
    """Fill in the ratio: the median over the rounds of `measured` / `yardstick`, with its quartiles."""
    ratios = [b / a for a, b in zip(yardstick, measured, strict=True)]
    result.ratio = median(ratios)
    result.spread = quartiles(ratios)
    result.median, result.yardstick_median = median(measured), median(yardstick)
    return result


def quartiles(values: list[float]) -> tuple[float, float]:
    """Return the lower and the upper quartile."""
    if len(values) < 2:
        return values[0], values[0]
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return low, high


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that at least `share` (0…1) of the values do not exceed."""
    ordered = sorted(values)
    place = -(-len(ordered) * share // 1)  # rounded up
    return ordered[max(0, int(place) - 1)]
