"""The co-creation programme of 2022: what form B reports comes out of these records (forms.md, "Form B")."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from municipalities.enums import ContactChannel
from municipalities.models import Contact
from reports.demo import programme_texts
from reports.demo.maker import at
from reports.demo.programmes import (
    NGO,
    OFFICIAL,
    certify,
    days,
    drawn,
    mark,
    members,
    programme,
    take_in,
    team,
    terms,
)
from trainings.enums import (
    ApplicationState,
    Audience,
    ParticipantRole,
    Presence,
    Track,
    TrainingKind,
    TrainingState,
)
from trainings.models import (
    CooperationModel,
    Feedback,
    FeedbackRequest,
    Group,
    Homework,
    Material,
    MentoringSession,
    Outreach,
    Participant,
    Session,
    Submission,
    Trainer,
    Training,
)

SLUG = "koosloome-2022"
TOPICS = (
    ("I töötuba", ("Koosloomeline valitsemine", "Koosloome ja kaasamine", "Kogukondade kaardistamine")),
    ("II töötuba", ("Koosloomeline koostööprotsess", "Kaasamise ja koosloome vormid", "Koostöö kokkulepped")),
    (
        "III töötuba",
        ("Kogukonna arengufaasid", "Kogukonna arendamine", "Dialoog kogukonnaga: usalduse loomine"),
    ),
    ("IV töötuba", ("Huvikaitse ja koostöö", "Erinevad koostöömudelid", "Koostöö kogukondade vahel")),
    (
        "V töötuba",
        (
            "Ühise visiooni loomine",
            "Tegevuste kaardistamine",
            "Tegevusplaani koostamine",
            "Tegevuskavade loomine",
        ),
    ),
)
#: city: (first day, teams with the mentoring hours that each was given; eight were promised)
GROUPS = {
    "Tallinn": (
        date(2022, 4, 5),
        (
            ("Anija vald", "8"),
            ("Haljala vald", "6.5"),
            ("Raasiku vald", "7"),
            ("Maardu linn", "5.5"),
            ("Paide linn", "8"),
        ),
    ),
    "Tartu": (
        date(2022, 4, 6),
        (
            ("Viljandi vald", "8"),
            ("Põhja-Pärnumaa vald", "6"),
            ("Saaremaa vald", "7.5"),
            ("Valga vald", "5"),
            ("Põhja-Sakala vald", "6.5"),
        ),
    ),
}
#: The one team whose model was not ready in time.
WITHOUT_MODEL = "Valga vald"
LETTERS, REGISTERED, PRESENT = 66, 91, 78
LETTER_DAY, INFO_DAY, CLOSING = date(2022, 1, 12), date(2022, 2, 16), date(2022, 12, 1)
#: How many gave which number: 35 answers, mean 8,8.
RECOMMENDED = {10: 14, 9: 9, 8: 7, 7: 3, 5: 2}
USEFUL = (
    "Harjutused päris juhtumi peal.",
    "Teiste valdade kogemused ja ausad jutud.",
    "Kogukondade kaardistamise tööleht läks kohe käiku.",
    "Mentor, kes küsis ebamugavaid küsimusi.",
)
BETTER = (
    "Vähem teooriat, rohkem aega oma meeskonnaga.",
    "Koolituspäevade vahel võiks olla pikem paus.",
    "Sooviksin ühte mentorit algusest lõpuni.",
)
UNDERTAKINGS = (
    "Meeskonda kuuluvate ametnike tööandjad on osalemisest teadlikud.",
    "Omavalitsus jätkab pärast programmi elanike, kogukondade ja ühendustega koos loomist.",
    "Teame, kui palju tööd programm nõuab ja mis tingimustel selle läbib.",
    "Osaleme kõigis töötubades ja nõustamises ning teeme ära kodutööd.",
)
CALL = """Viis töötuba, nõustaja oma meeskonnale ja üks eesmärk: leppida oma vallas või linnas kokku, kuidas \
omavalitsus ja kogukonnad edaspidi koos otsustavad ja teevad.

