"""`manage.py programme_report PROGRAMME --output FILE`: the programme's newest report as a PDF, without browser."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.output import check_writable, unwritable
from reports.programme import actions
from reports.programme.pdf import render_report
from silab.pdf import PdfUnavailable
from trainings.enums import TrainingKind
from trainings.models import Training


class Command(BaseCommand):
    """Write the PDF of the newest report of a programme.

    Frozen figures print as they are; where none were taken yet, they are taken now. Where there is no
    report, its draft is opened.
    """

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("programme", help="short name of the programme, e.g. koosloome-2022")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")
        parser.add_argument("--language", default="et", choices=["et", "en"])

    def handle(self, *, programme, output, language, **options):
        programmes = Training.objects.filter(kind=TrainingKind.PROGRAMME).order_by("slug")
        training = programmes.filter(slug=programme).first()
        if training is None:
            known = ", ".join(programmes.values_list("slug", flat=True)) or "–"
            raise CommandError(
                _("There is no programme “%(slug)s”. Known programmes: %(known)s.")
                % {"slug": programme, "known": known}
            )
        check_writable(output)
        try:
            report = _report(training)
            made = render_report(report, language=language)
            output.write_bytes(made)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PdfUnavailable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(unwritable(output)) from error
        if options["verbosity"]:
            self.stdout.write(f"{output}: {report}, {len(made)} bytes")


def _report(training):
    report = actions.newest(training) or actions.open_report(training=training, by=None)
    if report.snapshot_id is None:
        actions.take_figures(report=report, by=None)
    return actions.newest(training)
