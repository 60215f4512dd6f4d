"""Courses, trainings, participants and attendance."""

from datetime import date, timedelta

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from reports.demo.maker import at
from silab.accounts.models import Person
from trainings.enums import THERE, Audience, ParticipantRole, Presence, Track, TrainingState
from trainings.models import Attendance, Course, Participant, Session, Training
from trainings.presence import keep_all

#: slug: (name, track, audience, days, participants); the trainings held under the contract.
HELD = {
    "kaasamine-ametnikele-2021": (
        "Kogukonna kaasamine ja koosloome: omavalitsuste ametnikele",
        Track.INVOLVING,
        Audience.OFFICIALS,
        (date(2021, 10, 5), date(2021, 10, 12), date(2021, 10, 19), date(2021, 10, 26)),
        22,
    ),
    "arendamine-kogukondadele-2021": (
        "Kogukonna arendamine ja koostöö: kogukondade esindajatele",
        Track.DEVELOPING,
        Audience.COMMUNITIES,
        (date(2021, 10, 28), date(2021, 11, 4), date(2021, 11, 11), date(2021, 11, 18)),
        18,
    ),
    "kaasamine-ametnikele-2022": (
        "Kaasamise ABC ametnikele",
        Track.INVOLVING,
        Audience.OFFICIALS,
        date(2022, 3, 2),
        27,
    ),
    "kogukonnad-2022": (
        "Tugev kogukond, hea koostöö",
        Track.DEVELOPING,
        Audience.COMMUNITIES,
        date(2022, 9, 7),
        21,
    ),
    "vorgustik-2022": (
        "Võrgustikupõhine kaasamine",
        Track.NETWORK,
        Audience.OFFICIALS,
        date(2022, 11, 2),
        24,
    ),
    "kaasamine-ametnikele-2023": (
        "Kaasamise ABC ametnikele, II",
        Track.INVOLVING,
        Audience.OFFICIALS,
        date(2023, 2, 7),
        24,
    ),
    "kogukonnad-2023": (
        "Küla ja vald ühe laua taga",
        Track.DEVELOPING,
        Audience.COMMUNITIES,
        date(2023, 4, 11),
        19,
    ),
    "vorgustik-2023": ("Võrgustik tööle", Track.NETWORK, Audience.OFFICIALS, date(2023, 9, 12), 22),
    "eestkonelejad-2023": (
        "Eestkõneleja tööriistad",
        Track.DEVELOPING,
        Audience.COMMUNITIES,
        date(2023, 10, 31),
        20,
    ),
    "kaasamine-ametnikele-2024": (
        "Kaasamise ABC ametnikele, III",
        Track.INVOLVING,
        Audience.OFFICIALS,
        date(2024, 2, 6),
        26,
    ),
    "kogukonnad-2024": (
        "Kogukonna lugu ja plaan",
        Track.DEVELOPING,
        Audience.COMMUNITIES,
        date(2024, 4, 9),
        23,
    ),
    "vorgustik-2024": (
        "Kaasamismudel oma omavalitsusse",
        Track.NETWORK,
        Audience.OFFICIALS,
        date(2024, 9, 10),
        25,
    ),
    "eestkonelejad-2024": (
        "Raske vestlus ja hea kokkulepe",
        Track.DEVELOPING,
        Audience.COMMUNITIES,
        date(2024, 11, 5),
        21,
    ),
}
TOPICS = {
    Track.INVOLVING: (
        "Miks ja keda kaasata",
        "Kaasamise viisid",
        "Koosloome samm-sammult",
        "Oma kaasamiskava",
    ),
    Track.DEVELOPING: (
        "Kes on meie kogukond",
        "Eestvedamine",
        "Koostöö omavalitsusega",
        "Kogukonna tegevuskava",
    ),
    Track.NETWORK: ("Võrgustiku kaart", "Rollid ja usaldus", "Ühised otsused", "Mudeli rakendamine"),
}


def load(maker) -> None:
    """Load them."""
    courses = _courses(maker)
    for slug, (name, track, audience, days, people) in HELD.items():
        if isinstance(days, date):
            days = [days + timedelta(weeks=week) for week in range(4)]
        training = _training(maker, slug, name, track, audience, courses[track])
        sessions = _sessions(maker, training, days, TOPICS[track], 10, 13, "veebis (Zoom)")
        _attend(maker, sessions, [_participant(maker, training, place) for place in range(people)])
    _ahead(maker)


