"""Money beside the contract's bills: commitments, co-funding and work in kind, documents of a few costs.

Nothing is drawn by lot here, so that what is drawn after it stays as it was."""

import io
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import ContentStream, DictionaryObject, NameObject

from reports.enums import Funding
from reports.models import Activity, Commitment, Cost, CostDocument
from silab.common.templatetags.formats import day
from silab.common.uploads import take

HELVETICA = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
#: Year, number of the activity, day, contract or order, amount, closed on, how much of it bills may have paid.
COMMITMENTS = (
    (2023, 5, date(2023, 2, 6), "LEP-23/04", 2400, date(2023, 12, 29), 2100),
    (2024, 1, date(2024, 2, 12), "LEP-24/02", 1200, date(2024, 12, 20), 1200),
    (2024, 3, date(2024, 4, 8), "TELL-24/11", 500, None, 0),
    (2024, 5, date(2024, 9, 16), "LEP-24/09", 950, None, 950),
)
KYSK = "Kodanikuühiskonna Sihtkapitali arendusprojekt AP23-17"
#: Year, number of the activity, day, document, supplier, amount, VAT, what for, borne by.
HALL = "saal, tasuta kasutada antud"
BESIDE = (
    (
        2023,
        4,
        date(2023, 3, 14),
        "KYSK-1",
        "Disainipesa OÜ",
        3600,
        600,
        "Märgise kujundus",
        Funding.CO_FUNDING,
    ),
    (
        2023,
        4,
        date(2023, 9, 20),
        "KYSK-2",
        "Küsitluskoda OÜ",
        2940,
        490,
        "Hindamisjuhend",
        Funding.CO_FUNDING,
    ),
    (2024, 4, date(2024, 2, 19), "KYSK-3", "Sõnasepp OÜ", 1830, 330, "Märgise tutvustus", Funding.CO_FUNDING),
    (2023, 3, date(2023, 6, 7), "MR-1", "Viljandi vald", 480, 0, f"Kohtumise {HALL}", Funding.IN_KIND),
    (2024, 1, date(2024, 5, 22), "MR-2", "Anija vald", 360, 0, f"Koolituse {HALL}", Funding.IN_KIND),
)
DOCUMENTED = 3


def load(maker) -> None:
    """Load them all."""
    activities = Activity.objects.filter(contract=maker.contract)
    known = {(activity.year, activity.number): activity for activity in activities}
    for year, number, on, reference, amount, closed_on, paid in COMMITMENTS:
        activity = known[year, number]
        commitment = maker.add(
            Commitment,
            activity=activity,
            on=on,
            supplier=_supplier(activity, on),
            reference=reference,
            amount=Decimal(amount),
            closed_on=closed_on,
        )
        _pay(maker, commitment, Decimal(paid))
    for year, number, on, document, supplier, amount, vat, words, funding in BESIDE:
        maker.add(
            Cost,
            activity=known[year, number],
            on=on,
            document_number=document,
            supplier=supplier,
            amount=Decimal(amount),
            vat=Decimal(vat),
            description=f"{words} ({KYSK})" if funding == Funding.CO_FUNDING else words,
            funding=funding,
        )
    for cost in Cost.objects.filter(activity__in=activities).order_by("-on", "pk")[:DOCUMENTED]:
        _attach(maker, cost)


def _supplier(activity, on):
    """Return whose bills the activity paid first from this day on, wages left aside."""
    bills = activity.costs.filter(on__gte=on, vat__gt=0).order_by("on", "pk")
    return bills.values_list("supplier", flat=True)[0]


def _pay(maker, commitment, at_most):
    """Let the supplier's first bills that fit have been paid on the commitment; no sum changes by it."""
    left, bills = at_most, commitment.activity.costs.filter(supplier=commitment.supplier)
    for cost in bills.filter(on__gte=commitment.on, amount__gt=0).order_by("on", "pk"):
        if cost.amount <= left:
            left -= cost.amount
            cost.commitment = commitment
            cost._history_user = maker.mari
            cost.save()


def _attach(maker, cost):
    row = CostDocument(cost=cost, created_by=maker.mari)
    words = (f"Arve {cost.document_number}", cost.supplier, f"{day(cost.on)}   {cost.amount} EUR")
    take(row, ContentFile(_invoice(words), name=f"arve-{cost.document_number}.pdf"))
    row._history_user = maker.mari
    row.save()


def _invoice(lines) -> bytes:
    """Return a page with these lines."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = _named(Font=_named(F1=_named(**HELVETICA)))
    text = "".join(f"({line}) Tj 0 -28 Td " for line in lines)
    content = ContentStream(None, writer)
    content.set_data(f"BT /F1 16 Tf 72 740 Td {text}ET".encode("cp1252"))
    page.replace_contents(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _named(**values):
    return DictionaryObject(
        {
            NameObject(f"/{name}"): NameObject(f"/{value}") if isinstance(value, str) else value
            for name, value in values.items()
        }
    )
