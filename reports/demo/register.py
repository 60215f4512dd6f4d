"""Officials, contact history, residents' satisfaction."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from municipalities.enums import ContactChannel, OfficialState
from municipalities.models import Contact, Official, Satisfaction

#: The known results (domain.md §1); every other municipality's are drawn by lot and say so.
ANIJA = {2020: ("59.5", None), 2022: ("54.8", None), 2024: ("53.5", None)}
INVENTED = "näidisandmed"
#: Of 79, three were not in the wave of 2020.
LEFT_OUT_2020 = {"Ruhnu vald", "Vormsi vald", "Kihnu vald"}


def load(maker) -> None:
    """Load them."""
    _officials(maker)
    _contacts(maker)
    _satisfaction(maker)


def _officials(maker):
    for key, name, post in (
        ("jaan", "Viljandi vald", "arendusjuht"),
        ("leena", "Anija vald", "kogukonnatöö spetsialist"),
    ):
        maker.add(
            Official,
            user=maker.cast[key],
            municipality=maker.municipalities[name],
            post=post,
            state=OfficialState.APPROVED,
            responsible_for_engagement=key == "jaan",
            decided_at=timezone.now(),
            decided_by=maker.mari,
        )


def _contacts(maker):
    """First talks about the engagement model; the programmes' recruitment is theirs."""
    for name in (
        "Viljandi vald",
        "Anija vald",
        "Saaremaa vald",
        "Haljala vald",
        "Põhja-Sakala vald",
        "Viimsi vald",
    ):
        on = maker.day(date(2021, 9, 6), date(2021, 12, 10))
        summary = "Leppisime kokku, kellega ja millest koostööd alustame."
        _contact(
            maker,
            maker.municipalities[name],
            on,
            ContactChannel.MEETING,
            summary,
            "vallavanem ja arendusjuht",
        )


def _contact(maker, municipality, on, channel, summary, whom=""):
    maker.add(Contact, municipality=municipality, on=on, channel=channel, summary=summary, with_whom=whom)


def _satisfaction(maker):
    for name, municipality in maker.municipalities.items():
        share = maker.lots.gauss(55, 7)
        for year in (2020, 2022, 2024):
            share += maker.lots.gauss(0, 2.2)
            value, source = f"{min(max(share, 28), 82):.1f}", INVENTED
            if name == "Anija vald":
                value, source = ANIJA[year][0], "Minuomavalitsus"
            if year == 2020 and name in LEFT_OUT_2020:
                continue
            maker.add(
                Satisfaction,
                municipality=municipality,
                year=year,
                percentage=Decimal(value),
                respondents=None if name == "Anija vald" else maker.lots.randint(60, 420),
                source=source,
            )
