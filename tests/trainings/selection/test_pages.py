"""Pages of selection: the board, the list, one application, the mail seen before it goes."""

import pytest
from django.urls import reverse

from silab.notices.models import Notice
from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.selection.teams import a_team
from trainings.selection import actions


@pytest.fixture
def desk(mari, sign_in):
    return sign_in(mari)


def decide(team, decision):
    return reverse("trainings:decide", args=[team.pk, decision])


def sent(page, **more):
    """What the form on a decision's page would send when confirmed."""
    form, letter = page.context["form"], page.context["letter"]
    seen = form["seen"].value()
    return {"seen": seen, "previewed": letter.digest if letter else "", "confirm": "1", **more}


@pytest.mark.parametrize("teams", [1, 3])
def test_board_asks_the_same_of_the_database_for_any_number(
    desk, programme, parnu, mari, teams, django_assert_max_num_queries
):
    for n in range(teams):
        team = a_team(programme, name=f"Meeskond {n}", preferred_group=parnu)
        team.other_municipalities.add(MunicipalityFactory())
    for address in ("trainings:board", "trainings:applicants"):
        with django_assert_max_num_queries(10):
            desk.get(reverse(address, args=[programme.slug]))


@pytest.mark.parametrize("members", [1, 3])
def test_an_applications_page_asks_the_same_for_any_number_of_members(
    desk, programme, members, django_assert_max_num_queries
):
    team = a_team(programme, people=("official",) * members)
    with django_assert_max_num_queries(26):
        desk.get(reverse("trainings:applicant", args=[team.pk]))


def test_board_shows_places_counts_and_where_a_card_can_go(desk, programme, team, parnu, mari):
    actions.accept(application=a_team(programme, name="Valitud"), group=parnu, by=mari)
    html = desk.get(reverse("trainings:board", args=[programme.slug])).text
    assert "1 / 1 · täis" in html
    assert "0 / 2 · 2 kohta vaba" in html
    assert "kinnitanud 4/4" in html
    assert f'href="{decide(team, "vastuvott")}" data-to="accepted"' in html
    assert f'href="{decide(team, "tagasivott")}"' not in html


def test_board_is_filtered_by_team_member_municipality_group_and_state(desk, programme, team, viljandi):
    member = team.members.first()
    member.name = "Õie Põldsaar"
    member.save()
    a_team(programme, name="Teine")
    address = reverse("trainings:board", args=[programme.slug])
    for query in ("name=KOOSLOOJAD", "name=oie poldsaar", f"municipality={viljandi.pk}"):
        html = desk.get(f"{address}?{query}", headers={"HX-Request": "true"}).text
        assert team.name in html
        assert "Teine" not in html
        assert "<html" not in html
    assert team.name not in desk.get(f"{address}?state=waiting").text


def test_the_list_is_downloaded(desk, programme, team):
    answer = desk.get(reverse("trainings:applicants", args=[programme.slug]) + "?export=csv")
    assert "Anija koosloojad;Viljandi vald" in b"".join(answer.streaming_content).decode()


def test_the_mail_that_was_seen_is_the_mail_that_goes(desk, team, parnu):
    page = desk.post(
        decide(team, "vastuvott"),
        {"group": parnu.pk, "words": "Kohtume kevadel!", "seen": actions.last_change(team).pk},
    )
    team.refresh_from_db()
    assert team.state == "submitted"
    assert not Notice.objects.exists()
    letter = page.context["letter"]
    assert "Kohtume kevadel!" in page.text
    given = sent(page, group=parnu.pk, words="Kohtume kevadel!")
    assert desk.post(decide(team, "vastuvott"), given).status_code == 302
    first = Notice.objects.get(recipient=letter.readers[0].address)
    assert (first.subject, first.text) == (letter.subject, letter.text)
    assert desk.post(decide(team, "vastuvott"), given).status_code == 302  # the back button
    assert Notice.objects.filter(recipient=first.recipient).count() == 1


def test_words_that_nobody_previewed_are_shown_before_they_go(desk, team):
    page = desk.get(decide(team, "ootelehele"))
    answer = desk.post(decide(team, "ootelehele"), sent(page, words="Uued sõnad"))
    assert answer.status_code == 200
    assert answer.context["changed"]
    assert not Notice.objects.exists()
    assert desk.post(decide(team, "ootelehele"), sent(answer, words="Uued sõnad")).status_code == 302
    team.refresh_from_db()
    assert team.state == "waiting"


def test_the_second_of_two_sees_who_was_faster(desk, team, mari):
    page = desk.get(decide(team, "ootelehele"))
    actions.refuse(application=team, reason="Ei.", by=mari)
    answer = desk.post(decide(team, "ootelehele"), sent(page), follow=True)
    assert "jõudis ette" in answer.text
    team.refresh_from_db()
    assert team.state == "refused"


def test_the_last_place_gone_meanwhile_is_said_and_nothing_is_lost(desk, programme, team, parnu, mari):
    seen = {"group": parnu.pk, "words": "Tere tulemast", "seen": actions.last_change(team).pk}
    page = desk.post(decide(team, "vastuvott"), seen)
    given = sent(page, group=parnu.pk, words="Tere tulemast")
    actions.accept(application=a_team(programme, name="Kiirem"), group=parnu, by=mari)
    answer = desk.post(decide(team, "vastuvott"), given)
    assert answer.status_code in (409, 422)
    assert "Tere tulemast" in answer.text
    team.refresh_from_db()
    assert team.state == "submitted"


def test_a_decision_without_its_reason_is_not_previewed(desk, team):
    answer = desk.post(decide(team, "keeldumine"), {"seen": actions.last_change(team).pk, "reason": ""})
    assert answer.status_code == 422
    assert answer.context["letter"] is None


def test_a_decision_that_the_state_does_not_allow_is_not_there_to_take(desk, team):
    answer = desk.get(decide(team, "ruhmavahetus"), follow=True)
    assert "seda ei saa enam teha" in answer.text
    assert desk.get(decide(team, "midagi-muud")).status_code == 404


@pytest.mark.parametrize(("typed", "kept"), [("7,5", "7.5"), ("10", "10"), ("", None)])
def test_a_score_has_one_decimal_or_is_none(desk, team, typed, kept):
    desk.post(reverse("trainings:applicant_score", args=[team.pk]), {"score": typed})
    team.refresh_from_db()
    assert (None if team.score is None else float(team.score)) == (kept and float(kept))


@pytest.mark.parametrize("typed", ["10,5", "-1", "7,55", "palju"])
def test_what_is_no_score_is_refused(desk, team, typed):
    answer = desk.post(reverse("trainings:applicant_score", args=[team.pk]), {"score": typed})
    assert answer.status_code == 422
    team.refresh_from_db()
    assert team.score is None


def test_a_draft_is_not_there_for_staff(desk, team):
    type(team).objects.filter(pk=team.pk).update(state="draft")
    assert desk.get(reverse("trainings:applicant", args=[team.pk])).status_code == 404
