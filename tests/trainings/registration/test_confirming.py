"""A member's own word by the own link: yes, no, again, too late, not theirs."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from silab.notices.models import Notice
from trainings.links import CONFIRM, PARTICIPANT
from trainings.models import Member
from trainings.registration import actions


@pytest.fixture
def sent(team, jaan):
    """The team's application, sent."""
    actions.submit(application=team, by=jaan, at=timezone.now())
    team.refresh_from_db()
    return team


@pytest.fixture
def member(sent):
    return sent.members.order_by("pk").last()


def link(member):
    return reverse("trainings:confirm", args=[CONFIRM.sign(member.pk)])


def test_the_mailed_link_confirms_once(sent, member, client):
    notice = Notice.objects.get(recipient=member.email)
    address = re.search(r"https?://[^/]+(/osaleja/\S+)", notice.text)[1]
    page = client.get(address).content.decode()
    assert member.name in page
    assert "Osaleme kõigil päevadel." in page
    assert sent.training.name in page
    assert client.get(address)["X-Robots-Tag"].startswith("noindex")
    assert "olete kinnitanud" in client.post(address, {"confirm": "1"}, follow=True).content.decode()
    first = Member.objects.get(pk=member.pk).confirmed_at
    assert "olete kinnitanud" in client.post(address, {"confirm": "1"}, follow=True).content.decode()
    assert Member.objects.get(pk=member.pk).confirmed_at == first
    kept = member.acceptances.get()
    assert (kept.terms, kept.accepted_by) == (sent.terms, member.name)


def test_looking_confirms_nothing(member, client):
    client.get(link(member))
    assert Member.objects.get(pk=member.pk).confirmed_at is None


def test_declining_tells_the_submitter(sent, member, client):
    answer = client.post(link(member), {"decline": "1", "reason": "Ei jõua."})
    assert answer.status_code == 200
    notice = Notice.objects.get(template="trainings/mail/declined")
    assert notice.recipient == sent.submitter.email
    assert member.name in notice.subject
    assert "Ei jõua." in notice.text
    assert Member.objects.get(pk=member.pk).left_at
    assert client.get(link(member)).status_code == 410
    assert client.post(link(member), {"confirm": "1"}).status_code == 410


@pytest.mark.parametrize("broken", ["", "x", "1.2.3"])
def test_a_broken_link_is_not_there(member, client, broken):
    token = CONFIRM.sign(member.pk)[:-3] + broken
    assert client.get(reverse("trainings:confirm", args=[token])).status_code == 404


def test_a_link_for_something_else_is_not_there(member, client):
    assert client.get(reverse("trainings:confirm", args=[PARTICIPANT.sign(member.pk)])).status_code == 404


def test_an_old_link_says_so(member, client):
    with time_machine.travel(timezone.now() - timedelta(days=61)):
        old = link(member)
    answer = client.get(old)
    assert answer.status_code == 410
    assert "aegunud" in answer.content.decode()


def test_the_link_of_a_withdrawn_team_says_so(sent, member, client, jaan):
    actions.withdraw(application=sent, by=jaan)
    assert client.get(link(member)).status_code == 410


def test_reminders_go_once_a_day_to_who_has_not_confirmed(sent, member, jaan, sign_in):
    actions.confirm(member=member)
    browser, url = sign_in(jaan), reverse("trainings:application_remind", args=[sent.key])
    reminders = Notice.objects.filter(template="trainings/mail/confirm_reminder")
    for _click in range(2):
        browser.post(url)
    assert reminders.count() == 3
    assert not reminders.filter(recipient=member.email).exists()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        assert actions.remind(application=sent, by=jaan) == 3
