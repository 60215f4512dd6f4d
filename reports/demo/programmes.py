"""What the demo's programmes are made of: teams with members and participants, days, marks, certificates."""

from datetime import datetime

from django.utils import timezone
from simple_history.utils import bulk_create_with_history
from stdnum.ee import registrikood

from reports.demo.maker import Maker
from silab.accounts.models import Person
from trainings.completion.certificates import LETTERS
from trainings.enums import THERE, ApplicationState, Audience, ParticipantRole, Presence, TrainingKind
from trainings.models import (
    Application,
    Attendance,
    Certificate,
    Member,
    Participant,
    Session,
    StateChange,
    Terms,
    Training,
    Undertaking,
    UndertakingAcceptance,
)
from trainings.presence import keep_all

OFFICIAL, NGO = ParticipantRole.OFFICIAL, ParticipantRole.NGO
POSTS = {
    OFFICIAL: ("arendusnõunik", "kogukonnatöö spetsialist", "sotsiaaltöö spetsialist", "abivallavanem"),
    NGO: ("juhatuse liige", "tegevjuht", "eestvedaja", "vabatahtlike juht"),
}
TEAM_ROLES = {
    OFFICIAL: ("meeskonna juht", "valdkonna eest vastutaja", "andmete koguja", "otsuste ettevalmistaja"),
    NGO: ("teenuse pakkuja", "sihtrühma hääl", "kogukonna kontakt", "vabatahtlike leidja"),
}
#: The way of an accepted application; how many days after the submission each step was taken.
WAY = (
    (ApplicationState.DRAFT, ApplicationState.SUBMITTED),
    (ApplicationState.SUBMITTED, ApplicationState.INTERVIEWED),
    (ApplicationState.INTERVIEWED, ApplicationState.ACCEPTED),
)


def programme(maker: Maker, slug: str, name: str, **values) -> Training:
    """Make a programme for teams."""
    return maker.add(
        Training, slug=slug, name=name, kind=TrainingKind.PROGRAMME, audience=Audience.TEAMS, **values
    )


def terms(maker: Maker, training: Training, undertakings) -> Terms:
    """Make the first version of a programme's undertakings."""
    made = maker.add(Terms, training=training, version=1)
    for number, text in enumerate(undertakings, start=1):
        maker.add(Undertaking, terms=made, number=number, text=text)
    return made


def days(maker: Maker, training: Training, group, moments, topics, place) -> list[Session]:
    """Make a group's days; `moments` are (start, end), `topics` (title, lines)."""
    made = [
        Session(
            training=training,
            group=group,
            number=number,
            title=title,
            topics="\n".join(lines),
            place=place,
            starts_at=starts_at,
            ends_at=ends_at,
            created_at=timezone.now(),
            created_by=maker.mari,
        )
        for number, ((starts_at, ends_at), (title, lines)) in enumerate(
            zip(moments, topics, strict=True), start=1
        )
    ]
    return bulk_create_with_history(made, Session, default_user=maker.mari)


def team(maker: Maker, training: Training, municipality: str, at: datetime, **values) -> Application:
    """Make an application that was submitted at a moment; its way to its state is kept."""
    found = maker.municipalities[municipality]
    application = maker.add(
        Application,
        training=training,
        municipality=found,
        **{"name": f"{found.name}: koos", "submitted_at": at, "saved_at": at, **values},
    )
    way = [pair for pair in WAY if pair[1] != ApplicationState.ACCEPTED]
    if application.state == ApplicationState.SUBMITTED:
        way = way[:1]
    elif application.state in (ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.REFUSED):
        way = [*way, (ApplicationState.INTERVIEWED, application.state)]
    elif application.state == ApplicationState.MORE_ASKED:
        way = [way[0], (ApplicationState.SUBMITTED, application.state)]
    StateChange.objects.bulk_create(
        StateChange(application=application, before=before, after=after, changed_at=at, changed_by=maker.mari)
        for before, after in way
    )
    return application


