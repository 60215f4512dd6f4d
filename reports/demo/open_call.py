"""A call that is open on the day on which the demo is loaded, so that registration and the board can be tried."""

from datetime import datetime, timedelta

from django.utils import timezone

from reports.demo.maker import at
from reports.demo.programmes import NGO, OFFICIAL, days, members, programme, take_in, team, terms
from silab.common.text import search_key
from trainings.enums import ApplicationState, ParticipantRole, ServiceStage, Track
from trainings.models import Application, Group, InterviewNote, Member, Trainer
from trainings.presence import keep_all

SLUG = "koosloome-kutse"
TOPICS = (
    ("I töötuba", ("Kellele ja milleks", "Sihtrühma vajadused", "Osapoolte kaart")),
    ("II töötuba", ("Teenuse teekond", "Ühenduse ja omavalitsuse rollid", "Katsetamine")),
    ("III töötuba", ("Kokkulepe ja leping", "Kuidas teame, et see aitab", "Järgmised sammud")),
)
UNDERTAKINGS = (
    "Meeskonna liikmete tööandjad teavad, et osaleme.",
    "Omavalitsus jätkab koosloomet ka pärast programmi.",
    "Teame programmi töömahtu ja läbimise tingimusi.",
    "Osaleme kõigis töötubades ja nõustamises ning teeme ära kodutööd.",
)
CALL = """Kas teie vallas on teenus, mida ühendus teeks paremini kui amet, või mure, mille lahendus vajab mõlemat? \
Tulge meeskonnaga: kolm töötuba, oma nõustaja ja kaaslased, kes teevad sedasama mujal Eestis.

- **Kes?** Vähemalt neli inimest: kaks omavalitsusest ja kaks ühendusest.
- **Mida kaasa?** Teenuse idee või olemasolev teenus ja tahe see ühenduse kätte usaldada.
- **Mis saate?** Läbi mõeldud teenuse, katsetuse kava ja lepingu põhja.
"""
CONDITIONS = """Osalemine on tasuta. Programmi läbib, kes on kohal kõigis kolmes töötoas; igale meeskonnale on kaheksa \
tundi nõustamist. Liiget saab asendada kuni nädal enne esimest töötuba."""
#: municipality, group, state, service, days before today on which it was sent
APPLICATIONS = (
    ("Jõgeva vald", "Tartu", ApplicationState.ACCEPTED, "Liikuv noortetuba väikestes külades", 18),
    ("Nõo vald", "Tartu", ApplicationState.ACCEPTED, "Vabatahtlike seltsilised eakatele", 17),
    ("Mustvee vald", "Tartu", ApplicationState.WAITING, "Kogukonnaköök vanas koolimajas", 15),
    ("Rapla vald", "Tallinn", ApplicationState.ACCEPTED, "Asendushooldaja omastehooldajale", 16),
    ("Türi vald", "Tallinn", ApplicationState.INTERVIEWED, "Remonditöötuba ja tööriistalaenutus", 9),
    ("Kuusalu vald", "Tallinn", ApplicationState.SUBMITTED, "Rannavalve ja infopunkt külaseltsilt", 6),
    ("Hiiumaa vald", "Tallinn", ApplicationState.MORE_ASKED, "Sõidujagamine arsti juurde", 8),
    ("Lääneranna vald", "Tallinn", ApplicationState.SUBMITTED, "Külamaja raamatukogu õhtune lahtiolek", 3),
    ("Tori vald", "Tallinn", ApplicationState.REFUSED, "Valla ajalehe toimetamine", 12),
)


