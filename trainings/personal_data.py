"""What trainings keep about a person (silab/accounts/personal_data.py)."""

from django.utils.translation import gettext_lazy as _

from silab.accounts.personal_data import register
from silab.common.sealing import unseal
from trainings.models import Application, Member, Participant, ParticipantData
from trainings.participant_data.fields import Given


def _participations(user):
    found = Participant.objects.filter(person__user=user).select_related("training").order_by("pk")
    return [
        {
            _("training"): row.training.name,
            _("organisation"): row.organisation,
            _("first there on"): row.first_there_on,
            _("completed on"): row.completed_on,
            _("left on"): row.left_on,
        }
        for row in found
    ]


def _applications(user):
    found = Application.objects.filter(submitter=user).select_related("training").order_by("pk")
    return [
        {_("training"): row.training.name, _("name"): row.name, _("state"): row.get_state_display()}
        for row in found
    ]


def _memberships(user):
    found = Member.objects.filter(email=user.email).select_related("application__training").order_by("pk")
    return [
        {
            _("training"): row.application.training.name,
            _("name"): row.name,
            _("phone"): row.phone,
            _("organisation"): row.organisation,
            _("post"): row.post,
            _("confirmed at"): row.confirmed_at,
        }
        for row in found
    ]


def _participant_data(user):
    rows = ParticipantData.objects.filter(
        participant__person__user=user, erased_at=None, given_at__isnull=False
    )
    found = []
    for row in rows.select_related("participant__training").order_by("pk"):
        given = Given.read(unseal(row.sealed))
        found.append(
            {
                _("training"): row.participant.training.name,
                _("name"): given.name,
                _("personal code"): given.personal_code,
                _("date of birth"): given.born_on,
                _("e-mail address"): given.email,
                _("phone"): given.phone,
                _("kept until"): row.erase_on,
            }
        )
    return found


register("participations", _("Trainings that you took part in"), _participations)
register("applications", _("Applications that you made"), _applications)
register("memberships", _("Teams that you were named in"), _memberships)
register("participant_data", _("Data that you gave for a funder"), _participant_data)
