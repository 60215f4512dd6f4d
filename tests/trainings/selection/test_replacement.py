"""Members are replaced until a date, one for one, and the team keeps its rules."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from silab.common.templatetags.formats import day
from silab.notices.models import Notice
from tests.municipalities.factories import OfficialFactory
from tests.trainings.selection.teams import a_team
from trainings.enums import ParticipantRole
from trainings.selection import actions
from trainings.selection.replacement import replace_member

NEW = {"name": "Uku Uus", "email": "uku@kyla.example", "role": ParticipantRole.OFFICIAL}


def official(team):
    return team.members.filter(role="official", left_at=None).order_by("pk").first()


def test_one_leaves_another_comes_and_gets_a_link(team, parnu, mari):
    actions.accept(application=team, group=parnu, by=mari)
    old = official(team)
    new = replace_member(member=old, by=mari, **NEW)
    old.refresh_from_db()
    assert (old.left_by, old.replaced_by) == (mari, new)
    assert old.left_at
    assert old.participant.left_on == timezone.localdate()
    assert (new.participant.group, new.participant.left_on) == (parnu, None)
    assert team.training.participants.filter(left_on=None).count() == 4
    joined = Notice.objects.get(recipient="uku@kyla.example")
    assert joined.confidential
    assert "/osaleja/kinnitus/" in joined.text
    assert Notice.objects.filter(recipient=old.email, template="trainings/mail/member_left").exists()


def test_a_team_that_waits_for_a_decision_gets_no_participants(team, mari):
    replace_member(member=official(team), by=mari, **NEW)
    assert not team.training.participants.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"role": ParticipantRole.NGO, "organisation": "MTÜ", "registry_code": "80000014"}, "ametnik"),
        ({"role": ParticipantRole.NGO, "organisation": "MTÜ", "registry_code": "80000015"}, "80000015"),
    ],
)
def test_the_team_keeps_its_rules(team, mari, change, words):
    old = official(team)
    with pytest.raises(ValidationError, match=words):
        replace_member(member=old, by=mari, **NEW | change)
    old.refresh_from_db()
    assert old.left_at is None
    assert team.members.count() == 4


def test_nobody_comes_from_another_live_team_or_twice(programme, team, mari):
    other = a_team(programme, name="Teine")
    with pytest.raises(ValidationError):
        replace_member(member=official(team), by=mari, **NEW | {"email": official(other).email})
    colleague = team.members.order_by("-pk").first()
    with pytest.raises(ValidationError):
        replace_member(member=official(team), by=mari, **NEW | {"email": colleague.email})
    old = official(team)
    replace_member(member=old, by=mari, **NEW)
    with pytest.raises(ValidationError):
        replace_member(member=old, by=mari, **NEW | {"email": "keegi@kyla.example"})


def test_after_the_date_it_is_refused_with_the_date(team, jaan, sign_in):
    until = timezone.localdate() - timedelta(days=1)
    team.training.replace_until = until
    team.training.save()
    address = reverse("trainings:replace_member", args=[team.key, official(team).pk])
    answer = sign_in(jaan).post(address, NEW)
    assert answer.status_code == 409
    assert day(until) in answer.text
    assert team.members.filter(left_at=None).count() == 4
    team.training.replace_until = timezone.localdate()
    team.training.save()
    assert sign_in(jaan).post(address, NEW).status_code == 302
    assert team.members.filter(left_at=None, name="Uku Uus").exists()


def test_an_official_who_did_not_send_it_only_reads(team, viljandi, sign_in):
    colleague = OfficialFactory(municipality=viljandi).user
    address = reverse("trainings:replace_member", args=[team.key, official(team).pk])
    assert sign_in(colleague).post(address, NEW).status_code == 403


def test_what_is_wrong_stands_in_the_form(team, jaan, sign_in):
    address = reverse("trainings:replace_member", args=[team.key, official(team).pk])
    answer = sign_in(jaan).post(address, NEW | {"email": "pole-aadress"})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert "Uku Uus" in answer.text
