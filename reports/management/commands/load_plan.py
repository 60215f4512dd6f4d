"""Loads the real plan 2021–2024, its contract, goals, outcomes and indicators from reports/data/."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.importing import apply_plan, parse_plan, read_files
from reports.importing.goals import load_goals
from reports.models import Amendment
from silab.accounts.models import Contract

#: The contract that the plan was made for.
OWN = "silab-2021"
DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    """`manage.py load_plan [CONTRACT]`: safe to repeat; writes what differs and nothing else."""

    help = __doc__

    def add_arguments(self, parser):
        words = _("short name of the contract, such as silab-2021")
        parser.add_argument("contract", nargs="?", default=OWN, help=words)

    @transaction.atomic
    def handle(self, *, contract, **options):
        content = json.loads((DATA / "contract.json").read_text())
        held = _contract(contract, content["contract"])
        if Amendment.objects.filter(contract=held).exists():
            raise CommandError(
                _("The plan of %(slug)s has been amended: loading the first plan would undo that.")
                % {"slug": held.slug}
            )
        written = load_goals(held, content["goals"])
        files = {path.name: path.read_bytes() for path in sorted(DATA.glob("plan_*.csv"))}
        parsed = parse_plan(read_files(files), held)
        if not parsed.is_whole:
            raise CommandError("\n".join(f"{p.file}:{p.row} {p.column} {p.text}" for p in parsed.problems))
        changes = apply_plan(contract=held, plan=parsed.plan, by=None)
        if options["verbosity"]:
            self.stdout.write(f"{held.slug}: {written + len(changes)} rows written.")


def _contract(slug, values):
    """Return the contract; the plan's own is made where it does not exist, and what staff changed in it stays."""
    if slug != OWN and not Contract.objects.filter(slug=slug).exists():
        known = ", ".join(Contract.objects.order_by("slug").values_list("slug", flat=True)) or "–"
        raise CommandError(
            _("There is no contract “%(slug)s”. Known contracts: %(known)s.") % {"slug": slug, "known": known}
        )
    dates = {name: date.fromisoformat(values[name]) for name in ("starts_on", "ends_on")}
    return Contract.objects.get_or_create(slug=slug, defaults={**values, **dates})[0]