def load(maker) -> None:
    """Load it, with applications at every turn of their way and Jaan's own draft."""
    today = timezone.localdate()
    training = programme(
        maker,
        SLUG,
        "Koosloome arenguprogramm: teenus koos kogukonnaga",
        track=Track.SERVICES,
        place="Tallinn, Tartu",
        call_text=CALL,
        conditions=CONDITIONS,
        contact_name="Kaie Kasemets",
        contact_email="kaie@silab.example",
        is_public=True,
        opens_at=at(today - timedelta(days=21), 9),
        closes_at=at(today + timedelta(days=28), 23, 59),
        replace_until=today + timedelta(days=53),
        mentoring_hours=8,
    )
    terms(maker, training, UNDERTAKINGS)
    groups = {
        name: maker.add(Group, training=training, name=name, place=name, capacity=capacity)
        for name, capacity in (("Tallinn", 4), ("Tartu", 2))
    }
    maker.add(
        Trainer,
        training=training,
        name="Kaie Kasemets",
        user=maker.cast["kaie"],
        introduction="Kaie on koosloomet juhtinud kümne aasta vältel nii omavalitsustes kui ühendustes.",
    )
    maker.add(
        Trainer, training=training, name=maker.name(), introduction="Teenusedisaini koolitaja ja mentor."
    )
    for place, (name, group) in enumerate(groups.items()):
        first = today + timedelta(days=60 + place)
        moments = [_workshop(first + timedelta(weeks=3 * number)) for number in range(3)]
        days(maker, training, group, moments, TOPICS, name)
    keep_all(training)
    for row in APPLICATIONS:
        _application(maker, training, groups, today, *row)
    _draft_of_jaan(maker, training, groups["Tartu"])


def _workshop(day) -> tuple[datetime, datetime]:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return at(day, 10), at(day, 17)


def _application(maker, training, groups, today, municipality, city, state, service, ago):
    sent = at(today - timedelta(days=ago), 14, 20)
    is_decided = state in (ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.REFUSED)
    values = {"decided_at": sent + timedelta(days=2), "decided_by": maker.mari} if is_decided else {}
    application = team(
        maker,
        training,
        municipality,
        sent,
        state=state,
        name=service[:150],
        preferred_group=groups[city],
        group=groups[city] if state == ApplicationState.ACCEPTED else None,
        service=f"{service}. Esimene katsetus on tehtud, nüüd vajame püsivat korraldust.",
        service_stage=ServiceStage.IDEA,
        will_delegate=True,
        experience="Ühendus on sama sihtrühmaga tegutsenud kaks aastat.",
        reason="See ei ole teenus, mida programmis arendada saab."
        if state == ApplicationState.REFUSED
        else "",
        question="Kes on ühenduse poolt vastutav inimene?" if state == ApplicationState.MORE_ASKED else "",
        **values,
    )
    made = members(maker, application, (OFFICIAL, OFFICIAL, NGO, NGO), at=sent, address=_address)
    if state == ApplicationState.ACCEPTED:
        take_in(maker, application, made)
    if is_decided or state == ApplicationState.INTERVIEWED:
        maker.add(
            InterviewNote,
            application=application,
            on=(sent + timedelta(days=1)).date(),
            text="Idee on läbi mõeldud, ühendusel on inimesed olemas. Küsida üle rahastus.",
        )


def _address(name):
    return f"{search_key(name).replace(' ', '.')}@ulla.example"


def _draft_of_jaan(maker, training, group):
    """Half filled: the municipality and two of four members are there, the service is begun."""
    jaan, viljandi = maker.cast["jaan"], maker.municipalities["Viljandi vald"]
    draft = maker.add(
        Application,
        training=training,
        submitter=jaan,
        municipality=viljandi,
        name="Viljandi valla külatakso",
        preferred_group=group,
        service="Külatakso, mida sõidavad vabatahtlikud ja mille kutsed võtab vastu",
        service_stage=ServiceStage.IDEA,
        saved_at=timezone.now(),
        saved_by=jaan,
        revision=3,
    )
    for name, email, role, organisation in (
        (jaan.name, jaan.email, ParticipantRole.OFFICIAL, viljandi.name),
        (maker.name(), "", ParticipantRole.NGO, "MTÜ Külatakso"),
    ):
        maker.add(
            Member,
            application=draft,
            name=name,
            email=email,
            role=role,
            organisation=organisation,
            municipality=viljandi,
        )
