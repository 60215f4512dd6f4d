"""The network, its meetings, and the engagement processes of municipalities."""

from datetime import date, timedelta

from municipalities.models import Municipality
from networks.models import Decision, EngagementProcess, Meeting, MeetingPresence, Membership, Network
from reports.demo import meetings
from reports.demo.communities import FIRST_FIVE, LATER
from reports.demo.maker import at

#: municipality: (joined, left or None); what the network's stock on 31.12 comes from: 6, 11, 13, 14.
MEMBERS = {
    **dict.fromkeys(FIRST_FIVE, (date(2021, 11, 9), None)),
    "Viimsi vald": (date(2021, 12, 2), None),
    "Põhja-Pärnumaa vald": (date(2022, 2, 15), None),
    "Valga vald": (date(2022, 2, 15), None),
    "Raasiku vald": (date(2022, 5, 24), None),
    "Paide linn": (date(2022, 9, 27), None),
    "Maardu linn": (date(2022, 9, 27), date(2023, 12, 1)),
    "Rapla vald": (date(2023, 3, 21), None),
    "Jõelähtme vald": (date(2023, 5, 16), None),
    "Saue vald": (date(2023, 9, 19), None),
    "Tori vald": (date(2024, 2, 13), None),
}
#: day: topic. Three in 2021, eight in 2022, six in 2023 and 2024.
MEETINGS = {
    date(2021, 11, 9): "Avakohtumine: mida me võrgustikult ootame",
    date(2021, 11, 30): "Lähteolukord: kellega meil on juba hea koostöö",
    date(2021, 12, 14): "2022. aasta katseprojektide ettevalmistus",
    date(2022, 1, 25): "Kogukondade kaardistamine",
    date(2022, 3, 1): "Kogukonna määratlemine ja aktsepteerimine",
    date(2022, 4, 26): "Eestkõnelejad ja nende mandaat",
    date(2022, 5, 24): "Kaasamise põhimõtted: esimesed mustandid",
    date(2022, 8, 30): "Põhimõtete rakendamine",
    date(2022, 9, 27): "Koosloomeformaadid: kogemuste ring",
    date(2022, 10, 25): "Takistused ja nende ületamine",
    date(2022, 11, 29): "Aasta kokkuvõte ja hindamine",
    date(2023, 2, 14): "Uute liikmete sisseelamine",
    date(2023, 3, 21): "Kaasav eelarve kogukonna käes",
    date(2023, 5, 16): "Õppekäik Saaremaale",
    date(2023, 9, 19): "Kaasamine ja üldplaneering",
    date(2023, 10, 24): "Noored eestvedajad",
    date(2023, 12, 5): "Aasta kokkuvõte",
    date(2024, 2, 13): "Kaasava omavalitsuse märgis",
    date(2024, 4, 16): "Teenused koos kogukonnaga",
    date(2024, 5, 28): "Õppekäik Viljandi valda",
    date(2024, 9, 24): "Mudeli hindamine",
    date(2024, 10, 29): "Kordusküsitluse tulemused",
    date(2024, 12, 3): "Mis jääb pärast 2024. aastat",
}
CANCELLED = date(2023, 6, 13)
AGENDA = "1. Ring: mis on viimasest korrast muutunud\n2. Teema arutelu\n3. Kokkulepped ja järgmine kord"
MINUTES = """## Arutelu

Liikmed rääkisid, kuidas nende omavalitsuses läheb. **Kõige rohkem aega võtab usaldus**: esimene kohtumine
kogukonnaga ei tohi olla see, kus midagi otsustatakse.

- Kaks omavalitsust jagavad oma näidiseid.
- Nõustaja aitab järgmise sammu kirja panna.
"""
OWED = (
    "Jagada oma kaasamise põhimõtete mustandit",
    "Kutsuda järgmisele korrale üks eestkõneleja",
    "Koostada ühine kalender",
)


def load(maker) -> None:
    """Load them."""
    network = maker.add(
        Network,
        name="Kaasavate omavalitsuste võrgustik",
        purpose="Omavalitsuste eestvedajad õpivad üksteiselt, kuidas kogukondi süsteemselt kaasata.",
        started_on=date(2021, 11, 9),
        contract=maker.contract,
    )
    memberships = {
        name: maker.add(
            Membership,
            network=network,
            municipality=maker.municipalities[name],
            joined_on=joined,
            left_on=left,
        )
        for name, (joined, left) in MEMBERS.items()
    }
    speakers = {name: maker.person() for name in MEMBERS}
    for day, topic in MEETINGS.items():
        _meeting(maker, network, day, topic, speakers)
    _add_meeting(maker, network, CANCELLED, "Suvekohtumine", cancelled=True)
    _processes(maker)
    meetings.load(maker, network, memberships, speakers)


def _meeting(maker, network, day, topic, speakers):
    meeting = _add_meeting(maker, network, day, topic, agenda=AGENDA, minutes=MINUTES)
    for name, (joined, left) in MEMBERS.items():
        if joined <= day and (left is None or day < left) and maker.lots.random() < 0.85:
            maker.add(
                MeetingPresence,
                meeting=meeting,
                person=speakers[name],
                municipality=maker.municipalities[name],
                marked_at=meeting.ends_at,
                marked_by=maker.mari,
            )
    owner = maker.lots.choice([name for name, (joined, _left) in MEMBERS.items() if joined <= day])
    is_last = day == max(MEETINGS)
    owner = "Viljandi vald" if is_last else owner
    maker.add(
        Decision,
        meeting=meeting,
        text=maker.lots.choice(OWED),
        municipality=maker.municipalities[owner],
        due_on=day + timedelta(days=28),
        done_on=None if is_last else day + timedelta(days=maker.lots.randint(10, 40)),
    )


def _add_meeting(maker, network, day, title, **values):
    place = "veebis (Zoom)" if day.month % 2 else "Tallinn, Silabi ruumides"
    moments = {"starts_at": at(day, 13), "ends_at": at(day, 15, 30)}
    return maker.add(Meeting, network=network, title=title, place=place, **moments, **values)


def _processes(maker):
    begun: dict[Municipality, date] = {maker.municipalities[name]: date(2021, 11, 9) for name in FIRST_FIVE}
    for place, (name, (_number, year, _applied)) in enumerate(LATER.items()):
        begun[maker.municipalities[name]] = date(year, 1 + place % 3, 18)
    for municipality, on in begun.items():
        maker.add(
            EngagementProcess,
            municipality=municipality,
            started_on=on,
            adviser=maker.lots.choice(("Kaie Kasemets", "Mari Maasikas")),
            notes="Esimene samm: kaardistame kogukonnad ja lepime kokku, kes on eestvedaja.",
        )
