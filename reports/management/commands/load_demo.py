"""Loads the demo: the real plan, 2021 as it was, invented people and records of 2022–2024."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports import demo
from reports.demo.cast import CAST
from silab.accounts.models import User


class Command(BaseCommand):
    """`manage.py load_demo`: safe to repeat, a second run changes nothing."""

    help = __doc__

    def handle(self, *, verbosity, **options):
        """Load what is missing and print who can sign in."""
        is_demo = settings.DEMO or settings.DEBUG
        if not demo.is_loaded():
            if not is_demo and User.objects.exists():
                raise CommandError(
                    _(
                        "This portal has users and is no demo: invented records would mix with real ones. "
                        "Set SILAB_DEMO=1 where a demo is wanted."
                    )
                )
            # Printed passwords are for the demo alone: elsewhere nobody can sign in with them.
            demo.load(password=settings.DEMO_PASSWORD if is_demo else None)
        if verbosity and is_demo:
            self.stdout.write(accounts())


def accounts() -> str:
    """Return the table of the demo's accounts, with their common password."""
    width = max(len(email) for _name, email, _role, _who in CAST.values())
    rows = [f"  {email:<{width}}  {name}, {who}" for name, email, _role, who in CAST.values()]
    password = _("Password of all: %(password)s") % {"password": settings.DEMO_PASSWORD}
    return "\n".join([_("Accounts of the demo:"), *rows, f"  {password}"])
