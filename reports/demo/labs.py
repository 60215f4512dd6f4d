"""Co-creation labs and the money that they raised."""

from datetime import date
from decimal import Decimal

from municipalities.models import County
from networks.enums import LabState
from networks.models import Lab, LabFunding, LabModel, LabWorkshop

#: municipality, name, problem, started, ended
LABS = (
    (
        "Viimsi vald",
        "Heaolu võrgustik",
        "Heaoluprofiili probleemid, mida ükski asutus üksi ei lahenda",
        date(2021, 10, 18),
        None,
    ),
    (
        "Jõelähtme vald",
        "Noorte liikumine ja huvitegevus",
        "Noored ei jõua huviringi",
        date(2022, 9, 13),
        date(2024, 6, 4),
    ),
    (
        "Rapla vald",
        "Eakate üksildus",
        "Üksi elavad eakad jäävad teenustest kõrvale",
        date(2023, 2, 7),
        date(2024, 5, 21),
    ),
    ("Saaremaa vald", "Kogukonnatransport", "Bussiliin ei kata hajaasustust", date(2023, 4, 4), None),
    ("Tori vald", "Vaimne tervis koolis", "Abi jõuab noorteni liiga hilja", date(2023, 9, 5), None),
    (
        "Valga vald",
        "Tühjad majad kesklinnas",
        "Majad tühjenevad kiiremini, kui neile kasutust leitakse",
        date(2023, 10, 10),
        None,
    ),
    ("Haapsalu linn", "Hoolduskoormus", "Omastehooldajad on koormatud", date(2024, 1, 23), None),
    ("Võru linn", "Uussisserändajate kohanemine", "Kohanemine sõltub juhusest", date(2024, 3, 12), None),
    (
        "Järva vald",
        "Kerksuskeskused",
        "Kriisiks valmistumine jääb külades poolele teele",
        date(2024, 4, 23),
        None,
    ),
    ("Kastre vald", "Lapsehoid maapiirkonnas", "Lasteaiakohti napib", date(2024, 9, 17), None),
)
#: lab (place in LABS), source, date, amount in EUR
MONEY = (
    (0, "Heategevusfond Sild", date(2022, 6, 15), "1200.00"),
    (1, "Piirkondlik arengutoetus", date(2023, 3, 22), "1500.00"),
    (2, "Heategevusfond Sild", date(2023, 5, 10), "1100.00"),
    (3, "Valla kaasfinantseering", date(2023, 11, 8), "900.00"),
    (4, "Tervisefond Hoog", date(2024, 2, 28), "2400.00"),
    (5, "Valla kaasfinantseering", date(2024, 5, 15), "1300.00"),
    (8, "Kogukonnafond Lõke", date(2024, 10, 2), "1750.50"),
)
#: lab (place in LABS): (date, topic, people present, what came of it); the wellbeing network of Viimsi first.
WORKSHOPS = {
    0: (
        (date(2021, 10, 28), "Mida heaoluprofiil ütleb ja mida mitte", 18, "Valisime kolm ühist muret."),
        (date(2021, 12, 9), "Kes mida juba teeb", 22, "Asutuste teenuste kaart."),
        (date(2022, 2, 17), "Vaimse tervise tugi noorele", 26, "Ühine teekond koolist abini."),
        (date(2022, 4, 21), "Prototüüp: üks uks", 19, "Katsetus kahes koolis sügisel."),
        (date(2022, 11, 10), "Katsetuse tulemused", 24, "Võrgustik jätkab kord kvartalis."),
    ),
    1: (
        (date(2022, 9, 27), "Noorte teekond koju", 15, "Kaks kriitilist kohta."),
        (date(2023, 2, 14), "Sõidujagamise katsetus", 12, "Katse ühel liinil."),
    ),
    2: ((date(2023, 3, 7), "Kes märkab üksi elavat eakat", 17, "Märkajate võrgustik."),),
    3: ((date(2023, 5, 9), "Kogukonnabussi graafik", 21, "Graafik kahele päevale nädalas."),),
    5: ((date(2023, 11, 14), "Tühja maja uus elu", 16, "Neli omanikku on nõus."),),
}
REGIONAL = "Lahemaa külade ühistransport"


def load(maker) -> None:
    """Load them."""
    title = "Koosloomelabori mudel"
    models = [
        maker.add(LabModel, title=title, version=1, ready_on=date(2022, 6, 10)),
        maker.add(LabModel, title=title, version=2, ready_on=date(2023, 8, 25)),
    ]
    labs = [_lab(maker, models, *values) for values in LABS]
    for place, source, on, amount in MONEY:
        maker.add(LabFunding, lab=labs[place], source=source, on=on, amount=Decimal(amount))
    for place, workshops in WORKSHOPS.items():
        for on, topic, present, outcome in workshops:
            values = {"on": on, "topic": topic, "participants": present, "outcome": outcome}
            maker.add(LabWorkshop, lab=labs[place], **values)
    maker.add(
        Lab,
        county=County.objects.get(name="Lääne-Viru maakond"),
        name=REGIONAL,
        problem="Mitme valla külad jäävad bussiliinide vahele.",
        parties="Haljala ja Rakvere vald, maakonna ühistranspordikeskus, külaseltsid",
    )


def _lab(maker, models, municipality, name, problem, started, ended):
    return maker.add(
        Lab,
        municipality=maker.municipalities[municipality],
        name=name,
        problem=f"{problem}.",
        parties="Omavalitsus, kool, perearstikeskus, kohalikud ühendused, elanikud",
        model=models[started.year >= 2023],
        state=LabState.ENDED if ended else LabState.RUNNING,
        started_on=started,
        ended_on=ended,
        result="Katsetatud lahendus jäi omavalitsuse tööplaani." if ended else "",
    )
