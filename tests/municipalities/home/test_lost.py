"""An official whose right was taken away with the page open: told clearly, nothing written, nothing typed lost."""

import pytest
from django.urls import reverse

from municipalities.enums import CommunityState
from municipalities.home import access, colleagues
from municipalities.models import ColleagueInvitation, Community, Official
from tests.municipalities.factories import CommunityFactory, OfficialFactory

TYPED = "Piir jookseb mööda jõge, mitte mööda teed."


@pytest.fixture
def lost(client, viljandi, jaan, mari):
    """Jaan has a page open and no right any more."""
    client.force_login(jaan)
    access.end_right(official=Official.objects.get(user=jaan), reason="Läks teise tööle", by=mari)
    return client


def test_what_was_sent_is_shown_back_and_not_written(lost, viljandi):
    community = CommunityFactory(municipality=viljandi)
    answer = lost.post(reverse("municipalities:send_back", args=[community.pk]), {"reason": TYPED})
    page = answer.content.decode()
    assert answer.status_code == 404
    for words in ("Seda ei salvestatud", "Midagi ei muudetud", "Läks teise tööle", TYPED, "Viljandi vald"):
        assert words in page
    assert Community.objects.get().state == CommunityState.DEFINED
    invite = reverse("municipalities:colleague_invite", args=[viljandi.pk])
    assert "uus@kyla.example" in lost.post(invite, {"email": "uus@kyla.example"}).content.decode()
    assert not ColleagueInvitation.objects.exists()


def test_what_was_typed_bears_its_labels_and_estonian_days(lost, viljandi):
    url = reverse("municipalities:format_add", args=[viljandi.pk])
    typed = {"kind": "forum", "name": "Foorum", "started_on": "2024-03-05", "communities": ["3"]}
    page = lost.post(url, typed).content.decode()
    assert ">Algus</label>" in page
    assert ">foorum</textarea>" in page
    assert ">05.03.2024</textarea>" in page
    assert "2024-03-05" not in page
    assert ">3</textarea>" not in page


def test_the_invitations_that_lapse_with_a_right_are_named_before_and_after(client, viljandi, jaan, mari):
    official = Official.objects.get(user=jaan)
    colleagues.invite_colleague(municipality=viljandi, email="uus@viljandivald.example", post="", by=jaan)
    client.force_login(mari)
    url = reverse("municipalities:colleague_end", args=[official.pk])
    assert "uus@viljandivald.example" in client.get(url).content.decode()
    after = client.post(url, {"reason": "Läks teise tööle"}, follow=True).content.decode()
    assert "Kaotasid kehtivuse kutsed aadressidele: uus@viljandivald.example" in after
    assert not ColleagueInvitation.objects.exists()


def test_who_still_acts_elsewhere_is_told_alike(client, viljandi, anija, jaan, mari):
    OfficialFactory(user=jaan, municipality=anija)
    client.force_login(jaan)
    access.end_right(
        official=Official.objects.get(user=jaan, municipality=viljandi), reason="Ei tööta siin", by=mari
    )
    page = client.get(reverse("municipalities:own", args=[viljandi.pk])).content.decode()
    assert "See leht ei ole teile avatud" in page
    assert client.get(reverse("municipalities:own", args=[anija.pk])).status_code == 200


def test_what_was_typed_is_shown_as_text(lost, viljandi):
    url = reverse("municipalities:colleague_invite", args=[viljandi.pk])
    data = {"email": "</textarea><script>alert(1)</script>", "password": "saladus-saladus", "next": "/minu/"}
    page = lost.post(url, data).content.decode()
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "saladus-saladus" not in page


def test_strangers_read_what_they_always_did(client, leena, viljandi):
    client.force_login(leena)
    page = client.get(reverse("municipalities:own", args=[viljandi.pk])).content.decode()
    assert "Sellist lehte ei ole" in page or "lõppes" not in page
