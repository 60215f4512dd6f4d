"""The bench's records at demo size, the same on each run: enough of everything that pages of 100 rows exist,
and one municipality with all that a municipality can have."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.utils.timezone import now

from municipalities.badge.models import Award, Scheme
from municipalities.models import (
    CocreationFormat,
    Community,
    Contact,
    County,
    DecisionParticipation,
    FormatEvent,
    Municipality,
    Official,
    Principles,
    Satisfaction,
    Spokesperson,
)
from networks.models import EngagementProcess, Lab, LabFunding, Meeting, MeetingPresence, Membership, Network
from networks.practices.models import GoodExample
from reports.models import Activity, Cost, Target
from silab.accounts.models import Contract, Person
from silab.common.text import search_key, sort_key
from tests.bench.yardsticks.models import Row
from trainings.models import Attendance, Participant, Session, Training
from trainings.presence import keep_all

MUNICIPALITIES = 120
TRAININGS = 120
CONTACTS = 500
COSTS = 120
#: The attendance screen that is measured: participants × sessions.
SCREEN = (112, 3)
SLUG = "suur-koolitus"

_number = count(1)


def make_records():
    """Make all of it."""
    contract = _contract()
    municipalities = _municipalities()
    _trainings(municipalities, contract)
    _screen(municipalities, contract)
    known = municipalities[0]
    _contacts(municipalities, known)
    _communities(known)
    _engagement(known)
    _network(known, municipalities, contract)
    _yardstick_rows()
    return known


def make_communities(how_many=5000, years=range(2016, 2026)):
    """Make communities over all municipalities, a process and ten years' satisfaction of each."""
    municipalities = list(Municipality.objects.order_by("pk"))
    communities = Community.objects.bulk_create(
        _named(
            Community,
            f"Asum {n}",
            municipality=municipalities[n % len(municipalities)],
            kind="district",
            defined_on=date(2016 + n % 10, 6, 1),
            state=("accepted", "accepted", "defined")[n % 3],
            accepted_at=datetime(2016 + n % 10, 9, 1, 8, tzinfo=UTC),
        )
        for n in range(how_many)
    )
    people = Person.objects.bulk_create(_named(Person, f"Kaja Asum {n}") for n in range(1000))
    Spokesperson.objects.bulk_create(
        Spokesperson(community=community, person=person, mandate_from=date(2021, 7, 1))
        for community, person in zip(communities[:1000], people, strict=True)
    )
    begun = set(EngagementProcess.objects.filter(ended_on=None).values_list("municipality", flat=True))
    EngagementProcess.objects.bulk_create(
        EngagementProcess(municipality=municipality, started_on=date(2022, 1, 10))
        for municipality in municipalities[:79]
        if municipality.pk not in begun
    )
    Satisfaction.objects.bulk_create(
        [
            Satisfaction(municipality=municipality, year=year, percentage="55.5")
            for municipality in municipalities[:79]
            for year in years
        ],
        ignore_conflicts=True,
    )


