from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from networks.staged.default_stages import fill_stages


class Command(BaseCommand):
    """Gives a new portal the stages of the engagement model; changes nothing where there are stages already."""

    help = __doc__

    def handle(self, **options):
        """Load and say what was done."""
        written = fill_stages()
        if written:
            self.stdout.write(_("The engagement model: %(n)s stages written.") % {"n": written})
        else:
            self.stdout.write(_("The engagement model has its stages already."))
