"""Makes contracts, plans and costs for the tests of reports."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from reports.enums import TargetKind, Workstream
from reports.models import Activity, Commitment, Correction, Cost, PeriodTarget, StatedTotal, Target
from silab.accounts.models import Contract


class ContractFactory(DjangoModelFactory):
    """A contract over 2021–2024, as the real one."""

    class Meta:
        model = Contract

    slug = factory.Sequence(lambda n: f"leping-{n}")
    title = "Strateegiline partnerlus"
    funder_name = "Siseministeerium"
    starts_on = date(2021, 5, 1)
    ends_on = date(2024, 12, 31)


class ActivityFactory(DjangoModelFactory):
    """An activity of 2022 with a budget and a target group."""

    class Meta:
        model = Activity

    contract = factory.SubFactory(ContractFactory)
    year = 2022
    number = factory.Sequence(lambda n: n + 1)
    workstream = Workstream.TRAINING
    title = "Koolituste läbiviimine"
    period_as_stated = "jaanuar - detsember"
    period_start = factory.LazyAttribute(lambda row: date(row.year, 1, 1))
    period_end = factory.LazyAttribute(lambda row: date(row.year, 12, 31))
    budget = Decimal(6000)
    target_groups = ["municipalities"]


class TargetFactory(DjangoModelFactory):
    """A target: 4 of a test measure in the activity's year."""

    class Meta:
        model = Target

    activity = factory.SubFactory(ActivityFactory)
    measure = "test.count"
    kind = TargetKind.INCREMENT
    amount = Decimal(4)
    label = "Koolitust läbi viidud"


class PeriodTargetFactory(DjangoModelFactory):
    """A target for 2021–2024."""

    class Meta:
        model = PeriodTarget

    contract = factory.SubFactory(ContractFactory)
    measure = "test.count"
    amount = Decimal(10)
    from_year = 2021
    to_year = 2024
    label = "Nelja aastaga"


class StatedTotalFactory(DjangoModelFactory):
    """A year's total as stated."""

    class Meta:
        model = StatedTotal

    contract = factory.SubFactory(ContractFactory)
    year = 2022
    amount = Decimal(6000)


class CostFactory(DjangoModelFactory):
    """An invoice of 100 € in March 2022."""

    class Meta:
        model = Cost

    activity = factory.SubFactory(ActivityFactory)
    on = date(2022, 3, 1)
    document_number = factory.Sequence(lambda n: f"A-{n}")
    supplier = "Ruumirent OÜ"
    amount = Decimal(100)


class CorrectionFactory(DjangoModelFactory):
    """A marked correction of a test measure in 2022."""

    class Meta:
        model = Correction

    contract = factory.SubFactory(ContractFactory)
    year = 2022
    measure = "test.count"
    amount = Decimal(3)
    reason = "Kaks koolitust on registrist veel puudu."


class CommitmentFactory(DjangoModelFactory):
    """An order of 1 000 € of February 2022."""

    class Meta:
        model = Commitment

    activity = factory.SubFactory(ActivityFactory)
    on = date(2022, 2, 1)
    supplier = "Trükikoda OÜ"
    reference = factory.Sequence(lambda n: f"LEP-{n}")
    amount = Decimal(1000)
