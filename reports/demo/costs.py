"""Costs: invented documents of invented suppliers that come near each activity's budget."""

from datetime import date
from decimal import Decimal

from reports.enums import Workstream
from reports.models import Activity, Cost

#: What share of its budget an activity spent; the rest is drawn between 94 and 100 per cent.
SPENT = {
    (2021, 1): "0.98",
    (2021, 3): "0.91",
    (2021, 4): "0.55",
    (2021, 5): "0.38",
    (2021, 7): "0.42",
    (2022, 2): "0.71",
    (2022, 5): "1.08",
    (2023, 3): "1.03",
    (2024, 2): "1.12",
}
SUPPLIERS = {
    Workstream.SURVEY: (("Küsitluskoda OÜ", True), ("Tõlkepesa OÜ", True), ("Uurija töötasu", False)),
    Workstream.TRAINING: (("Koolitaja töötasu", False), ("Õpiruum OÜ", True), ("Veebikohtumine OÜ", True)),
    Workstream.LAB: (("Mõttekoda Kaldapealne OÜ", True), ("Läbiviija töötasu", False)),
    Workstream.NETWORK: (
        ("Nõustaja töötasu", False),
        ("Kohvik Pihlakas OÜ", True),
        ("Maakonnabuss OÜ", True),
    ),
    Workstream.BADGE: (("Disainipesa OÜ", True), ("Nõustaja töötasu", False)),
    Workstream.COMMUNICATION: (
        ("Liikuv Lugu OÜ", True),
        ("Sõnasepp OÜ", True),
        ("Kommunikatsioonijuhi töötasu", False),
    ),
    Workstream.MANAGEMENT: (
        ("Numbrimaja OÜ", True),
        ("Kontorinurk OÜ", True),
        ("Projektijuhi töötasu", False),
    ),
}
CENT = Decimal("0.01")


def load(maker) -> None:
    """Load the documents of every funded activity."""
    number = 0
    for activity in Activity.objects.filter(contract=maker.contract).order_by("year", "number"):
        for amount in _amounts(maker, activity):
            number += 1
            _document(maker, activity, amount, number)


def _amounts(maker, activity):
    if activity.budget is None:
        return []
    drawn = Decimal(maker.lots.randint(940, 1000)) / 1000
    left = (activity.budget * Decimal(SPENT.get((activity.year, activity.number), drawn))).quantize(CENT)
    amounts = []
    while left > 900:
        amounts.append((left * maker.lots.randint(15, 38) / 100).quantize(CENT))
        left -= amounts[-1]
    return [*amounts, left]


def _document(maker, activity, amount, number):
    supplier, has_vat = maker.lots.choice(SUPPLIERS[Workstream(activity.workstream)])
    rate = Decimal(22 if activity.year >= 2024 else 20) if has_vat else Decimal(0)
    first = date(activity.year, 7 if activity.year == 2021 else 1, 5)
    maker.add(
        Cost,
        activity=activity,
        on=maker.day(first, date(activity.year, 12, 22)),
        document_number=f"{activity.year % 100}-{number:04}",
        supplier=supplier,
        amount=amount,
        vat=(amount * rate / (100 + rate)).quantize(CENT),
        description=activity.title,
    )