def _courses(maker):
    developed = {
        Track.INVOLVING: ("Kogukonna kaasamine ja koosloome", date(2021, 9, 24)),
        Track.DEVELOPING: ("Kogukonna arendamine ja koostöö", date(2021, 10, 15)),
        Track.NETWORK: ("Võrgustikupõhine kogukonna kaasamine", date(2022, 8, 26)),
    }
    return {
        track: maker.add(Course, title=title, track=track, developed_on=on, contract=maker.contract)
        for track, (title, on) in developed.items()
    }


def _training(maker, slug, name, track, audience, course=None, **values):
    # Whoever came on one of the four mornings is counted as trained.
    values = {
        "contract": maker.contract,
        "state": TrainingState.HELD,
        "place": "veebis",
        "completion_share": 25,
        **values,
    }
    return maker.add(Training, slug=slug, name=name, track=track, audience=audience, course=course, **values)


def _sessions(maker, training, days, titles, begins, ends, place):
    return [
        maker.add(
            Session,
            training=training,
            number=number,
            title=title,
            starts_at=at(day, begins),
            ends_at=at(day, ends),
            place=place,
        )
        for number, (day, title) in enumerate(zip(days, titles, strict=True), start=1)
    ]


def _participant(maker, training, place):
    """The first participants of the first trainings are of the cast."""
    known = {
        ("kaasamine-ametnikele-2021", 0): ("jaan", "Viljandi vald"),
        ("kaasamine-ametnikele-2021", 1): ("leena", "Anija vald"),
        ("arendamine-kogukondadele-2021", 0): ("tiit", "Viljandi vald"),
    }.get((training.slug, place))
    is_official = training.audience == Audience.OFFICIALS
    name = known[1] if known else maker.lots.choice(list(maker.municipalities))
    person = Person.objects.get(email=maker.cast[known[0]].email) if known else maker.person()
    return _take_in(
        maker, training, person, name, ParticipantRole.OFFICIAL if is_official else ParticipantRole.COMMUNITY
    )


def _take_in(maker, training, person, name, role):
    organisation = f"{name.removesuffix(' vald').removesuffix(' linn')} kogukond"
    return maker.add(
        Participant,
        training=training,
        person=person,
        municipality=maker.municipalities[name],
        role=role,
        organisation=name if role == ParticipantRole.OFFICIAL else organisation,
    )


def _attend(maker, sessions, participants):
    """Draw everyone's marks; who was marked absent everywhere is set present at the first session."""
    marks = []
    for participant in participants:
        drawn = maker.lots.choices(Presence.values, weights=(82, 6, 7, 5), k=len(sessions))
        if not set(drawn) & set(THERE):
            drawn[0] = Presence.PRESENT
        marks += [
            _mark(maker, *pair) for pair in zip(sessions, [participant] * len(sessions), drawn, strict=True)
        ]
    bulk_create_with_history(marks, Attendance, default_user=maker.mari)
    keep_all(sessions[0].training)


def _mark(maker, session, participant, presence):
    hours = maker.lots.choice((1, 1.5, 2)) if presence == Presence.PART else None
    signed = {"marked_at": session.ends_at, "marked_by": maker.mari, "created_by": maker.mari}
    # Written at once, so auto_now_add does not see them.
    return Attendance(
        session=session,
        participant=participant,
        presence=presence,
        hours=hours,
        created_at=timezone.now(),
        **signed,
    )


def _ahead(maker):
    """A training that lies ahead: its attendance is "–", not 0."""
    training = _training(
        maker,
        "kaasamine-2027",
        "Kaasamine uue arengukava eel",
        Track.INVOLVING,
        Audience.OFFICIALS,
        contract=None,
        state=TrainingState.PLANNED,
    )
    days = [date(2027, 3, 2) + timedelta(weeks=week) for week in range(4)]
    _sessions(maker, training, days, TOPICS[Track.INVOLVING], 10, 13, "veebis (Zoom)")
    for place in range(12):
        _participant(maker, training, place)
