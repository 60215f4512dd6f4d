"""The development programme of 2019: four cities, 28 teams, three days each; advice afterwards (domain.md §3)."""

from datetime import date
from decimal import Decimal

from reports.demo.maker import at
from reports.demo.programmes import (
    NGO,
    OFFICIAL,
    certify,
    days,
    mark,
    members,
    programme,
    take_in,
    team,
    terms,
)
from trainings.enums import (
    AdvisoryState,
    ApplicationState,
    Presence,
    RefundState,
    ServiceStage,
    Sex,
    Track,
    TrainingState,
)
from trainings.models import (
    AdvisoryApplication,
    Group,
    ParticipantAggregate,
    ParticipantData,
    RefundClaim,
    Trainer,
)

SLUG = "delegeerimine-2019"
TOPICS = (
    (
        "I koolituspäev",
        (
            "Kohaliku omavalitsuse ja kodanikuühenduse koostöövormid",
            "Koosloomest juhitud teenuste delegeerimine",
            "Koosloome ja teenusedisaini mõisted ja tööriistad",
            "Teenuse ja koosloome osapooled",
            "Sihtrühma vajaduste kaardistamine",
            "Teenuse väärtuspakkumine",
        ),
    ),
    (
        "II koolituspäev",
        (
            "Klienditeekonna kaardistamine",
            "Kodanikuühenduse võimekuse hindamine ja arendamine",
            "Pikaajalise koostöö võimalused",
            "Piirkondlik koostöö teenuse osutamisel",
            "Teenuse koosjuhtimine",
            "Delegeerimist toetav juhtimismudel",
        ),
    ),
    (
        "III koolituspäev",
        (
            "Delegeerimise viisi valik ja selle õiguslikud võimalused",
            "Delegeeritud teenuse kvaliteet, tulemused ja mõju",
            "Kvaliteedi- ja tulemusnäitajad hangetes",
        ),
    ),
)
#: city: (days, teams with the idea of each)
GROUPS = {
    "Pärnu": (
        ((4, 9), (4, 30), (5, 22)),
        (
            ("Pärnu linn", "Linnaosa muuseumitoa lahtiolekuajad ja ringkäigud"),
            ("Tori vald", "Huviringid täiskasvanutele neljas rahvamajas"),
            ("Häädemeeste vald", "Rannaküla infopunkt suvisel hooajal"),
            ("Saarde vald", "Koduteenus hajaasustuses elavatele eakatele"),
            ("Põhja-Pärnumaa vald", "Avatud noortekeskus kahes alevis"),
            ("Lääneranna vald", "Toidujagamine ja supiköök"),
            ("Viljandi vald", "Seltsiline üksi elavale eakale"),
        ),
    ),
    "Tartu": (
        ((4, 11), (5, 2), (5, 23)),
        (
            ("Tartu linn", "Asumi kogukonnamaja haldamine"),
            ("Elva vald", "Noorte suvised töömalevad"),
            ("Kambja vald", "Liikumisrühmad eakatele"),
            ("Kastre vald", "Külaseltside ühine tehnikaring"),
            ("Põlva vald", "Päevakeskuse teenused mälehäirega inimesele"),
            ("Võru vald", "Pikapäevarühm väikeses koolis"),
            ("Otepää vald", "Kohaliku käsitöö näitused ja loengud"),
        ),
    ),
    "Rakvere": (
        ((4, 16), (5, 7), (6, 4)),
        (
            ("Rakvere linn", "Kaitstud töö erivajadusega inimesele"),
            ("Rakvere vald", "Pereteraapia ja vanemate nõustamine"),
            ("Tapa vald", "Terviseedendus töötutele"),
            ("Väike-Maarja vald", "Õpiabi pärast tunde"),
            ("Haljala vald", "Rannarahva kultuurisündmused"),
            ("Kadrina vald", "Pesumaja ja avalik saun"),
            ("Viru-Nigula vald", "Erinoorsootöö liikuv meeskond"),
        ),
    ),
    "Tallinn": (
        ((4, 17), (5, 9), (6, 6)),
        (
            ("Tallinn", "Intervallhoid puudega täiskasvanule"),
            ("Maardu linn", "Keelekohvik ja kogukonnaõpe"),
            ("Viimsi vald", "Eakate vaba aja klubi"),
            ("Rae vald", "Lapsehoid vahetustega töötavale perele"),
            ("Saue vald", "Kogukonnaaia ja mänguväljaku hoid"),
            ("Anija vald", "Külavanemate infopunktide võrk"),
            ("Raasiku vald", "Esmatasandi tervisenõu koduõe juures"),
        ),
    ),
}
UNDERTAKINGS = (
    "Osaleme kõigil kolmel koolituspäeval.",
    "Meie tööandjad teavad, et osaleme, ja mis juhtub katkestamisel.",
    "Tahame teenuse ühenduse kätte usaldada ja jätkame pärast programmi.",
)
#: Who fell out, by place among the 112: why they left, "" where a day was missed; what became of the claim.
FELL_OUT = {
    5: ("Uus töökoht", RefundState.WAIVED, "Asendusliiget enam leida ei jõudnud, teade tuli õigel ajal."),
    19: ("", RefundState.CLAIMED, "Puudus kahel päeval ette teatamata."),
    33: ("Haigus", RefundState.WAIVED, "Arstitõend esitatud."),
    48: ("", RefundState.PROPOSED, ""),
    57: (
        "Katkestas omal soovil",
        RefundState.CLAIMED,
        "Katkestas pärast esimest päeva, põhjust ei nimetanud.",
    ),
    71: ("", RefundState.WAIVED, "Erakorraline valla kriisikomisjon."),
    88: ("Lapsehoolduspuhkus", RefundState.WAIVED, "Mõjuv põhjus."),
    96: ("", RefundState.PROPOSED, ""),
    104: ("Lahkus ühendusest", RefundState.CLAIMED, "Ühendus nõustus hüvitama pool kulust."),
}
#: Who asked for advice: municipalities, state.
ADVICE = (
    (("Pärnu linn",), AdvisoryState.CHOSEN),
    (("Tori vald", "Häädemeeste vald", "Saarde vald"), AdvisoryState.CHOSEN),
    (("Viljandi vald",), AdvisoryState.CHOSEN),
    (("Tartu linn",), AdvisoryState.CHOSEN),
    (("Elva vald", "Kambja vald"), AdvisoryState.CHOSEN),
    (("Põlva vald",), AdvisoryState.CHOSEN),
    (("Rakvere linn", "Rakvere vald"), AdvisoryState.CHOSEN),
    (("Tapa vald",), AdvisoryState.CHOSEN),
    (("Tallinn",), AdvisoryState.CHOSEN),
    (("Anija vald", "Raasiku vald"), AdvisoryState.CHOSEN),
    (("Otepää vald",), AdvisoryState.REFUSED),
    (("Kadrina vald",), AdvisoryState.REFUSED),
)
CALL = """Kolm koolituspäeva meeskonnale, kus vald või linn ja ühendus kavandavad koos ühe päris teenuse: \
algusest, kellele seda vaja on, kuni lepinguni, mille järgi ühendus seda pakub.

Meeskonda on vaja vähemalt kahte inimest omavalitsusest ja kahte ühendusest, üht teenuse ideed ning kindlat \
kavatsust see ühenduse kätte usaldada. Osalemine on tasuta neile, kes on kohal kõigil kolmel päeval.
"""


