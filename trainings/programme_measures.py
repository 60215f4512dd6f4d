"""What can be counted of programmes, from the first letter to the certificate (domain.md §3, §10)."""

from django.db.models import Avg, Count, DecimalField, Exists, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from municipalities.enums import ContactChannel
from silab.measures import Measure, Period, Told, register
from trainings.counting import day_of, shown, under
from trainings.enums import ApplicationState, TrainingKind
from trainings.models import (
    Application,
    Certificate,
    CooperationModel,
    Feedback,
    MentoringSession,
    Outreach,
    Participant,
)


def municipalities_written_to(period: Period, contract):
    """Letters of recruitment sent in the period."""
    return recruiting_contacts(period, contract).filter(contact__channel=ContactChannel.LETTER)


def recruiting_contacts(period: Period, contract):
    """Contacts made in the period to recruit for a training, through whichever channel."""
    return under(contract, Outreach.objects.filter(contact__on__range=period.days))


def info_day_registered(period: Period, contract):
    """Those who registered for an information day that began in the period."""
    found = Participant.objects.filter(
        training__kind=TrainingKind.INFO_DAY, training__begins_on__range=period.days
    )
    return under(contract, found, "training__recruits_for")


def info_day_present(period: Period, contract):
    """Those of them who were there."""
    return info_day_registered(period, contract).exclude(first_there_on=None)


def applications_submitted(period: Period, contract):
    """Applications sent in in the period, whatever became of them."""
    found = Application.objects.filter(submitted_at__range=period.moments)
    return under(contract, found.exclude(state=ApplicationState.DRAFT))


def teams_accepted(period: Period, contract):
    """Teams that were given a place of a programme in the period and hold it."""
    found = Application.objects.holding_places().filter(training__kind=TrainingKind.PROGRAMME)
    return under(contract, found.filter(decided_at__range=period.moments))


def teams_completed(period: Period, contract):
    """Teams of which everybody who did not drop out met the rule of completion, the last of them in the period."""
    members = Participant.objects.filter(member__application=OuterRef("pk"), left_on=None)
    last = members.order_by().values("member__application").annotate(day=Max("completed_on")).values("day")
    teams = Application.objects.holding_places().filter(training__kind=TrainingKind.PROGRAMME)
    teams = teams.exclude(Exists(members.filter(completed_on=None))).annotate(completed_on=Subquery(last))
    return under(contract, teams.filter(completed_on__range=period.days))


def mentoring(period: Period, contract):
    """Talks of mentors with teams in the period."""
    found = MentoringSession.objects.filter(on__range=period.days)
    return under(contract, found, "application__training")


def cooperation_models(period: Period, contract):
    """Co-operation models that teams finished in the period."""
    found = CooperationModel.objects.filter(ready_on__range=period.days)
    return under(contract, found, "application__training")


def certificates(period: Period, contract):
    """Certificates issued in the period and not revoked."""
    found = Certificate.objects.filter(issued_at__range=period.moments, revoked_at=None)
    return under(contract, found, "participant__training")


def feedback_answers(period: Period, contract):
    """Answers to requests for feedback, of workshops and of whole trainings."""
    return under(contract, Feedback.objects.filter(given_on__range=period.days))


def recommendations(period: Period, contract):
    """Recommendations of whole trainings; of one that nobody was asked about as a whole, its sessions'
    (trainings/feedback/figures.py)."""
    whole = Feedback.objects.filter(training=OuterRef("training"), session=None)
    found = feedback_answers(period, contract).exclude(recommendation=None)
    return found.filter(Q(session=None) | ~Exists(whole))


def _channel(training, channel):
    return f"{training}: {ContactChannel(channel).label}"


def _answer(pk):
    # An answer has no number of its own: nobody is to tell whose it is by the order.
    return f"TAGASISIDE-{pk.hex[:8]}"


OUTREACH = shown(
    label=Told(_channel, "training__name", "contact__channel"),
    on="contact__on",
    municipality="contact__municipality",
)
INFO_DAY = shown(on="training__begins_on")
# Nowhere the team's name: what a team of one calls itself may be a person's.
OF_TEAM = {"training": "application__training", "municipality": "application__municipality"}
# A certificate's number would lead to the name on it.
OF_PARTICIPANT = {"training": "participant__training", "municipality": "participant__municipality"}
ANSWER = shown(on="given_on", municipality=None, amount="recommendation", alias=Told(_answer, "pk"))

register(
    Measure(
        code="trainings.municipalities_written_to",
        title=_("Municipalities written to"),
        unit="municipality",
        records=municipalities_written_to,
        evidence=OUTREACH,
        value=Count("contact__municipality", distinct=True),
        municipality="contact__municipality",
        training="training",
    )
)
register(
    Measure(
        code="trainings.recruiting_contacts",
        title=_("Contacts of recruitment"),
        unit="contact",
        records=recruiting_contacts,
        evidence=OUTREACH,
        municipality="contact__municipality",
        training="training",
    )
)
register(
    Measure(
        code="trainings.info_day_registered",
        title=_("Registered for information days"),
        unit="person",
        records=info_day_registered,
        evidence=INFO_DAY,
        municipality="municipality",
        training="training__recruits_for",
    )
)
register(
    Measure(
        code="trainings.info_day_present",
        title=_("Present at information days"),
        unit="person",
        records=info_day_present,
        evidence=INFO_DAY,
        municipality="municipality",
        training="training__recruits_for",
    )
)
register(
    Measure(
        code="trainings.applications_submitted",
        title=_("Applications submitted"),
        unit="application",
        records=applications_submitted,
        evidence=shown(on=day_of("submitted_at")),
        municipality="municipality",
        training="training",
    )
)
register(
    Measure(
        code="trainings.teams_accepted",
        title=_("Teams accepted"),
        unit="team",
        records=teams_accepted,
        evidence=shown(on=day_of("decided_at")),
        municipality="municipality",
        training="training",
    )
)
register(
    Measure(
        code="trainings.teams_completed",
        title=_("Teams that completed"),
        unit="team",
        records=teams_completed,
        evidence=shown(on="completed_on"),
        municipality="municipality",
        training="training",
    )
)
register(
    Measure(
        code="trainings.mentoring_hours",
        title=_("Contact hours of mentoring"),
        unit="hour",
        records=mentoring,
        evidence=shown(on="on", amount="hours", **OF_TEAM),
        value=Sum("hours"),
        municipality="application__municipality",
        training="application__training",
    )
)
register(
    Measure(
        code="trainings.cooperation_models",
        title=_("Co-operation models"),
        unit="model",
        records=cooperation_models,
        evidence=shown(label="title", on="ready_on", **OF_TEAM),
        municipality="application__municipality",
        training="application__training",
    )
)
register(
    Measure(
        code="trainings.certificates",
        title=_("Certificates"),
        unit="certificate",
        records=certificates,
        evidence=shown(on=day_of("issued_at"), **OF_PARTICIPANT),
        municipality="participant__municipality",
        training="participant__training",
    )
)
register(
    Measure(
        code="trainings.feedback_answers",
        title=_("Feedback answers"),
        unit="answer",
        records=feedback_answers,
        evidence=ANSWER,
        training="training",
    )
)
register(
    Measure(
        code="trainings.recommendation_index",
        title=_("Recommendation index"),
        unit="of_ten",
        records=recommendations,
        evidence=ANSWER,
        value=Round(Avg("recommendation", output_field=DecimalField(max_digits=6, decimal_places=4)), 1),
        training="training",
    )
)
