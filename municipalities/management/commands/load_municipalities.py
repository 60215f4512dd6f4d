from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from municipalities.register_files import fill_register


class Command(BaseCommand):
    """Fills the register of municipalities; a second run changes nothing."""

    help = __doc__

    def handle(self, **options):
        """Load and say what was done."""
        written = fill_register()
        if written:
            self.stdout.write(_("The register of municipalities: %(n)s records written.") % {"n": written})
        else:
            self.stdout.write(_("The register of municipalities is up to date."))