def load(maker) -> None:
    """Load it: long over, its participant data erased, its certificates issued."""
    training = programme(
        maker,
        SLUG,
        "Avalike teenuste delegeerimise ja koosloome arenguprogramm 2019",
        track=Track.SERVICES,
        state=TrainingState.HELD,
        place="Pärnu, Tartu, Rakvere, Tallinn",
        call_text=CALL,
        is_public=True,
        opens_at=at(date(2019, 1, 21), 9),
        closes_at=at(date(2019, 3, 1), 23, 59),
        replace_until=date(2019, 3, 29),
        refund_limit=Decimal("768.00"),
        advisory_places=12,
        advisory_until=at(date(2019, 6, 22), 0),
        needs_participant_data=True,
        data_kept_until=date(2023, 12, 31),
        data_notice="Andmeid kogume Euroopa Sotsiaalfondi aruandluse jaoks ja kustutame tähtajal.",
    )
    terms(maker, training, UNDERTAKINGS)
    for name in (maker.name(), maker.name()):
        maker.add(
            Trainer, training=training, name=name, introduction="Teenusedisaini ja koosloome koolitaja."
        )
    people, marks = [], []
    for city, (dates, teams) in GROUPS.items():
        group = maker.add(Group, training=training, name=city, place=city, capacity=7)
        moments = [(at(date(2019, *day), 10), at(date(2019, *day), 17)) for day in dates]
        sessions = days(maker, training, group, moments, TOPICS, city)
        for municipality, idea in teams:
            for one in _team(maker, training, group, municipality, idea):
                drawn = zip(sessions, _marks(len(people)), strict=True)
                marks += [(session, one, presence) for session, presence in drawn]
                people.append(one)
    _leave(maker, people)
    mark(maker, training, marks)
    certify(maker, training, at(date(2019, 6, 14), 12))
    _claims(maker, people)
    _advice(maker, training)
    _erased_data(maker, training, people)


