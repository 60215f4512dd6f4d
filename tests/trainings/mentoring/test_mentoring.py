"""Mentoring: hours against the quota, who keeps what, history of what was deleted."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.trainings.selection.teams import a_team
from trainings.mentoring.actions import record
from trainings.models import MentoringSession
from trainings.places import take_place

TALK = {"on": "2026-03-02", "hours": "1,5", "mentor": "Rein Koolitaja", "notes": "Teekond."}


def page(name, *args):
    return reverse(f"trainings:{name}", args=args)


def a_talk(team, hours, **fields):
    return MentoringSession.objects.create(
        application=team, hours=hours, on=date(2026, 3, 1), mentor="Rein", **fields
    )


def test_hours_used_left_and_over_are_shown_by_team(programme, team, mari, sign_in):
    a_talk(team, "3.5")
    html = sign_in(mari).get(page("mentoring", programme.slug)).text
    assert 'max="8.0" value="3.5"' in html
    assert ">4,5</td>" in html
    a_talk(team, "6")
    html = sign_in(mari).get(page("mentoring", programme.slug)).text
    assert "1,5 üle" in html
    answer = sign_in(mari).get(page("mentoring", programme.slug) + "?export=csv")
    assert "1,5 üle" in b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("teams", [1, 3])
def test_lists_ask_the_same_of_the_database_for_any_number(
    programme, mari, teams, sign_in, django_assert_max_num_queries
):
    group = programme.groups.get(name="Tartu")
    group.capacity = 5
    group.save()
    for n in range(teams):
        found = a_team(programme, name=f"Meeskond {n}")
        take_place(found, group, by=mari)
        a_talk(found, "1")
    browser = sign_in(mari)
    for name in ("mentoring", "mentoring_sessions"):
        with django_assert_max_num_queries(9):
            browser.get(page(name, programme.slug))


def test_a_talk_is_added_changed_and_deleted_with_its_history(team, mari, sign_in):
    desk = sign_in(mari)
    assert desk.post(page("mentored_team", team.pk), TALK).status_code == 302
    talk = team.mentoring.get()
    assert (float(talk.hours), talk.created_by) == (1.5, mari)
    desk.post(page("mentoring_session", talk.pk), TALK | {"hours": "2"})
    talk.refresh_from_db()
    assert float(talk.hours) == 2
    desk.post(page("mentoring_session", talk.pk), {"delete": "1"})
    assert not team.mentoring.exists()
    kinds = MentoringSession.history.filter(id=talk.pk).values_list("history_type", "history_user")
    assert list(kinds) == [("-", mari.pk), ("~", mari.pk), ("+", mari.pk)]


@pytest.mark.parametrize(
    "wrong", [{"hours": "0"}, {"hours": "1,55"}, {"hours": "-1"}, {"hours": "palju"}, {"on": ""}]
)
def test_what_is_no_talk_is_refused_in_the_form(team, mari, sign_in, wrong):
    answer = sign_in(mari).post(page("mentored_team", team.pk), TALK | wrong)
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert not team.mentoring.exists()


def test_a_talk_ahead_or_with_a_team_without_a_place_is_refused(programme, team, mari):
    ahead = MentoringSession(
        application=team, hours=1, mentor="R", on=timezone.localdate() + timedelta(days=1)
    )
    waiting = MentoringSession(application=a_team(programme), hours=1, mentor="R", on=date(2026, 3, 1))
    for entry in (ahead, waiting):
        with pytest.raises(ValidationError):
            record(entry=entry, by=mari)


def test_a_trainer_keeps_the_own_groups_and_mends_only_what_they_wrote(
    programme, team, trainer, tiit, mari, sign_in
):
    mine = a_team(programme, name="Pärnu oma")
    take_place(mine, programme.groups.get(name="Pärnu"), by=mari)
    browser = sign_in(tiit)
    html = browser.get(page("mentoring", programme.slug)).text
    assert "Pärnu oma" in html
    assert "Anija koosloojad" not in html
    assert browser.get(page("mentored_team", team.pk)).status_code == 404
    assert browser.get(page("mentored_team", mine.pk)).context["talk_form"]["mentor"].value() == "Tiit Saar"
    assert browser.post(page("mentored_team", mine.pk), TALK).status_code == 302
    theirs = a_talk(mine, "1", created_by=mari)
    assert browser.get(page("mentoring_session", theirs.pk)).status_code == 200
    assert browser.post(page("mentoring_session", theirs.pk), {"delete": "1"}).status_code == 403
    own = mine.mentoring.get(created_by=tiit)
    assert browser.post(page("mentoring_session", own.pk), {"delete": "1"}).status_code == 302


def test_a_model_is_recorded(team, mari, sign_in):
    given = {"title": "Koduteenuse mudel", "ready_on": "2026-03-02", "summary": ""}
    assert sign_in(mari).post(page("mentored_team", team.pk), given).status_code == 302
    assert team.models.get().title == "Koduteenuse mudel"