Kutsume meeskondi, kus on nii ametnikke kui kogukondade ja ühenduste inimesi. Osalemine on tasuta.
"""


def load(maker) -> None:
    """Load it, from the letter of January 2022 to the report of January 2023."""
    training = programme(
        maker,
        SLUG,
        "Koosloome koolitusprogramm 2022",
        track=Track.INVOLVING,
        state=TrainingState.HELD,
        place="Tallinn, Tartu",
        call_text=CALL,
        description="Viis töötuba omavalitsuste ja kogukondade ühistele meeskondadele, koos Kodukandiga.",
        is_public=True,
        opens_at=at(LETTER_DAY, 9),
        closes_at=at(date(2022, 2, 28), 23, 59),
        asks_service=False,
        asks_cooperation=True,
        completion_share=66,
        mentoring_hours=8,
    )
    terms(maker, training, UNDERTAKINGS)
    mentors = [maker.add(Trainer, training=training, name=maker.name()).name for _place in range(3)]
    _recruit(maker, training)
    _info_day(maker, training)
    marks, teams = [], []
    for city, (first, asked) in GROUPS.items():
        group = maker.add(Group, training=training, name=city, place=city, capacity=5)
        moments = [_workshop(first + timedelta(weeks=2 * number)) for number in range(5)]
        sessions = days(maker, training, group, moments, TOPICS, city)
        for municipality, hours in asked:
            application, people = _team(maker, training, group, municipality)
            teams.append(application)
            _mentor(maker, application, Decimal(hours), mentors)
            for one in people:
                marks += [
                    (session, one, presence)
                    for session, presence in zip(sessions, drawn(maker, 5, 4), strict=True)
                ]
        _homework(maker, sessions, [one for one in teams if one.group_id == group.pk])
    marks += _closing(maker, training)
    mark(maker, training, marks)
    certify(maker, training, at(date(2022, 12, 5), 10))
    _feedback(maker, training)
    programme_texts.load(maker, training)


def _workshop(day):
    return at(day, 10), at(day, 17)


def _recruit(maker, training):
    """A letter to 66 municipalities, then a call to each; those that came are among them."""
    came = [name for _first, teams in GROUPS.values() for name, _hours in teams]
    others = [name for name in maker.municipalities if name not in came]
    for name in sorted([*came, *maker.lots.sample(others, LETTERS - len(came))]):
        _contact(
            maker, training, name, LETTER_DAY, ContactChannel.LETTER, "Pakkumine koolitusprogrammis osaleda."
        )
        on = maker.day(date(2022, 1, 17), date(2022, 2, 11))
        _contact(maker, training, name, on, ContactChannel.CALL, "Tutvustasime programmi ja infopäeva.")


def _contact(maker, training, name, on, channel, summary):
    whom = "arendusnõunik" if channel == ContactChannel.CALL else ""
    contact = maker.add(
        Contact,
        municipality=maker.municipalities[name],
        on=on,
        channel=channel,
        summary=summary,
        with_whom=whom,
    )
    maker.add(Outreach, training=training, contact=contact)


def _info_day(maker, training):
    day = maker.add(
        Training,
        slug="koosloome-2022-infopaev",
        name="Koosloome koolitusprogrammi infopäev",
        kind=TrainingKind.INFO_DAY,
        track=training.track,
        audience=Audience.TEAMS,
        state=TrainingState.HELD,
        place="veebis",
        recruits_for=training,
    )
    moment = [(at(INFO_DAY, 10), at(INFO_DAY, 12))]
    (session,) = days(maker, day, None, moment, (("Infopäev", ()),), "veebis (Zoom)")
    names = list(maker.municipalities)
    people = []
    for _place in range(REGISTERED):
        name = maker.lots.choice(names)
        role = maker.lots.choice((ParticipantRole.OFFICIAL, ParticipantRole.NGO, ParticipantRole.COMMUNITY))
        people.append(
            Participant(
                training=day,
                person=maker.person(),
                municipality=maker.municipalities[name],
                role=role,
                organisation=name if role == OFFICIAL else "kohalik ühendus",
                created_at=timezone.now(),
                created_by=maker.mari,
            )
        )
    people = bulk_create_with_history(people, Participant, default_user=maker.mari)
    there = [Presence.PRESENT] * PRESENT + [Presence.ABSENT] * (REGISTERED - PRESENT)
    mark(maker, day, [(session, *pair) for pair in zip(people, there, strict=True)])


def _team(maker, training, group, municipality):
    sent = at(maker.day(date(2022, 2, 17), date(2022, 2, 28)), maker.lots.randint(9, 22))
    application = team(
        maker,
        training,
        municipality,
        sent,
        state=ApplicationState.ACCEPTED,
        group=group,
        preferred_group=group,
        cooperation="Oleme koos teinud külapäevi ja arutanud arengukava; püsivat kokkulepet ei ole.",
        decided_at=at(date(2022, 3, 10), 12),
        decided_by=maker.mari,
    )
    made = members(maker, application, (OFFICIAL, OFFICIAL, OFFICIAL, NGO, NGO), at=sent)
    return application, take_in(maker, application, made)


def _mentor(maker, application, hours, mentors):
    """The team's hours as two or three talks, and its model."""
    mentor = maker.lots.choice(mentors)
    while hours > 0:
        part = min(hours, Decimal(maker.lots.choice(("2", "2.5", "3"))))
        hours -= part
        maker.add(
            MentoringSession,
            application=application,
            mentor=mentor,
            on=maker.day(date(2022, 6, 13), date(2022, 11, 25)),
            hours=part,
            notes="Vaatasime üle kokkulepped ja järgmised sammud.",
        )
    name = application.municipality.name
    if name != WITHOUT_MODEL:
        maker.add(
            CooperationModel,
            application=application,
            title=f"{name}: omavalitsuse ja kogukondade koostöömudel",
            ready_on=maker.day(date(2022, 9, 19), date(2022, 11, 28)),
            summary="Kes kellega räägib, mida koos otsustatakse ja kuidas kokkuleppeid hoitakse.",
        )