def _team(maker, training, group, municipality, idea):
    sent = at(maker.day(date(2019, 2, 4), date(2019, 3, 1)), maker.lots.randint(9, 22))
    application = team(
        maker,
        training,
        municipality,
        sent,
        state=ApplicationState.ACCEPTED,
        group=group,
        preferred_group=group,
        name=idea[:150],
        service=f"{idea}.",
        service_stage=maker.lots.choice(ServiceStage.values),
        will_delegate=True,
        experience="Ühendus on sihtrühmaga töötanud kolm aastat.",
        decided_at=at(date(2019, 3, 12), 14),
        decided_by=maker.mari,
    )
    return take_in(maker, application, members(maker, application, (OFFICIAL, OFFICIAL, NGO, NGO), at=sent))


def _marks(place):
    if place not in FELL_OUT:
        return [Presence.PRESENT] * 3
    return [Presence.PRESENT, Presence.ABSENT, Presence.EXCUSED if place % 2 else Presence.ABSENT]


def _leave(maker, people):
    for place, (cause, _state, _reason) in FELL_OUT.items():
        if cause:
            one = people[place]
            one.left_on, one.left_because = date(2019, 5, 3), cause
            one._history_user = maker.mari
            one.save()


def _claims(maker, people):
    for place, (cause, state, reason) in FELL_OUT.items():
        decided = state != RefundState.PROPOSED
        amount = "384.00" if "pool" in reason else "768.00"
        maker.add(
            RefundClaim,
            participant=people[place],
            cause=f"lahkus 03.05.2019, {cause}" if cause else "puudus 2 päeval 3-st",
            amount=Decimal(amount),
            employer=people[place].organisation,
            state=state,
            reason=reason,
            decided_at=at(date(2019, 6, 18), 11) if decided else None,
            decided_by=maker.mari if decided else None,
        )


def _advice(maker, training):
    for municipalities, state in ADVICE:
        is_refused = state == AdvisoryState.REFUSED
        row = maker.add(
            AdvisoryApplication,
            training=training,
            contact_name=maker.name(),
            contact_email="arendus@omavalitsus.example",
            service="Tahame programmis kavandatud teenuse ühendusega käima lükata.",
            partner=f"MTÜ {municipalities[0].split()[0]} Kogukonnakoda",
            state=state,
            reason="Teenuse rahastus selgub alles järgmisel aastal." if is_refused else "",
            decided_at=at(date(2019, 6, 27), 15),
            decided_by=maker.mari,
        )
        row.municipalities.set([maker.municipalities[name] for name in municipalities])


def _erased_data(maker, training, people):
    """Given in 2019, erased on its date; how many were of which sex and age is what stayed."""
    given, gone = at(date(2019, 4, 5), 12), at(date(2023, 12, 31), 3)
    ParticipantData.objects.bulk_create(
        ParticipantData(
            participant=one,
            has_personal_code=place % 14 != 3,
            given_at=given,
            erase_on=training.data_kept_until,
            erased_at=gone,
        )
        for place, one in enumerate(people)
    )
    shares = {
        (Sex.FEMALE, "18–29"): 9,
        (Sex.FEMALE, "30–54"): 48,
        (Sex.FEMALE, "55+"): 21,
        (Sex.MALE, "30–54"): 23,
        (Sex.MALE, "55+"): 11,
    }
    assert sum(shares.values()) == len(people)  # noqa: S101, the demo's own arithmetic
    ParticipantAggregate.objects.bulk_create(
        ParticipantAggregate(training=training, sex=sex, age_group=age, people=number)
        for (sex, age), number in shares.items()
    )
