"""What can be counted of programmes, from the first letter to the certificate (domain.md §3, §10)."""

from django.db.models import Avg, Count, DecimalField, Exists, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from municipalities.enums import ContactChannel
from silab.measures import Evidence, Measure, Period, register
from trainings.counting import day_of, evidence_of, under
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


def _outreach_evidence(outreach):
    contact = outreach.contact
    label = f"{outreach.training.name}: {contact.get_channel_display()}"
    return evidence_of(outreach, outreach.training, contact.on, contact.municipality, label)


def _info_day_evidence(participant):
    return evidence_of(
        participant, participant.training, participant.training.begins_on, participant.municipality
    )


def _submitted_evidence(application):
    # By its municipality: what a team of one calls itself may be a person's name.
    return evidence_of(
        application, application.training, day_of(application.submitted_at), application.municipality
    )


def _accepted_evidence(application):
    return evidence_of(
        application, application.training, day_of(application.decided_at), application.municipality
    )


def _completed_evidence(application):
    return evidence_of(application, application.training, application.completed_on, application.municipality)


def _mentoring_evidence(talk):
    team = talk.application
    return evidence_of(talk, team.training, talk.on, team.municipality, amount=talk.hours)


def _model_evidence(model):
    team = model.application
    return evidence_of(model, team.training, model.ready_on, team.municipality, model.title)


def _certificate_evidence(certificate):
    # Its number would lead to the name on it.
    one = certificate.participant
    return evidence_of(certificate, one.training, day_of(certificate.issued_at), one.municipality)


def _feedback_evidence(answer):
    # An answer has no number of its own: nobody is to tell whose it is by the order.
    return Evidence(
        f"TAGASISIDE-{answer.pk.hex[:8]}",
        answer.training.name,
        answer.given_on,
        amount=answer.recommendation,
        model="trainings.feedback",
        url=answer.training.get_absolute_url,
    )


register(
    Measure(
        code="trainings.municipalities_written_to",
        title=_("Municipalities written to"),
        unit="municipality",
        records=municipalities_written_to,
        evidence=_outreach_evidence,
        value=Count("contact__municipality", distinct=True),
        municipality="contact__municipality",
        training="training",
        evidence_related=("training", "contact__municipality"),
    )
)
register(
    Measure(
        code="trainings.recruiting_contacts",
        title=_("Contacts of recruitment"),
        unit="contact",
        records=recruiting_contacts,
        evidence=_outreach_evidence,
        municipality="contact__municipality",
        training="training",
        evidence_related=("training", "contact__municipality"),
    )
)
register(
    Measure(
        code="trainings.info_day_registered",
        title=_("Registered for information days"),
        unit="person",
        records=info_day_registered,
        evidence=_info_day_evidence,
        municipality="municipality",
        training="training__recruits_for",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.info_day_present",
        title=_("Present at information days"),
        unit="person",
        records=info_day_present,
        evidence=_info_day_evidence,
        municipality="municipality",
        training="training__recruits_for",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.applications_submitted",
        title=_("Applications submitted"),
        unit="application",
        records=applications_submitted,
        evidence=_submitted_evidence,
        municipality="municipality",
        training="training",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.teams_accepted",
        title=_("Teams accepted"),
        unit="team",
        records=teams_accepted,
        evidence=_accepted_evidence,
        municipality="municipality",
        training="training",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.teams_completed",
        title=_("Teams that completed"),
        unit="team",
        records=teams_completed,
        evidence=_completed_evidence,
        municipality="municipality",
        training="training",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.mentoring_hours",
        title=_("Contact hours of mentoring"),
        unit="hour",
        records=mentoring,
        evidence=_mentoring_evidence,
        value=Sum("hours"),
        municipality="application__municipality",
        training="application__training",
        evidence_related=("application__training", "application__municipality"),
    )
)
register(
    Measure(
        code="trainings.cooperation_models",
        title=_("Co-operation models"),
        unit="model",
        records=cooperation_models,
        evidence=_model_evidence,
        municipality="application__municipality",
        training="application__training",
        evidence_related=("application__training", "application__municipality"),
    )
)
register(
    Measure(
        code="trainings.certificates",
        title=_("Certificates"),
        unit="certificate",
        records=certificates,
        evidence=_certificate_evidence,
        municipality="participant__municipality",
        training="participant__training",
        evidence_related=("participant__training", "participant__municipality"),
    )
)
register(
    Measure(
        code="trainings.feedback_answers",
        title=_("Feedback answers"),
        unit="answer",
        records=feedback_answers,
        evidence=_feedback_evidence,
        training="training",
        evidence_related=("training",),
    )
)
register(
    Measure(
        code="trainings.recommendation_index",
        title=_("Recommendation index"),
        unit="of_ten",
        records=recommendations,
        evidence=_feedback_evidence,
        value=Round(Avg("recommendation", output_field=DecimalField(max_digits=6, decimal_places=4)), 1),
        training="training",
        evidence_related=("training",),
    )
)
