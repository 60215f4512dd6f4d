"""What the API answers. Amounts are decimals as strings ("6000.5"); null is "no data", never 0."""

from datetime import date, datetime

from ninja import Schema


class ContractOut(Schema):
    """A contract that the key's person may read."""

    slug: str
    title: str
    funder: str
    starts_on: date
    ends_on: date


class ReportOut(Schema):
    """A report that was sent, one version of a year."""

    id: int
    contract: str
    year: int
    version: int
    state: str
    submitted_at: datetime | None
    decided_at: datetime | None
    figures_taken_at: datetime | None
    figures_sha256: str | None
    pdf_sha256: str | None
    stamped_pdf_sha256: str | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None


class CorrectionOut(Schema):
    """A number set by hand in place of the computed one."""

    amount: str
    reason: str


class FigureOut(Schema):
    """Where a figure comes from; `figure` names its evidence."""

    pk: int
    measure: str
    unit: str
    figure: str | None
    counted: str | None
    correction: CorrectionOut | None


class IndicatorOut(FigureOut):
    """A success indicator; `begins` is "MM.YYYY" while it has not begun, which is not the number 0."""

    number: str
    title: str
    begins: str | None
    value: str | None


class OutcomeOut(Schema):
    """An expected outcome."""

    pk: int
    number: str
    title: str


class GoalOut(Schema):
    """A goal with its outcomes and indicators."""

    pk: int
    number: int
    title: str
    outcomes: list[OutcomeOut]
    indicators: list[IndicatorOut]


class TargetOut(FigureOut):
    """A target: planned beside done."""

    label: str
    kind: str
    planned: str | None
    done: str | None
    pace: str


class PeriodTargetOut(TargetOut):
    """A target for several years."""

    from_year: int
    to_year: int


class ActivityOut(Schema):
    """An activity of the plan; `budget` null means unfunded, which is not 0 €."""

    pk: int
    number: int
    title: str
    workstream: str
    period: str
    budget: str | None
    funding_note: str
    spent: str | None
    target_groups: list[str]
    targets: list[TargetOut]


class TotalsOut(Schema):
    """The year's money in EUR; the plan's stated total stands beside the computed one."""

    stated: str | None
    computed: str | None
    spent: str | None


class KeptOut(Schema):
    """How many records prove a figure."""

    title: str
    period: str
    count: int


class PlanVersionOut(Schema):
    """A version of the plan: its number, and the day since which it holds."""

    number: int
    since: date


class FiguresOut(Schema):
    """All that a report prints, as it was frozen; the PDF is made of the same."""

    year: int
    #: Which version of the plan the figures are set beside; absent in figures taken before plans had versions.
    plan_version: PlanVersionOut | None = None
    goals: list[GoalOut]
    activities: list[ActivityOut]
    period_targets: list[PeriodTargetOut]
    totals: TotalsOut
    evidence: dict[str, KeptOut]


class EvidenceOut(Schema):
    """One record that a figure counts; never personal data."""

    place: int
    code: str
    label: str
    on: date | None
    municipality: str
    amount: str | None


class EvidencePage(Schema):
    """Records from `offset` on; `next_offset` is null at the end."""

    count: int
    next_offset: int | None
    records: list[EvidenceOut]
