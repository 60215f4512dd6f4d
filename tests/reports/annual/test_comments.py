"""The funder's comments by part: drafts of her own until the decision sends them, then answered (domain.md §11)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from reports.annual import actions
from reports.annual.answers import Answers, save_answer
from reports.annual.errors import EditConflict, ReportClosed
from reports.annual.remarks import save_remark, told
from reports.annual.texts import LONGEST
from reports.models import AnnualReport, Comment, Goal
from silab.accounts.models import User
from silab.notices.models import Notice

HTMX = {"HX-Request": "true"}


@pytest.fixture
def tarmo(contract):
    """Somebody else at the same funder."""
    user = User.objects.create_user("tarmo@ministeerium.example", "x", name="Tarmo Sepp", role="funder")
    contract.funders.add(user)
    return user


@pytest.fixture
def outcome():
    return f"outcome:{Goal.objects.get().outcomes.get().pk}"


def remark(sent, by, text, key="summary", revision=0):
    return save_remark(report=sent, key=key, text=text, revision=revision, by=by)


def next_of(report):
    return AnnualReport.objects.get(contract=report.contract, year=report.year, version=report.version + 1)


def test_a_draft_is_its_writers_own_until_the_decision_sends_it(client, sent, riina, tarmo, mari, outcome):
    remark(sent, riina, "Kust on see arv?", outcome)
    remark(sent, tarmo, "Tarmo mustand")
    page = reverse("reports:funder_report", args=[sent.pk])
    for reader, seen in ((riina, True), (tarmo, False), (mari, False)):
        client.force_login(reader)
        assert ("Kust on see arv?" in client.get(page).text) is seen
    client.force_login(mari)
    assert "Kust on see arv?" not in client.get(reverse("reports:report", args=[sent.pk])).text
    actions.return_with_comments(report=sent, by=riina)
    assert [row.text for row in Comment.objects.sent()] == ["Kust on see arv?"]
    assert (
        "1.1 Head näited on kogutud: Kust on see arv?"
        in Notice.objects.get(event__startswith="report-decided").text
    )
    for reader in (mari, tarmo):
        client.force_login(reader)
        assert "Kust on see arv?" in client.get(page).text
    assert "Tarmo mustand" in client.get(page).text  # it was not sent, and it is not lost
    client.force_login(riina)
    assert "Tarmo mustand" not in client.get(page).text


def test_returning_needs_a_comment_accepting_sends_them_too(sent, riina):
    with pytest.raises(ValidationError):
        actions.return_with_comments(report=sent, by=riina)
    remark(sent, riina, "Väga hea.")
    assert remark(sent, riina, "  ", revision=1) is None  # an empty one is taken away
    with pytest.raises(ValidationError):
        actions.return_with_comments(report=sent, by=riina, comment=" ")
    remark(sent, riina, "Selge ülevaade.")
    actions.accept(report=sent, by=riina, comment="Aitäh!")
    assert {(row.key, row.text) for row in Comment.objects.sent()} == {
        ("summary", "Selge ülevaade."),
        ("", "Aitäh!"),
    }


def test_two_tabs_overwrite_nothing_unseen(client, sent, riina):
    client.force_login(riina)
    address = reverse("reports:funder_remark", args=[sent.pk])
    typed = {"key": "summary", "body": "Esimene", "revision": "0"}
    assert client.post(address, typed, headers=HTMX).status_code == 200
    second = client.post(address, typed | {"body": "Teine"}, headers=HTMX)
    assert second.status_code == 409
    assert "Esimene" in second.text
    page = client.post(address, typed | {"body": "Teine"})
    assert page.status_code == 409
    assert "Esimene" in page.text
    assert "Teine" in page.text
    assert client.post(address, typed | {"body": "Teine", "revision": ["0", "1"]}).status_code == 302
    assert Comment.objects.get().text == "Teine"
    # The comment on the whole report is sent with the decision, where another tab may have changed it too.
    assert (
        client.post(address, {"key": "", "comment": "Ühes aknas", "revision": "0"}, headers=HTMX).status_code
        == 200
    )
    decide = {"decision": "return", "comment": "Teises aknas", "revision": "0"}
    conflict = client.post(reverse("reports:funder_decide", args=[sent.pk]), decide)
    assert conflict.status_code == 409
    assert "Ühes aknas" in conflict.text
    assert "Teises aknas" in conflict.text
    assert AnnualReport.objects.get(pk=sent.pk).state == "submitted"


def test_the_address_of_a_refused_form_leads_back_to_the_report(client, sent, riina, mari):
    addresses = [reverse(f"reports:{name}", args=[sent.pk]) for name in ("funder_decide", "funder_remark")]
    client.force_login(riina)
    for address in addresses:
        assert client.get(address).url == reverse("reports:funder_report", args=[sent.pk])
    client.force_login(mari)
    assert {client.get(address).status_code for address in addresses} <= {403, 404}


def test_too_long_or_hostile_a_comment_stays_what_was_typed(client, sent, riina):
    client.force_login(riina)
    address = reverse("reports:funder_remark", args=[sent.pk])
    long = client.post(address, {"key": "summary", "body": "õ" * (LONGEST + 1), "revision": "0"})
    assert long.status_code == 422
    assert "õ" * (LONGEST + 1) in long.text
    decided = client.post(
        reverse("reports:funder_decide", args=[sent.pk]),
        {"decision": "return", "comment": "õ" * (LONGEST + 1)},
    )
    assert decided.status_code == 422
    assert "õ" * (LONGEST + 1) in decided.text
    assert not Comment.objects.exists()
    hostile = "**Tere** <script>alert(1)</script> [x](javascript:alert(1))"
    remark(sent, riina, hostile)
    actions.return_with_comments(report=sent, by=riina)
    page = client.get(reverse("reports:funder_report", args=[sent.pk])).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "javascript:alert(1)&quot;" not in page


def test_reading_costs_the_same_however_much_was_said(
    client, sent, riina, outcome, django_assert_max_num_queries
):
    for number, key in enumerate(("summary", "deviations", "materials", outcome)):
        remark(sent, riina, f"Märkus {number}", key)
    client.force_login(riina)
    with django_assert_max_num_queries(20):
        client.get(reverse("reports:funder_report", args=[sent.pk]))


def test_strangers_and_unknown_parts_are_not_there(client, sent, mari, riina):
    address = reverse("reports:funder_remark", args=[sent.pk])
    typed = {"key": "summary", "body": "x", "revision": "0"}
    other = User.objects.create_user("other@ministeerium.example", "x", role="funder")
    jaan = User.objects.create_user("jaan@viljandivald.example", "x", role="official")
    for stranger in (other, jaan, mari):
        client.force_login(stranger)
        assert client.post(address, typed).status_code == 404
    client.force_login(riina)
    for wrong in ({"key": "outcome:999999"}, {"revision": "üks"}):
        assert client.post(address, typed | wrong).status_code == 404
    with pytest.raises(ValidationError):
        remark(sent, riina, "x", "outcome:999999")
    assert not Comment.objects.exists()


def test_after_the_decision_a_comment_is_refused_with_its_text(client, sent, riina, tarmo):
    actions.accept(report=sent, by=riina)
    client.force_login(tarmo)
    address = reverse("reports:funder_remark", args=[sent.pk])
    late = client.post(address, {"key": "summary", "body": "Hiljaks jäi", "revision": "0"})
    assert late.status_code == 422
    assert "Hiljaks jäi" in late.text
    decided = client.post(
        reverse("reports:funder_decide", args=[sent.pk]), {"decision": "accept", "sure": "1"}
    )
    assert decided.status_code == 422  # the same decision, but another's
    assert "Riina Mets võttis aruande vastu" in decided.text


def test_each_comment_is_answered_beside_its_part(client, sent, make_ready, riina, mari, outcome):
    remark(sent, riina, "Kust on see arv?", outcome)
    actions.return_with_comments(report=sent, by=riina, comment="Lugege üle.")
    following, (about, whole) = next_of(sent), Comment.objects.order_by("-key")
    client.force_login(mari)
    page = client.get(following.get_absolute_url()).text
    assert "2 rahastaja märkust on veel vastuseta" in page
    beside = page.partition(f'id="{outcome.replace(":", "-")}"')[2].partition("</form>")[2]
    assert "Kust on see arv?" in beside[:1500]
    address = reverse("reports:report_answer", args=[following.pk, about.pk])
    saved = client.post(address, {"body": "Registrist.", "revision": str(about.revision)}, headers=HTMX)
    assert saved.status_code == 200
    save_answer(report=following, comment=whole, text="Lugesime.", revision=whole.revision, by=mari)
    # Until the version is submitted the funder sees no answer.
    funders = reverse("reports:funder_report", args=[sent.pk])
    client.force_login(riina)
    assert "Registrist." not in client.get(funders).text
    actions.submit(report=make_ready(following), by=mari)
    page = client.get(reverse("reports:funder_report", args=[following.pk])).text
    for words in ("Kust on see arv?", "Registrist.", "Lugesime.", "versioon 1"):
        assert words in page
    assert "Registrist." in client.get(funders).text


def test_answers_are_closed_with_their_version(client, sent, make_ready, riina, mari):
    actions.return_with_comments(report=sent, by=riina, comment="Lugege üle.")
    second, comment = next_of(sent), Comment.objects.get()
    actions.submit(report=make_ready(second), by=mari)  # a comment without an answer stops nothing
    with pytest.raises(ReportClosed):
        save_answer(report=second, comment=comment, text="x", revision=comment.revision, by=mari)
    client.force_login(mari)
    address = reverse("reports:report_answer", args=[second.pk, comment.pk])
    late = client.post(address, {"body": "Hiline vastus", "revision": str(comment.revision)}, headers=HTMX)
    assert late.status_code == 422
    actions.return_with_comments(report=second, by=riina, comment="Veel kord.")
    third = next_of(second)
    assert {row.said for row in Answers(third).missing} == {"Lugege üle.", "Veel kord."}
    for row in Comment.objects.sent():
        save_answer(report=third, comment=row, text="Tehtud.", revision=row.revision, by=mari)
    actions.submit(report=make_ready(third), by=mari)
    actions.return_with_comments(report=third, by=riina, comment="Kolmandat korda.")
    fourth = next_of(third)
    assert [row.said for row in Answers(fourth).missing] == ["Kolmandat korda."]
    with pytest.raises(ValidationError):
        save_answer(report=fourth, comment=comment, text="Teisiti.", revision=2, by=mari)
    assert len(told(fourth, to_staff=False)) == 3


def test_two_who_answer_lose_nothing(client, sent, riina, mari):
    actions.return_with_comments(report=sent, by=riina, comment="Lugege üle.")
    following, comment = next_of(sent), Comment.objects.get()
    save_answer(report=following, comment=comment, text="Esimene.", revision=comment.revision, by=mari)
    with pytest.raises(EditConflict):
        save_answer(report=following, comment=comment, text="Teine.", revision=comment.revision, by=mari)
    client.force_login(mari)
    address = reverse("reports:report_answer", args=[following.pk, comment.pk])
    page = client.post(address, {"body": "Teine.", "revision": str(comment.revision)})
    assert page.status_code == 409
    assert "Esimene." in page.text
    assert "Teine." in page.text
    long = client.post(address, {"body": "õ" * (LONGEST + 1), "revision": str(comment.revision)})
    assert long.status_code == 422
    assert "õ" * (LONGEST + 1) in long.text
    foreign = reverse("reports:report_answer", args=[sent.pk, comment.pk])
    assert client.post(foreign, {"body": "x", "revision": "1"}).status_code == 404
