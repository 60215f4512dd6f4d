"""Colleagues: invited by a link for one address, made responsible, their right taken away (domain.md §1)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from municipalities.enums import OfficialState
from municipalities.home import access, colleagues
from municipalities.models import ColleagueInvitation, Municipality, Official
from silab.accounts.enums import Role
from silab.accounts.models import User
from silab.notices.models import Notice
from tests.municipalities.factories import OfficialFactory
from tests.silab.accounts.factories import UserFactory

ADDRESS = "kati@kyla.example"


def invited(municipality, by, email=ADDRESS):
    return colleagues.invite_colleague(municipality=municipality, email=email, post="nõunik", by=by)


def acts(user, municipality):
    return Municipality.objects.of_official(user).filter(pk=municipality.pk).exists()


def test_an_official_invites_and_the_colleague_makes_an_account(client, viljandi, jaan):
    client.force_login(jaan)
    client.post(
        reverse("municipalities:colleague_invite", args=[viljandi.pk]), {"email": f" {ADDRESS.upper()} "}
    )
    link = colleagues.path_of(ColleagueInvitation.objects.get())
    notice = Notice.objects.get(recipient=ADDRESS)
    assert notice.confidential
    client.logout()
    assert "Viljandi vald" in client.get(link).content.decode()
    client.post(link, {"name": "Kati Kask", "password": "seitse-kuuske-maja-taga"})
    kati = User.objects.get(email=ADDRESS)
    assert acts(kati, viljandi)
    assert (kati.role, int(client.session["_auth_user_id"])) == (Role.OFFICIAL, kati.pk)
    client.logout()
    assert client.get(link).status_code == 410  # single use


def test_who_has_an_account_signs_in_and_accepts(client, viljandi, jaan):
    kati = UserFactory(email=ADDRESS)
    link = colleagues.path_of(invited(viljandi, jaan))
    assert client.get(link).url.startswith("/konto/login/")
    client.force_login(kati)
    assert client.get(link).status_code == 200
    assert not acts(kati, viljandi)  # a look is not yet a yes
    client.post(link)
    assert acts(kati, viljandi)


@pytest.mark.parametrize("who", ["leena", "riina", "mari"])
def test_nobody_else_uses_the_link(client, request, viljandi, jaan, who):
    reader = request.getfixturevalue(who)
    link = colleagues.path_of(invited(viljandi, jaan))
    client.force_login(reader)
    assert client.get(link).status_code == 403
    assert client.post(link).status_code == 403
    assert not Official.objects.filter(user=reader, municipality=viljandi).exists()


def test_staffs_own_account_takes_no_second_role(client, viljandi, jaan, mari):
    link = colleagues.path_of(invited(viljandi, jaan, mari.email))
    client.force_login(mari)
    assert client.post(link).status_code == 403
    assert ColleagueInvitation.objects.get().official is None


def test_links_end_after_fourteen_days_and_by_taking_back(client, viljandi, jaan):
    invitation = invited(viljandi, jaan)
    link = colleagues.path_of(invitation)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert client.get(link).status_code == 410
    client.force_login(jaan)
    client.post(reverse("municipalities:colleague_uninvite", args=[invitation.pk]))
    client.logout()
    assert client.get(link).status_code == 410
    assert client.get(link[:-3] + "xx/").status_code == 404


def test_inviting_again_sends_again_and_an_official_is_not_invited(viljandi, jaan):
    first = invited(viljandi, jaan)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert invited(viljandi, jaan) == first
    assert Notice.objects.filter(recipient=ADDRESS).count() == 2
    with pytest.raises(ValidationError):
        invited(viljandi, jaan, jaan.email)


def test_invitations_are_no_mailing(viljandi, jaan, monkeypatch):
    monkeypatch.setattr(colleagues, "MOST_OPEN", 1)
    invited(viljandi, jaan)
    with pytest.raises(ValidationError):
        invited(viljandi, jaan, "teine@kyla.example")


def test_whose_right_ends_leaves_no_door_open(client, viljandi, jaan, mari):
    kati = UserFactory(email=ADDRESS)
    official = OfficialFactory(user=kati, municipality=viljandi, responsible_for_engagement=True)
    invited(viljandi, kati, "sober@kyla.example")
    invited(viljandi, jaan, "uus@kyla.example")
    ColleagueInvitation.objects.create(municipality=viljandi, email=ADDRESS, invited_at=timezone.now())
    client.force_login(jaan)
    page = reverse("municipalities:colleague_end", args=[official.pk])
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "Läks teise valda tööle"})
    official.refresh_from_db()
    assert (official.state, official.responsible_for_engagement) == (OfficialState.ENDED, False)
    assert not acts(kati, viljandi)
    assert [one.email for one in ColleagueInvitation.objects.all()] == ["uus@kyla.example"]
    assert "Läks teise valda" in Notice.objects.get(recipient=ADDRESS).text


def test_giving_up_ones_own_right_needs_no_reason(client, viljandi, jaan):
    client.force_login(jaan)
    official = Official.objects.get(user=jaan)
    client.post(reverse("municipalities:colleague_end", args=[official.pk]), {"reason": ""})
    assert not acts(jaan, viljandi)
    assert not Notice.objects.exists()


def test_strangers_reach_no_colleague(client, viljandi, anija, jaan, leena):
    official = Official.objects.get(user=jaan)
    client.force_login(leena)
    for name in ("colleague_end", "colleague_responsible"):
        assert client.post(reverse(f"municipalities:{name}", args=[official.pk])).status_code == 404
    assert client.post(reverse("municipalities:colleague_invite", args=[viljandi.pk])).status_code == 404
    assert acts(jaan, viljandi)


def test_responsibility_is_handed_over_in_one_step(client, viljandi, jaan):
    first = OfficialFactory(municipality=viljandi, responsible_for_engagement=True)
    heir = Official.objects.get(user=jaan)
    client.force_login(jaan)
    client.post(reverse("municipalities:colleague_responsible", args=[heir.pk]))
    assert list(Official.objects.filter(responsible_for_engagement=True)) == [heir]
    assert first.history.first().history_user == jaan


def test_the_administration_hands_responsibility_over_alike(client, viljandi, jaan, mari):
    first = OfficialFactory(municipality=viljandi, responsible_for_engagement=True)
    heir = Official.objects.get(user=jaan)
    client.force_login(mari)
    page = reverse("admin:municipalities_official_change", args=[heir.pk])
    shown = client.get(page).context["adminform"].form
    typed = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, False)}
    refused = client.post(page, typed | {"responsible_for_engagement": "on", "state": "asked"})
    assert "responsible_for_engagement" in refused.context["adminform"].form.errors
    assert client.post(page, typed | {"responsible_for_engagement": "on"}).status_code == 302
    assert list(Official.objects.filter(responsible_for_engagement=True)) == [heir]
    assert first.history.first().history_user == mari
    assert Notice.objects.get().recipient == jaan.email


def test_who_becomes_responsible_is_told_once(viljandi, jaan, mari):
    heir = Official.objects.get(user=jaan)
    for _press in range(2):
        access.make_responsible(official=heir, by=mari)
    notice = Notice.objects.get(recipient=jaan.email)
    assert notice.subject == "Olete nüüd kaasamise eest vastutav: Viljandi vald"


def test_only_who_acts_can_be_responsible(viljandi, mari):
    waiting = OfficialFactory(municipality=viljandi, state=OfficialState.ASKED)
    with pytest.raises(access.AlreadyDecided):
        access.make_responsible(official=waiting, by=mari)
    waiting.responsible_for_engagement = True
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.save()
