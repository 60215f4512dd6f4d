from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from municipalities.matching import match
from silab import measures
from silab.accounts.models import Contract
from silab.common.templatetags.formats import day, euro, figure
from silab.measures import Period


class Command(BaseCommand):
    """Prints a measure's value for a year or a period and, asked for, the records that it counts."""

    help = __doc__

    def add_arguments(self, parser):
        """Name what is counted, when, for whom."""
        parser.add_argument("code", help=_("code of the measure, such as trainings.participants"))
        parser.add_argument("--year", help=_("year, such as 2021"))
        days = (_("FIRST"), _("LAST"))
        parser.add_argument(
            "--period", nargs=2, metavar=days, help=_("first and last day, such as 2021-05-01 2021-12-31")
        )
        parser.add_argument("--municipality", help=_("full name of a municipality, such as Viljandi vald"))
        parser.add_argument("--contract", help=_("short name of the contract, such as silab-2021"))
        parser.add_argument("--evidence", action="store_true", help=_("list the records that count"))

    def handle(self, *, code, year, period, municipality, contract, evidence, **options):
        """Count and print."""
        measure = _measure(code)
        span = _period(year, period)
        contract = _contract(contract)
        place = _municipality(municipality, measure) if municipality else None
        value = measures.in_words(measure.count(span, contract, place), measure.unit)
        where = f", {place}" if place else ""
        self.stdout.write(f"{measure.title} ({day(span.first)}–{day(span.last)}{where}): {value}")
        if evidence:
            self._print_evidence(
                measure.proof(span, contract, place), euro if measure.unit == "eur" else figure
            )

    def _print_evidence(self, proof, worded):
        is_empty = True
        for item in proof:
            is_empty = False
            amount = "" if item.amount is None else worded(item.amount)
            cells = (item.code.ljust(12), day(item.on).ljust(10), item.municipality, item.label, amount)
            self.stdout.write("  ".join(cell for cell in cells if cell).rstrip())
        if is_empty:
            self.stdout.write(_("No records."))


def _measure(code):
    try:
        return measures.get(code)
    except measures.UnknownMeasure:
        known = "\n  ".join(measures.all_measures())
        raise CommandError(
            _("There is no measure “%(code)s”. The measures are:") % {"code": code} + f"\n  {known}"
        ) from None


def _period(year, period):
    if bool(year) == bool(period):
        raise CommandError(
            _("Give either a year (--year 2021) or a period (--period 2021-05-01 2021-12-31).")
        )
    try:
        span = Period.year(int(year)) if year else Period(*map(date.fromisoformat, period))
    except ValueError:
        wrong = year or " ".join(period)
        raise CommandError(_("This is not a date: %(text)s") % {"text": wrong}) from None
    if span.last < span.first:
        raise CommandError(_("The period ends before it begins."))
    return span


def _contract(slug):
    if not slug:
        return None
    contract = Contract.objects.filter(slug=slug).first()
    if contract is None:
        known = ", ".join(Contract.objects.values_list("slug", flat=True)) or "–"
        raise CommandError(
            _("There is no contract “%(slug)s”. The contracts are: %(known)s")
            % {"slug": slug, "known": known}
        )
    return contract


def _municipality(text, measure):
    if measure.municipality is None:
        raise CommandError(_("%(code)s is not counted by municipality.") % {"code": measure.code})
    found = match(text)
    if found.is_certain:
        return found.municipality
    names = "\n  ".join(f"{item.municipality} ({item.score:.0f} %)" for item in found.candidates)
    if names:
        raise CommandError(
            _("It is not certain which municipality “%(text)s” is. Write its full name:") % {"text": text}
            + f"\n  {names}"
        )
    raise CommandError(_("No municipality is called “%(text)s”.") % {"text": text})
