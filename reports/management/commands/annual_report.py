"""`manage.py annual_report CONTRACT YEAR --output FILE`: the year's newest report as a file, without browser."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.annual import actions
from reports.annual.data import snapshot_json
from reports.annual.pdf import render_report
from reports.models import AnnualReport
from reports.output import check_writable, unwritable
from reports.print.editions import written
from silab.accounts.models import Contract
from silab.pdf import PdfUnavailable

#: What writes each kind of file, given the report and the language of its labels.
FORMATS = {
    "pdf": lambda report, language: render_report(report, language=language),
    "docx": lambda report, language: written(report, "docx", language),
    "xlsx": lambda report, language: written(report, "xlsx", language),
    "json": lambda report, language: "".join(snapshot_json(report.snapshot)).encode(),
}


class Command(BaseCommand):
    """Write the PDF, DOCX, XLSX or JSON of the newest report of a contract's year.

    Frozen figures print as they are; where none were taken yet, they are taken now. Where there is no
    report, its draft is opened.
    """

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("contract", help=_("short name of the contract, such as silab-2021"))
        parser.add_argument("year", help=_("year of the report"))
        parser.add_argument(
            "--output", required=True, type=Path, metavar=_("FILE"), help=_("where the file is written")
        )
        parser.add_argument(
            "--language", default="et", choices=["et", "en"], help=_("language of the headings and labels")
        )

        parser.add_argument("--format", default="pdf", choices=FORMATS, help=_("kind of the file"))

    def handle(self, *, contract, year, output, language, **options):
        found = Contract.objects.filter(slug=contract).first()
        if found is None:
            known = ", ".join(Contract.objects.order_by("slug").values_list("slug", flat=True)) or "–"
            raise CommandError(
                _("There is no contract “%(slug)s”. Known contracts: %(known)s.")
                % {"slug": contract, "known": known}
            )
        if not year.isdecimal() or len(year) != 4:
            raise CommandError(_("This is not a year: %(text)s") % {"text": year})
        check_writable(output)
        try:
            report = self._report(found, int(year))
            made = FORMATS[options["format"]](report, language)
            output.write_bytes(made)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PdfUnavailable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(unwritable(output)) from error
        if options["verbosity"]:
            self.stdout.write(f"{output}: {report}, {len(made)} bytes")

    def _report(self, contract, year):
        newest = AnnualReport.objects.filter(contract=contract, year=year).order_by("-version").first()
        report = newest or actions.open_report(contract=contract, year=year, by=None)
        if report.snapshot_id is None:
            actions.take_figures(report=report, by=None)
        return AnnualReport.objects.select_related("contract", "snapshot").get(pk=report.pk)