def make_plan(activities=300, targets=2000, costs=50_000):
    """Give the contract so many activities, targets and costs, spread over its years."""
    contract = Contract.objects.get(slug="silab-2021")
    planned = Target.objects.filter(activity__contract=contract).order_by("pk")
    known = list({(one.measure, one.kind): one for one in planned}.values())
    wanted = activities - Activity.objects.filter(contract=contract).count()
    made = Activity.objects.bulk_create(
        Activity(
            contract=contract,
            year=2021 + n % 4,
            number=100 + n // 4,
            workstream="training",
            title=f"Kavandatud tegevus {n}",
            budget=1000,
            target_groups=["municipalities"],
        )
        for n in range(wanted)
    )
    # Each activity's targets differ: the next ones of the real plan's.
    like = (known[(n % wanted + n // wanted) % len(known)] for n in range(targets - len(planned)))
    Target.objects.bulk_create(
        Target(
            activity=made[n % wanted],
            measure=one.measure,
            kind=one.kind,
            unit=one.unit,
            label=f"{one.label}, osa {n}",
            amount=1 + n % 9,
        )
        for n, one in enumerate(like)
    )
    borne = list(Activity.objects.filter(contract=contract).order_by("pk"))
    lines = (
        Cost(
            activity=borne[n % len(borne)],
            on=date(borne[n % len(borne)].year, 1 + n % 12, 1 + n % 28),
            document_number=f"P-{n}",
            supplier="Näidis OÜ",
            amount="12.20",
            vat="2.20",
        )
        for n in range(costs)
    )
    Cost.objects.bulk_create(lines, batch_size=5000)


def _named(model, name, **fields):
    return model(name=name, search_key=search_key(name), sort_key=sort_key(name), **fields)


def _people(how_many):
    names = (f"Kaja Näidis {next(_number)}" for _ in range(how_many))
    return Person.objects.bulk_create(
        [_named(Person, name, email=f"kaja{next(_number)}@bench.example") for name in names]
    )


def _contract():
    """The real plan's contract, with more costs than one page of a list holds."""
    contract = Contract.objects.get(slug="silab-2021")
    activities = list(Activity.objects.filter(contract=contract, year=2021))
    Cost.objects.bulk_create(
        Cost(
            activity=activities[n % len(activities)],
            on=date(2021, 6, 1) + timedelta(n),
            document_number=f"A-{n}",
            supplier=f"Tarnija {n % 9} OÜ",
            amount=f"{n * 3 + 7}.{n % 100:02}",
            description="Koolituspäeva ruum",
        )
        for n in range(COSTS)
    )
    return contract


def _municipalities():
    county = County.objects.first() or County.objects.create(name="Näidismaa", code="0099")
    missing = MUNICIPALITIES - Municipality.objects.count()
    Municipality.objects.bulk_create(
        _named(Municipality, f"Näidis {n} vald", kind="vald", county=county, valid_from=date(2017, 10, 15))
        for n in range(missing)
    )
    return list(Municipality.objects.order_by("pk"))


def _trainings(municipalities, contract):
    missing = TRAININGS - Training.objects.count()
    trainings = Training.objects.bulk_create(
        _named(Training, f"Koolitus {n}", slug=f"bench-{n}", track="involving", audience="officials")
        for n in range(missing)
    )
    Training.objects.filter(pk__in=[training.pk for training in trainings]).update(
        contract=contract, state="held"
    )
    for n, training in enumerate(trainings):
        _attended(
            training, 6, 1, municipalities[n % 40 :], day=datetime(2021, 6, 1, 8, tzinfo=UTC) + timedelta(n)
        )


def _screen(municipalities, contract):
    training = _named(Training, "Suur koolitus", slug=SLUG, track="involving", audience="officials")
    training.contract, training.state = contract, "held"
    training.save()
    _attended(training, *SCREEN, municipalities, day=datetime(2021, 9, 1, 8, tzinfo=UTC))


def _attended(training, people, days, municipalities, day):
    sessions = Session.objects.bulk_create(
        Session(
            training=training,
            number=n + 1,
            title=f"Päev {n + 1}",
            starts_at=start,
            ends_at=start + timedelta(hours=4),
        )
        for n, start in enumerate(day + timedelta(n) for n in range(days))
    )
    participants = Participant.objects.bulk_create(
        Participant(
            training=training,
            person=person,
            municipality=municipalities[n % len(municipalities)],
            role="official",
        )
        for n, person in enumerate(_people(people))
    )
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            participant=participant,
            presence="absent" if n % 7 == 6 else "present",
            marked_at=session.ends_at,
        )
        for session in sessions
        for n, participant in enumerate(participants)
    )
    keep_all(training)


def _contacts(municipalities, known):
    Contact.objects.bulk_create(
        Contact(
            municipality=known if n % 20 == 0 else municipalities[n % len(municipalities)],
            on=date(2021, 5, 1) + timedelta(n),
            channel=("letter", "call", "meeting", "visit")[n % 4],
            with_whom="Mari Maasikas",
            summary="Rääkisime kogukondadest ja järgmisest kohtumisest.",
        )
        for n in range(CONTACTS)
    )


def _communities(known):
    communities = Community.objects.bulk_create(
        _named(
            Community,
            f"Näidisküla {n}",
            municipality=known,
            kind="village",
            defined_on=date(2021, 6, 1),
            state="accepted",
            accepted_at=now(),
        )
        for n in range(12)
    )
    Spokesperson.objects.bulk_create(
        Spokesperson(community=community, person=person, mandate_from=date(2021, 7, 1))
        for community, person in zip(communities, _people(12), strict=True)
    )


def _engagement(known):
    Principles.objects.bulk_create(
        Principles(
            municipality=known,
            title=f"Põhimõtted {n}",
            negotiated_on=date(2021, 8, 1),
            applied_on=date(2021, 9, 1),
        )
        for n in range(2)
    )
    formats = CocreationFormat.objects.bulk_create(
        CocreationFormat(
            municipality=known, kind="round_table", name=f"Ümarlaud {n}", started_on=date(2021, 9, 1)
        )
        for n in range(4)
    )
    FormatEvent.objects.bulk_create(
        FormatEvent(format=format, on=date(2021, 10, n + 1), topic=f"Arutelu {n}")
        for format in formats
        for n in range(5)
    )
    DecisionParticipation.objects.bulk_create(
        DecisionParticipation(municipality=known, decision=f"Otsus {n}", on=date(2021, 11, n + 1))
        for n in range(6)
    )
    for year in (2020, 2022, 2024):
        Satisfaction.objects.get_or_create(municipality=known, year=year, defaults={"percentage": "59.5"})
    official = get_user_model().objects.create(
        email="ametnik@bench.example", name="Ants Ametnik", role="official"
    )
    Official.objects.create(
        user=official, municipality=known, post="nõunik", state="approved", decided_at=now()
    )


def _network(known, municipalities, contract):
    network = _named(Network, "Proovivõrgustik", started_on=date(2021, 6, 1), contract=contract)
    network.save()
    Membership.objects.bulk_create(
        Membership(network=network, municipality=municipality, joined_on=date(2021, 6, 1))
        for municipality in municipalities[:14]
    )
    start = datetime(2021, 11, 1, 8, tzinfo=UTC)
    meeting = Meeting.objects.create(
        network=network, title="Kohtumine", starts_at=start, ends_at=start + timedelta(hours=3)
    )
    MeetingPresence.objects.bulk_create(
        MeetingPresence(meeting=meeting, person=person, municipality=known, marked_at=start)
        for person in _people(14)
    )
    lab = _named(Lab, "Proovilabor", municipality=known, state="running", started_on=date(2021, 9, 1))
    lab.save()
    LabFunding.objects.create(lab=lab, source="Fond", on=date(2021, 10, 1), amount=1200)
    if not EngagementProcess.objects.filter(municipality=known, ended_on=None).exists():
        EngagementProcess.objects.create(municipality=known, started_on=date(2021, 6, 1))
    scheme = Scheme.objects.first() or Scheme.objects.create(title="Märgis", version=1)
    Award.objects.create(
        municipality=known,
        scheme=scheme,
        level="baas",
        valid_from=date(2023, 1, 1),
        valid_until=date(2025, 1, 1),
    )
    GoodExample.objects.create(
        municipality=known, title="Hea näide", state="published", published_on=date(2022, 1, 1)
    )


def _yardstick_rows():
    moment = datetime(2021, 1, 1, 8, 30, tzinfo=UTC)
    Row.objects.bulk_create(
        Row(
            name=f"Näidis {n} vald",
            kind=("linn", "vald")[n % 2],
            people=n * 137 % 20_000,
            day=date(2021, 1, 1) + timedelta(n),
            amount=f"{n * 97}.{n % 100:02}",
            changed=moment + timedelta(hours=n),
        )
        for n in range(100)
    )