def members(maker: Maker, application: Application, roles, *, at=None, address=None) -> list[Member]:
    """Make a team's members, their undertakings accepted at a moment where one is given."""
    home = str(application.municipality)
    ngo = f"MTÜ {home.split()[0]} Kogukonnakoda"
    code = registry_code(application.pk)
    made = []
    for place, role in enumerate(roles):
        name = maker.name()
        made.append(
            Member(
                application=application,
                name=name,
                email=address(name) if address else "",
                role=role,
                municipality=application.municipality,
                organisation=home if role == OFFICIAL else ngo,
                registry_code="" if role == OFFICIAL else code,
                post=POSTS[role][place % 4],
                team_role=TEAM_ROLES[role][place % 4],
                confirmed_at=at,
                confirmed_by=name if at else "",
                created_at=timezone.now(),
                created_by=maker.mari,
            )
        )
    made = bulk_create_with_history(made, Member, default_user=maker.mari)
    if at:
        agree(application, made, at)
    return made


def agree(application: Application, agreeing, at: datetime) -> None:
    """Keep that a submitter, and each of these members, accepted the undertakings."""
    kept = Terms.objects.get(training=application.training)
    rows = [(None, str(application.municipality)), *((member, member.name) for member in agreeing)]
    UndertakingAcceptance.objects.bulk_create(
        UndertakingAcceptance(
            application=application, terms=kept, member=member, accepted_at=at, accepted_by=name
        )
        for member, name in rows
    )


def take_in(maker: Maker, application: Application, team_members) -> list[Participant]:
    """Make participants of an accepted team's members."""
    made = []
    for member in team_members:
        person = maker.add(Person, name=member.name, email=member.email)
        made.append(
            Participant(
                training=application.training,
                person=person,
                municipality=application.municipality,
                role=member.role,
                organisation=member.organisation,
                group=application.group,
                member=member,
                created_at=timezone.now(),
                created_by=maker.mari,
            )
        )
    return bulk_create_with_history(made, Participant, default_user=maker.mari)


def mark(maker: Maker, training: Training, marks) -> None:
    """Write marks, (session, participant, presence) each, and what follows from them."""
    rows = [
        Attendance(
            session=session,
            participant=participant,
            presence=presence,
            hours=3 if presence == Presence.PART else None,
            marked_at=session.ends_at,
            marked_by=maker.mari,
            created_at=timezone.now(),
            created_by=maker.mari,
        )
        for session, participant, presence in marks
    ]
    bulk_create_with_history(rows, Attendance, default_user=maker.mari)
    keep_all(training)


def drawn(maker: Maker, days: int, least: int) -> list[str]:
    """Draw somebody's marks, who was there on `least` of the days at least."""
    marks = maker.lots.choices(Presence.values, weights=(90, 4, 4, 2), k=days)
    for place in range(days):
        if sum(mark in THERE for mark in marks) >= least:
            break
        marks[place] = Presence.PRESENT
    return marks


def certify(maker: Maker, training: Training, at: datetime) -> None:
    """Issue certificates to whoever completed; each PDF is printed when it is first opened."""
    done = training.participants.exclude(completed_on=None).select_related("person").order_by("pk")
    rows = [
        Certificate(
            participant=one,
            number="-".join("".join(maker.lots.choices(LETTERS, k=4)) for _part in range(3)),
            name=one.person.name,
            issued_at=at,
            issued_by=maker.mari,
            created_at=timezone.now(),
            created_by=maker.mari,
        )
        for one in done
    ]
    bulk_create_with_history(rows, Certificate, default_user=maker.mari)


def registry_code(number: int) -> str:
    """Return an invented registry code of an NGO whose check digit is right."""
    stem = f"80{number % 100000:05d}"
    return next(f"{stem}{digit}" for digit in range(10) if registrikood.is_valid(f"{stem}{digit}"))
