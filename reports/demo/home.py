"""Who acts for municipalities, who asks to, and what waits for Jaan: a programme of his team is on its way."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from municipalities.enums import OfficialState
from municipalities.models import ColleagueInvitation, Official
from reports.demo.maker import at
from reports.demo.programmes import NGO, OFFICIAL, days, members, programme, take_in, team, terms
from silab.accounts.enums import Role
from silab.accounts.models import User
from silab.common.text import search_key
from trainings.enums import ApplicationState, Track
from trainings.models import Group, Homework

SLUG = "kogukonna-kava"
#: As invented as all addresses of the demo: each municipality's name at .example.
DOMAINS = {"Viljandi vald": "viljandivald.example", "Anija vald": "anija.example"}
TOPICS = (
    ("I töötuba", ("Kogukonna tugevused", "Kelle häält pole kuulda")),
    ("II töötuba", ("Kokkulepe kogukondadega", "Kes mida teeb")),
    ("III töötuba", ("Tegevuskava", "Kuidas mõõdame")),
)
#: name, municipality, address, post, state, reason
ASKERS = (
    ("Mari-Liis", "Rapla vald", "rapla.example", "kultuurinõunik", OfficialState.ASKED, ""),
    ("Ain", "Tori vald", "postkast.example", "külavanem", OfficialState.ASKED, ""),
    (
        "Oskar",
        "Anija vald",
        "postkast.example",
        "ettevõtja",
        OfficialState.REFUSED,
        "Valla nimel saavad tegutseda valla töötajad. Kogukonna esindajana saate kirjeldada oma kogukonda.",
    ),
)


def load(maker) -> None:
    """Load it."""
    for name, domain in DOMAINS.items():
        municipality = maker.municipalities[name]
        municipality.mail_domain = domain
        municipality.save()
    _colleagues(maker)
    for first, *row in ASKERS:
        _asker(maker, f"{first} {maker.name().rpartition(' ')[2]}", *row)
    _running_programme(maker)


def _colleagues(maker):
    """Jaan has a colleague, and has invited another."""
    viljandi = maker.municipalities["Viljandi vald"]
    name = maker.name()
    _official(
        maker,
        _account(name, DOMAINS["Viljandi vald"], Role.OFFICIAL),
        viljandi,
        "kogukonnatöö spetsialist",
        OfficialState.APPROVED,
    )
    ColleagueInvitation.objects.create(
        municipality=viljandi,
        email="kultuurinounik@viljandivald.example",
        post="kultuurinõunik",
        invited_at=timezone.now() - timedelta(days=2),
        invited_by=maker.cast["jaan"],
    )


def _asker(maker, name, municipality, domain, post, state, reason):
    user = _account(name, domain, Role.VISITOR)
    _official(maker, user, maker.municipalities[municipality], post, state, reason)


def _official(maker, user, municipality, post, state, reason=""):
    is_decided = state != OfficialState.ASKED
    Official.objects.create(
        created_by=user,
        user=user,
        municipality=municipality,
        post=post,
        state=state,
        reason=reason,
        decided_at=timezone.now() if is_decided else None,
        decided_by=maker.mari if is_decided else None,
    )


def _account(name, domain, role):
    """Nobody signs in as these: they have no password."""
    address = f"{search_key(name).replace(' ', '.')}@{domain}"
    user = User.objects.create_user(address, None, name=name, role=role)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def _running_programme(maker):
    """Its first day was last week, and the homework of that day waits for the team from Viljandi."""
    today = timezone.localdate()
    training = programme(
        maker,
        SLUG,
        "Kogukonna kava: arenguprogramm kogukondadega valdadele",
        track=Track.DEVELOPING,
        place="Viljandi",
        opens_at=at(today - timedelta(days=70), 9),
        closes_at=at(today - timedelta(days=40), 23, 59),
        replace_until=today - timedelta(days=14),
        mentoring_hours=4,
    )
    terms(maker, training, ("Osaleme kõigis töötubades ja teeme ära kodutööd.",))
    group = maker.add(Group, training=training, name="Viljandi", place="Viljandi", capacity=5)
    moments = [_workshop(today + timedelta(days=ahead)) for ahead in (-6, 15, 36)]
    first, *_others = days(maker, training, group, moments, TOPICS, "Viljandi")
    maker.add(
        Homework,
        session=first,
        title="Kogukondade kaart",
        text="Pange kaardile oma valla kogukonnad ja inimesed, kes neid koos hoiavad.",
        due_at=at(today + timedelta(days=9), 23, 59),
    )
    _team(maker, training, group, at(today - timedelta(days=50), 11))


def _team(maker, training, group, sent: datetime):
    application = team(
        maker,
        training,
        "Viljandi vald",
        sent,
        state=ApplicationState.ACCEPTED,
        group=group,
        submitter=maker.cast["jaan"],
        name="Viljandi valla kogukonnad",
        decided_at=sent + timedelta(days=3),
        decided_by=maker.mari,
    )
    made = members(maker, application, (OFFICIAL, OFFICIAL, NGO, NGO), at=sent, address=_address)
    take_in(maker, application, made)


def _address(name):
    return f"{search_key(name).replace(' ', '.')}@postkast.example"


def _workshop(day) -> tuple[datetime, datetime]:
    # Moved back from a weekend: the first day must lie behind.
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return at(day, 10), at(day, 17)