def _homework(maker, sessions, teams):
    """Materials of each day; homework of the first three, handed in by most teams, now and then late."""
    for session in sessions:
        maker.add(
            Material,
            session=session,
            title=f"{session.title}: töölehed",
            url=f"https://materjalid.example/koosloome-2022/{session.number}",
        )
    for session, title in zip(
        sessions,
        ("Kaardistage oma kogukonnad", "Kirjeldage koostöö kokkulepe", "Pidage dialoog"),
        strict=False,
    ):
        task = maker.add(
            Homework,
            session=session,
            title=title,
            text="Arutage meeskonnaga ja esitage kuni kaks lehekülge.",
            due_at=session.ends_at + timedelta(days=10),
        )
        for application in teams:
            if maker.lots.random() < 0.9:
                late = timedelta(days=maker.lots.choice((-4, -2, -1, -1, 0, 2)), hours=-3)
                maker.add(
                    Submission,
                    homework=task,
                    application=application,
                    text="Kaart on koos: külad, seltsid ja inimesed, kellest midagi algab.",
                    handed_in_at=task.due_at + late,
                    handed_in_by=application.members.order_by("pk").first().name,
                )


def _closing(maker, training):
    """The closing event of both groups: nobody's training day, so it stands without a group."""
    session = maker.add(
        Session,
        training=training,
        number=6,
        title="Lõpukohtumine",
        topics="Kogemuste jagamine\nEdasised sammud",
        place="Tallinn",
        starts_at=at(CLOSING, 11),
        ends_at=at(CLOSING, 16),
    )
    people = list(training.participants.order_by("pk"))
    drawn_there = maker.lots.choices((Presence.PRESENT, Presence.EXCUSED), weights=(70, 30), k=len(people))
    return [(session, *pair) for pair in zip(people, drawn_there, strict=True)]


def _feedback(maker, training):
    """Everybody was asked of the whole; 35 answered. A few said something after each workshop."""
    answers = [number for number, count in RECOMMENDED.items() for _place in range(count)]
    people = list(training.participants.order_by("pk"))
    FeedbackRequest.objects.bulk_create(
        FeedbackRequest(participant=one, asked_on=date(2022, 12, 2), has_answered=place < len(answers))
        for place, one in enumerate(people)
    )
    rows = [
        Feedback(
            training=training,
            recommendation=number,
            useful=maker.lots.choice((*USEFUL, "", "")),
            better=maker.lots.choice((*BETTER, "", "", "")),
            given_on=maker.day(date(2022, 12, 2), date(2022, 12, 16)),
        )
        for number in answers
    ]
    for session in training.sessions.exclude(group=None).order_by("pk"):
        rows += [
            Feedback(
                training=training,
                session=session,
                recommendation=maker.lots.choice((7, 8, 9, 9, 10)),
                useful=maker.lots.choice((*USEFUL, "", "")),
                given_on=session.ends_at.date() + timedelta(days=maker.lots.randint(1, 6)),
            )
            for _place in range(6)
        ]
    Feedback.objects.bulk_create(rows)
