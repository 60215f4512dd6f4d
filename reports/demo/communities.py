"""Communities, their spokespersons, and how municipalities engage them."""

from datetime import date, timedelta

from municipalities.enums import CommunityKind, CommunityState, FormatKind, SpokespersonRole
from municipalities.models import (
    CocreationFormat,
    Community,
    DecisionParticipation,
    FormatEvent,
    Principles,
    Spokesperson,
)
from reports.demo.maker import at
from reports.demo.names import PLACES
from silab.accounts.models import Person

#: The five that began in 2021: their communities were accepted before its end (indicator 2.a).
FIRST_FIVE = ("Viljandi vald", "Anija vald", "Põhja-Sakala vald", "Saaremaa vald", "Haljala vald")
#: municipality: (communities, first accepted in, principles applied on or None for still negotiating)
LATER = {
    "Põhja-Pärnumaa vald": (3, 2022, date(2023, 3, 14)),
    "Valga vald": (2, 2022, date(2023, 6, 6)),
    "Raasiku vald": (3, 2022, date(2023, 10, 24)),
    "Paide linn": (3, 2023, date(2024, 2, 20)),
    "Rapla vald": (2, 2023, date(2024, 4, 9)),
    "Jõelähtme vald": (2, 2023, date(2024, 9, 17)),
    "Maardu linn": (2, 2023, date(2024, 11, 12)),
    "Tori vald": (2, 2024, None),
    "Võru vald": (2, 2024, None),
}
APPLIED_2022 = (
    date(2022, 5, 17),
    date(2022, 6, 14),
    date(2022, 9, 20),
    date(2022, 10, 11),
    date(2022, 11, 22),
)
KINDS = (CommunityKind.VILLAGE, CommunityKind.VILLAGE, CommunityKind.TOWNSHIP, CommunityKind.DISTRICT)
ENDINGS = {
    CommunityKind.VILLAGE: "küla",
    CommunityKind.TOWNSHIP: "alevik",
    CommunityKind.DISTRICT: "asum",
    CommunityKind.NETWORK: "piirkonna külade võrgustik",
}
FORMATS = {
    FormatKind.ROUND_TABLE: "Külade ümarlaud",
    FormatKind.COUNCIL: "Kogukondade nõukoda",
    FormatKind.FORUM: "Kogukonnafoorum",
}
TOPICS = (
    "Külateede hooldus ja talvine lumetõrje",
    "Noorte kooskäimise koht",
    "Kogukonnamaja kasutamise kord",
    "Kaasava eelarve ideed",
    "Eakate sotsiaaltransport",
    "Üldplaneeringu arutelu",
    "Elanikkonnakaitse ja kerksuskeskused",
    "Ühistegevuste kalender",
)
DECISIONS = (
    "Arengukava tegevuskava uuendamine",
    "Kaasava eelarve korra muutmine",
    "Külavanema statuut",
    "Teehoiukava prioriteedid",
    "Kogukonnatoetuste kord",
)


def load(maker) -> None:
    """Load them."""
    places = list(PLACES)
    maker.lots.shuffle(places)
    by_municipality = {}
    for name, applied in zip(FIRST_FIVE, APPLIED_2022, strict=True):
        found = [
            _community(maker, places, name, 2021, accepted=True) for _ in range(maker.lots.randint(2, 4))
        ]
        by_municipality[name] = found
        _principles(maker, name, date(2022, 2, 8), applied)
    for name, (number, year, later) in LATER.items():
        by_municipality[name] = [_community(maker, places, name, year, accepted=True) for _ in range(number)]
        _principles(maker, name, (later or date(2024, 12, 3)) - timedelta(days=70), later)
    for name in ("Viljandi vald", "Anija vald", "Tori vald"):
        _community(maker, places, name, 2024, accepted=False)
    _tiit(maker, by_municipality["Viljandi vald"][0])
    for name, found in by_municipality.items():
        _engage(maker, name, found)
    _sent_back(maker)


