"""What is counted of programmes, from the letter to the certificate (domain.md §3, §10)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from municipalities.enums import ContactChannel
from municipalities.models import Contact
from silab.measures import Period, get
from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.factories import (
    AttendanceFactory,
    MemberFactory,
    ParticipantFactory,
    SessionFactory,
    TrainingFactory,
)
from trainings.enums import ApplicationState, TrainingKind
from trainings.models import (
    Application,
    Certificate,
    CooperationModel,
    Feedback,
    Group,
    MentoringSession,
    Outreach,
)

pytestmark = pytest.mark.django_db
Y2022 = Period.year(2022)
THEN = datetime(2022, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def programme():
    return TrainingFactory(kind=TrainingKind.PROGRAMME)


@pytest.fixture
def group(programme):
    return Group.objects.create(training=programme, name="Tartu", capacity=5)


@pytest.fixture
def accepted(programme, group):
    """Makes an accepted team."""

    def make():
        return Application.objects.create(
            training=programme,
            municipality=MunicipalityFactory(),
            state=ApplicationState.ACCEPTED,
            group=group,
            submitted_at=THEN,
            decided_at=THEN,
        )

    return make


def count(code, training=None, period=Y2022):
    return get(f"trainings.{code}").count(period, training=training)


def test_the_funnel_counts_municipalities_contacts_and_information_days_apart(programme):
    place = MunicipalityFactory()
    for channel in (ContactChannel.LETTER, ContactChannel.LETTER, ContactChannel.CALL):
        contact = Contact.objects.create(municipality=place, on=date(2022, 1, 12), channel=channel)
        Outreach.objects.create(training=programme, contact=contact)
    day = TrainingFactory(kind=TrainingKind.INFO_DAY, recruits_for=programme, sessions=[date(2022, 2, 16)])
    AttendanceFactory(session=day.sessions.get())
    ParticipantFactory(training=day)
    assert count("municipalities_written_to", programme) == 1
    assert count("recruiting_contacts", programme) == 3
    assert (count("info_day_registered", programme), count("info_day_present", programme)) == (2, 1)
    for code in ("participants", "people_trained", "trainings_held", "training_days"):
        assert count(code) is None, f"an information day counts in {code}"
    assert count("recruiting_contacts", TrainingFactory()) is None


def test_teams(programme, accepted):
    first, second = accepted(), accepted()
    Application.objects.create(training=programme, state=ApplicationState.REFUSED, submitted_at=THEN)
    Application.objects.create(training=programme)
    assert (count("applications_submitted"), count("teams_accepted")) == (3, 2)
    for n, (team, done) in enumerate(((first, True), (first, True), (second, True), (second, False))):
        member = MemberFactory(application=team, n=n)
        participant = ParticipantFactory(training=programme, member=member)
        if done:
            type(participant).objects.filter(pk=participant.pk).update(completed_on=date(2022, 6, 1))
    assert count("teams_completed") == 1
    assert get("trainings.teams_completed").by_municipality(Y2022) == {first.municipality_id: 1}
    # Who dropped out keeps no team from completing.
    second.members.last().participant.__class__.objects.filter(completed_on=None).update(left_on=THEN.date())
    assert count("teams_completed") == 2


def test_a_day_of_all_groups_is_nobodys_training_day(programme, group):
    for where in (group, None):
        session = SessionFactory(
            training=programme, group=where, starts_at=THEN, ends_at=THEN.replace(hour=15)
        )
        AttendanceFactory(session=session)
    SessionFactory(training=programme, group=group, starts_at=THEN, ends_at=THEN.replace(hour=15))
    assert count("training_days", programme) == 1


def test_hours_models_certificates(accepted):
    team = accepted()
    for hours in ("2.5", "3"):
        MentoringSession.objects.create(application=team, mentor="Mentor", on=THEN, hours=Decimal(hours))
    CooperationModel.objects.create(application=team, title="Mudel", ready_on=THEN.date())
    for revoked_at in (None, THEN):
        Certificate.objects.create(
            participant=ParticipantFactory(training=team.training),
            number=f"ACDE-{revoked_at}"[:20],
            name="Kadri Kaasik",
            issued_at=THEN,
            revoked_at=revoked_at,
        )
    assert count("mentoring_hours") == Decimal("5.5")
    assert (count("cooperation_models"), count("certificates")) == (1, 1)
    assert "Kadri" not in str(list(get("trainings.certificates").proof(Y2022)))


def test_the_index_is_the_mean_of_what_was_said_of_the_whole(programme):
    session = SessionFactory(training=programme)
    for number in (9, 9, 8, None):
        Feedback.objects.create(training=programme, recommendation=number, given_on=THEN.date())
    Feedback.objects.create(training=programme, session=session, recommendation=0, given_on=THEN.date())
    assert count("recommendation_index", programme) == Decimal("8.7")
    assert count("feedback_answers", programme) == 5
    proof = list(get("trainings.recommendation_index").proof(Y2022, training=programme))
    assert sorted(each.amount for each in proof) == [8, 9, 9]


def test_each_value_is_one_query(programme, accepted, django_assert_num_queries):
    accepted()
    for code in ("teams_accepted", "teams_completed", "mentoring_hours", "recommendation_index"):
        with django_assert_num_queries(1):
            count(code, programme)
