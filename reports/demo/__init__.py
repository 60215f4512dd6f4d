"""The demo: the real plan 2021–2024, 2021 as it was, invented people, and enough of 2022–2024 that every screen
has life. Everything is one fixed draw of lots: two loads of two databases are alike."""

from io import StringIO

from django.core.management import call_command
from django.db import transaction

from reports.demo import (
    amendments,
    campaigns,
    cast,
    communities,
    costs,
    home,
    labs,
    money,
    networks,
    open_call,
    practices,
    programme_2019,
    programme_2022,
    register,
    sent,
    staged,
    texts,
    trainings,
)
from reports.demo.maker import Maker
from reports.models import AnnualReport
from silab.accounts.models import Contract

CONTRACT = "silab-2021"


def is_loaded() -> bool:
    """Whether the demo's last record is there; the demo is loaded whole or not at all."""
    return AnnualReport.objects.filter(contract__slug=CONTRACT, year=2022).exists()


@transaction.atomic
def load(*, password: str | None) -> None:
    """Load the demo into a database without it; accounts cannot sign in by password when it is None."""
    call_command("load_municipalities", stdout=StringIO())
    call_command("load_plan", stdout=StringIO())
    contract = Contract.objects.get(slug=CONTRACT)
    maker = Maker(contract, cast.make_cast(contract, password))
    rooms = (register, communities, trainings, networks, staged, labs, practices, costs, money, texts)
    for room in (*rooms, amendments, programme_2019, programme_2022, open_call, home, campaigns, sent):
        room.load(maker)
