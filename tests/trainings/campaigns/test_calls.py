"""The calls after a letter: a list of tasks, each with its outcome; two callers are told of each other."""

import pytest
from django.urls import reverse

from municipalities.models import Contact
from silab.accounts.enums import Role
from tests.silab.accounts.factories import UserFactory
from tests.trainings.campaigns.factories import RecipientFactory, SentCampaignFactory, send_now
from tests.trainings.factories import CallFactory, ParticipantFactory
from trainings.campaigns.calls import mark_of, next_to_call
from trainings.models import Outreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return SentCampaignFactory(training=CallFactory())


@pytest.fixture
def kaie(sign_in):
    return sign_in(UserFactory(email="kaie@silab.example", name="Kaie Kasemets", role=Role.STAFF))


def call_url(row):
    return reverse("trainings:campaign_call", args=[row.pk])


def ended(row, outcome="interested", **more):
    row.refresh_from_db()
    return {"outcome": outcome, "seen": mark_of(row), "summary": "Uurivad.", **more}


def test_a_call_is_kept_as_a_contact_and_leads_to_the_next(staff, mari, campaign):
    first, second = RecipientFactory.create_batch(2, campaign=campaign)
    answer = staff.post(call_url(first), ended(first, follow_up_on="01.12.2099", next="1"))
    assert answer.url == call_url(second)
    contact = Contact.objects.get()
    assert contact.outreach.training == campaign.training
    assert (contact.channel, contact.municipality, contact.created_by) == ("call", first.municipality, mari)
    assert contact.summary.endswith("Uurivad.")
    assert contact in Contact.objects.to_follow_up()
    first.refresh_from_db()
    assert (first.call, first.outcome, first.called_by) == (contact, "interested", mari)
    assert staff.post(call_url(second), ended(second, next="1")).url.endswith("/koned/")


def test_whom_nobody_has_tried_comes_before_whom_nobody_reached(staff, mari, campaign):
    tried, fresh, done = RecipientFactory.create_batch(3, campaign=campaign)
    staff.post(call_url(tried), ended(tried, "not_reached"))
    staff.post(call_url(done), ended(done, "declined"))
    assert next_to_call(campaign, mari) == fresh
    assert next_to_call(campaign, mari, after=fresh) == tried
    staff.post(call_url(tried), ended(tried, "coming"))
    assert Contact.objects.filter(municipality=tried.municipality).count() == 2


def test_a_second_caller_sees_the_first_one_and_is_led_past(staff, kaie, campaign):
    first, second = RecipientFactory.create_batch(2, campaign=campaign)
    assert staff.get(call_url(first)).context["other"] is None
    assert kaie.get(call_url(first)).context["other"].name.startswith("Mari")
    page = kaie.get(reverse("trainings:campaign_calls", args=[campaign.pk]))
    assert page.context["next"] == second
    assert "Mari" in page.content.decode()
    staff.post(call_url(first), ended(first, "not_reached"))
    assert kaie.get(call_url(first)).context["other"] is None


def test_a_call_that_somebody_recorded_meanwhile_is_not_recorded_twice_untold(staff, kaie, campaign):
    row = RecipientFactory(campaign=campaign)
    seen = ended(row, "coming", summary="Minu jutt.")
    staff.post(call_url(row), ended(row, "declined"))
    answer = kaie.post(call_url(row), seen)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Mari" in html
    assert "Minu jutt." in html
    assert Contact.objects.count() == 1
    again = kaie.post(call_url(row), seen | {"seen": answer.context["form"].data["seen"]})
    assert again.status_code == 302
    assert Contact.objects.count() == 2


def test_taking_a_call_back_brings_what_stood_before(staff, campaign):
    row = RecipientFactory(campaign=campaign)
    for outcome in ("not_reached", "coming"):
        staff.post(call_url(row), ended(row, outcome))
    back = reverse("trainings:campaign_take_back", args=[row.pk])
    row.refresh_from_db()
    stale = mark_of(row)
    for outcome in ("not_reached", "to_call"):
        staff.post(back, {"seen": mark_of(row)})
        row.refresh_from_db()
        assert row.outcome == outcome
    assert (row.call, row.called_at, row.called_by) == (None, None, None)
    assert not Contact.objects.exists()
    assert not Outreach.objects.exists()
    staff.post(back, {"seen": stale})
    row.refresh_from_db()
    assert row.outcome == "to_call"


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("outcome", {"outcome": "to_call"}),
        ("outcome", {"outcome": ""}),
        ("follow_up_on", {"follow_up_on": "01.01.2020"}),
        ("summary", {"summary": "x" * 5001}),
        ("with_whom", {"with_whom": "x" * 201}),
    ],
)
def test_a_bad_call_is_refused_beside_its_field(staff, campaign, field, data):
    row = RecipientFactory(campaign=campaign)
    answer = staff.post(call_url(row), ended(row) | data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Contact.objects.exists()


def test_the_funnel_goes_on_with_what_the_recruitment_counts_and_every_figure_opens(staff, mari, campaign):
    rows = RecipientFactory.create_batch(5, campaign=campaign)
    RecipientFactory(campaign=campaign, email="")
    send_now(campaign, mari)
    for row, outcome in zip(rows, ("coming", "interested", "declined", "not_reached"), strict=False):
        staff.post(call_url(row), ended(row, outcome))
    info_day = CallFactory(kind="info_day", recruits_for=campaign.training)
    ParticipantFactory(training=info_day)
    page = staff.get(reverse("trainings:campaign", args=[campaign.pk]))
    figures = page.context["figures"]
    assert [figure.value for figure in figures] == [5, 3, 2, 1, 1, 0, 0, 0]
    for figure in figures:
        assert staff.get(figure.url).context["list"].count == figure.value, figure.title
    calls = staff.get(reverse("trainings:campaign_calls", args=[campaign.pk]), {"stage": "helistada"})
    assert calls.context["list"].count == 3
    assert calls.context["counts"]["aadressita"] == 1


def test_calls_begin_when_the_letter_has_gone(staff):
    row = RecipientFactory()
    assert staff.get(call_url(row)).status_code == 404
    assert staff.get(reverse("trainings:campaign_calls", args=[row.campaign_id])).status_code == 302


def test_a_call_page_keeps_to_its_queries(staff, campaign, django_assert_max_num_queries):
    row = RecipientFactory(campaign=campaign)
    for _ in range(3):
        staff.post(call_url(row), ended(row, "not_reached"))
    with django_assert_max_num_queries(15):
        staff.get(call_url(row))
