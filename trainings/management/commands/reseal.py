"""Seal participant data anew after the key was changed: `manage.py reseal` (docs/production.md)."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainings.participant_data.actions import reseal


class Command(BaseCommand):
    """Seal every row with the first of SILAB_DATA_KEYS."""

    help = _("Seals participant data anew with the first of SILAB_DATA_KEYS.")

    def handle(self, *args, **options):
        """Do it and say how many."""
        done = reseal()
        self.stdout.write(
            ngettext("%(n)d record was sealed anew.", "%(n)d records were sealed anew.", done) % {"n": done}
        )
