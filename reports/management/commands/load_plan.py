"""Loads the real plan 2021–2024, its contract, goals, outcomes and indicators from reports/data/."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports.importing import apply_plan, parse_plan, read_files
from reports.importing.goals import load_goals
from silab.accounts.models import Contract

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    """`manage.py load_plan [CONTRACT]`: safe to repeat; writes what differs and nothing else."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("contract", nargs="?", default="silab-2021")

    @transaction.atomic
    def handle(self, *, contract, **options):
        content = json.loads((DATA / "contract.json").read_text())
        held = _contract(contract, content["contract"])
        written = load_goals(held, content["goals"])
        files = {path.name: path.read_bytes() for path in sorted(DATA.glob("plan_*.csv"))}
        parsed = parse_plan(read_files(files), held)
        if not parsed.is_whole:
            raise CommandError("\n".join(f"{p.file}:{p.row} {p.column} {p.text}" for p in parsed.problems))
        changes = apply_plan(contract=held, plan=parsed.plan, by=None)
        if options["verbosity"]:
            self.stdout.write(f"{held.slug}: {written + len(changes)} rows written.")


def _contract(slug, values):
    """Return the contract, made from the data where it does not exist; what staff changed in it stays."""
    dates = {name: date.fromisoformat(values[name]) for name in ("starts_on", "ends_on")}
    return Contract.objects.get_or_create(slug=slug, defaults={**values, **dates})[0]