def _sent_back(maker):
    """One that its municipality has sent back and that its people are correcting."""
    maker.add(
        Community,
        municipality=maker.municipalities["Viljandi vald"],
        name="Mustla noored",
        kind=CommunityKind.INTEREST,
        defined_on=date(2024, 10, 7),
        self_definition="Mustla ja lähikülade noored, kes hoiavad käimas noortetuba ja suvist laagrit.",
        boundary="Noortetuba Mustlas",
        state=CommunityState.SENT_BACK,
        sent_back_reason="Palun kirjutage, kes teid esindab ja kui vanad noored on.",
        sent_back_at=at(date(2024, 10, 21), 10),
        sent_back_by=maker.cast["jaan"],
    )


def _community(maker, places, name, year, *, accepted):
    kind = maker.lots.choice(KINDS)
    first, last = (
        (date(2021, 9, 1), date(2021, 10, 29)) if year == 2021 else (date(year, 2, 1), date(year, 8, 31))
    )
    defined = maker.day(first, last)
    values = {"state": CommunityState.DEFINED}
    if accepted:
        on = defined + timedelta(days=maker.lots.randint(14, 45))
        values = {
            "state": CommunityState.ACCEPTED,
            "accepted_at": at(on, 14),
            "accepted_by": _decider(maker, name),
        }
    community = maker.add(
        Community,
        municipality=maker.municipalities[name],
        name=f"{places.pop()} {ENDINGS[kind]}",
        kind=kind,
        defined_on=defined,
        self_definition="Oleme need, kes siin elavad ja siia tagasi tulevad. Hoiame korras ühise maja ja väljaku, "
        "tähistame koos jaanipäeva ning räägime vallaga ühel häälel.",
        boundary="Küla ajaloolised piirid koos lähitaludega",
        **values,
    )
    if accepted:
        _spokesperson(maker, community, max(defined, date(2022, 1, 10)))
    return community


def _decider(maker, name):
    return {"Viljandi vald": maker.cast["jaan"], "Anija vald": maker.cast["leena"]}.get(name, maker.mari)


def _spokesperson(maker, community, defined):
    since = defined + timedelta(days=maker.lots.randint(5, 60))
    is_elder = community.kind == CommunityKind.VILLAGE
    maker.add(
        Spokesperson,
        community=community,
        person=maker.person(),
        role=SpokespersonRole.VILLAGE_ELDER if is_elder else SpokespersonRole.SPOKESPERSON,
        mandate_from=since,
        chosen_how="valiti üldkoosolekul" if is_elder else "lepiti kokku ühisel arutelul",
    )


def _tiit(maker, community):
    """Tiit speaks for the first community of Viljandi vald."""
    mandate = community.spokespersons.get()
    mandate.person = Person.objects.get(email=maker.cast["tiit"].email)
    mandate.save()


def _principles(maker, name, negotiated, applied):
    maker.add(
        Principles,
        municipality=maker.municipalities[name],
        title="Kogukondade kaasamise põhimõtted",
        negotiated_on=negotiated,
        negotiated_with="kogukondade eestkõnelejad, volikogu komisjonid",
        applied_on=applied,
        evidence="Volikogu võttis põhimõtted teadmiseks ja vallavalitsus lähtub neist eelnõude kaasamisel."
        if applied
        else "",
    )


def _engage(maker, name, found):
    municipality = maker.municipalities[name]
    begun = max(found[0].accepted_at.date(), date(2022, 1, 20)) + timedelta(days=maker.lots.randint(20, 90))
    if begun > date(2024, 10, 1):
        return
    kind = maker.lots.choice(list(FORMATS))
    made = maker.add(
        CocreationFormat, municipality=municipality, kind=kind, name=FORMATS[kind], started_on=begun
    )
    made.communities.set(found)
    for place in range(maker.lots.randint(2, 5)):
        on = begun + timedelta(days=30 + 110 * place)
        if on <= date(2024, 12, 20):
            event = maker.add(FormatEvent, format=made, on=on, topic=maker.lots.choice(TOPICS))
            event.communities.set(found)
    is_first = name in FIRST_FIVE
    if is_first or maker.lots.random() < 0.75:
        decision = maker.add(
            DecisionParticipation,
            municipality=municipality,
            decision=maker.lots.choice(DECISIONS),
            on=maker.day(max(begun, date(2022, 9, 1)), date(2022 if is_first else 2024, 12, 16)),
            what_changed="Kogukondade ettepanekud kirjutati eelnõusse, kaks neist muutis otsuse sisu.",
        )
        decision.communities.set(found)
