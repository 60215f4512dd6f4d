"""A campaign is made page by page; what is wrong is said beside its field, what is chosen is kept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Contact
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.municipalities.factories import ContactFactory, CountyFactory, MunicipalityFactory, OfficialFactory
from tests.trainings.campaigns.factories import (
    CampaignFactory,
    RecipientFactory,
    SentCampaignFactory,
    send_now,
)
from tests.trainings.factories import CallFactory
from trainings.campaigns.addresses import suggestions_for
from trainings.models import Campaign, CampaignRecipient, Outreach

pytestmark = pytest.mark.django_db
LETTER = {"title": "Kevad", "subject": "Kutse: {{omavalitsus}}", "body": "Tere, {{nimi}}!"}


def at(name, campaign=None, query=""):
    return reverse(f"trainings:{name}", args=[campaign.pk] if campaign else []) + query


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("subject", {"subject": "{{vald}}"}),
        ("body", {"body": "Vaadake {{link}}"}),
        ("body", {"body": "{{nimi"}),
        ("body", {"body": "x" * 20_001}),
        ("title", {"title": ""}),
        ("training", {"training": "99999"}),
        ("calls_due_on", {"calls_due_on": "homme"}),
    ],
)
def test_a_bad_letter_is_refused_beside_its_field_and_kept_as_typed(staff, field, data):
    answer = staff.post(at("campaign_new"), LETTER | data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Campaign.objects.exists()


def test_a_subject_is_one_line(staff):
    staff.post(at("campaign_new"), LETTER | {"subject": "Kutse\r\nBcc: keegi@kuri.example"})
    assert Campaign.objects.get().subject == "Kutse Bcc: keegi@kuri.example"


def test_narrowing_keeps_what_was_ticked_and_takes_only_what_was_shown(staff):
    harju, tartu = (
        CountyFactory(code=code, name=name) for code, name in (("0037", "Harju"), ("0079", "Tartu"))
    )
    north, south = (MunicipalityFactory.create_batch(2, county=county) for county in (harju, tartu))
    campaign = CampaignFactory()
    url = at("campaign_recipients", campaign)
    shown = ",".join(str(one.pk) for one in north)
    ticked = {"shown": shown, "municipalities": [one.pk for one in north]}
    answer = staff.post(url, ticked | {"filter": "1", "county": tartu.pk})
    assert answer.url == f"{url}?county={tartu.pk}"
    page = staff.get(answer.url)
    assert [name for name, _rows in page.context["counties"]] == ["Tartu"]
    ticked = {"shown": page.context["shown"], "municipalities": [south[0].pk, north[1].pk]}
    assert staff.post(url, ticked).url == at("campaign_addresses", campaign)
    chosen = set(campaign.recipients.values_list("municipality", flat=True))
    assert chosen == {north[0].pk, north[1].pk, south[0].pk}
    staff.post(url, {"shown": shown, "municipalities": ["x", "-1", "9" * 40, str(south[1].pk)]})
    assert set(campaign.recipients.values_list("municipality", flat=True)) == {south[0].pk}


def test_who_was_contacted_for_the_training_can_be_left_out(staff):
    campaign = CampaignFactory(training=CallFactory())
    new, old = MunicipalityFactory(), MunicipalityFactory()
    contact = ContactFactory(municipality=old, on=timezone.localdate())
    Outreach.objects.create(training=campaign.training, contact=contact)
    for asked, found in (
        ("not_for", [new]),
        ("year", [old]),
        ("not_year", [new]),
        ("chosen", []),
        ("", [new, old]),
    ):
        page = staff.get(at("campaign_recipients", campaign), {"contacted": asked})
        rows = [row for _name, rows in page.context["counties"] for row in rows]
        assert sorted(row.pk for row in rows) == sorted(one.pk for one in found), asked


def test_the_best_known_address_is_suggested():
    towns = MunicipalityFactory.create_batch(5)
    ContactFactory(municipality=towns[0], with_whom="Ants Aas <ants@vald.example>")
    ContactFactory(municipality=towns[1], with_whom="vana@vald.example")
    RecipientFactory(municipality=towns[1], email="kiri@vald.example", letter=ContactFactory())
    RecipientFactory(municipality=towns[2], email="kiri2@vald.example", letter=ContactFactory())
    OfficialFactory(municipality=towns[2], user__email="ametnik@vald.example")
    OfficialFactory(
        municipality=towns[3], user__email="kaasaja@vald.example", responsible_for_engagement=True
    )
    OfficialFactory(municipality=towns[3], user__email="teine@vald.example")
    OfficialFactory(municipality=towns[4], user__email="ootab@vald.example", state="asked")
    found = suggestions_for(towns)
    assert [found[one.pk].email for one in towns[:4]] == [
        "ants@vald.example", "kiri@vald.example", "ametnik@vald.example", "kaasaja@vald.example",
    ]  # fmt: skip
    assert found[towns[0].pk].name == "Ants Aas"
    assert towns[4].pk not in found


def test_addresses_are_corrected_in_one_table(staff):
    campaign = CampaignFactory()
    first, second = RecipientFactory.create_batch(2, campaign=campaign, email="")
    url = at("campaign_addresses", campaign)
    data = {f"name-{first.pk}": "Uus", f"email-{first.pk}": "ei ole aadress", f"name-{second.pk}": "Teine"}
    answer = staff.post(url, data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"email-{first.pk}"]
    assert staff.post(url, data | {f"email-{first.pk}": "uus@vald.example"}).status_code == 302
    rows = dict(campaign.recipients.values_list("name", "email"))
    assert rows == {"Uus": "uus@vald.example", "Teine": ""}


def test_each_letter_is_seen_before_all_go_and_only_what_was_seen_goes(staff, mari):
    campaign = CampaignFactory(training=CallFactory())
    first, second = RecipientFactory.create_batch(2, campaign=campaign)
    RecipientFactory(campaign=campaign, email="")
    url = at("campaign_check", campaign)
    page = staff.get(url, {"saaja": second.pk})
    assert page.context["letter"]["subject"] == f"Kutse: {second.municipality.name}"
    assert f"Tere, {second.name}!" in page.content.decode()
    old = page.context["digest"]
    staff.post(
        at("campaign_letter", campaign),
        LETTER | {"body": "Hoopis teine kiri.", "training": campaign.training_id},
    )
    assert staff.post(url, {"digest": old}).status_code == 409
    assert not Job.objects.exists()
    digest = staff.get(url).context["digest"]
    for _ in range(2):
        assert staff.post(url, {"digest": digest}).url == at("campaign", campaign)
    job = Job.objects.get()
    run(job.pk)
    assert Notice.objects.count() == Contact.objects.count() == Outreach.objects.count() == 2
    assert "Hoopis teine kiri." in Notice.objects.first().text
    assert staff.get(at("campaign", campaign)).context["figures"][0].value == 2
    assert staff.post(url, {"digest": digest}).status_code in (302, 409)
    assert Job.objects.count() == 1
    assert first.history.first().history_user == mari


def test_what_cannot_go_yet_says_why(staff):
    training = CallFactory(is_public=False)
    campaign = CampaignFactory(training=training, body="Vaadake {{link}}")
    assert len(staff.get(at("campaign_check", campaign)).context["stops"]) == 2
    RecipientFactory(campaign=campaign)
    assert len(staff.get(at("campaign_check", campaign)).context["stops"]) == 1
    training.is_public = True
    training.save()
    assert staff.get(at("campaign_check", campaign)).context["stops"] == []


def test_the_words_of_a_sent_letter_stand(staff):
    campaign = SentCampaignFactory()
    for name in ("campaign_letter", "campaign_delete"):
        assert staff.post(at(name, campaign), LETTER).url == at("campaign", campaign)
    campaign.refresh_from_db()
    assert campaign.subject == "Kutse: {{omavalitsus}}"


def test_a_draft_is_deleted_after_asking(staff):
    campaign = RecipientFactory().campaign
    assert staff.get(at("campaign_delete", campaign)).status_code == 200
    staff.post(at("campaign_delete", campaign))
    assert not Campaign.objects.exists()
    assert not CampaignRecipient.objects.exists()


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("campaigns", 8),
        ("campaign", 15),
        ("campaign_calls", 12),
        ("campaign_recipients", 15),
        ("campaign_addresses", 15),
        ("campaign_check", 15),
    ],
)
def test_pages_cost_the_same_at_one_and_three_rows(staff, mari, name, most, django_assert_max_num_queries):
    campaign = CampaignFactory(training=CallFactory())
    counts = []
    for rows in (1, 2):
        RecipientFactory.create_batch(rows, campaign=campaign)
        if name in ("campaign", "campaign_calls", "campaigns"):
            send_now(campaign, mari)
        with django_assert_max_num_queries(most) as asked:
            assert staff.get(at(name, None if name == "campaigns" else campaign)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_step_with_nobody_chosen_is_not_done(staff):
    campaign = CampaignFactory()
    states = [step.state for step in staff.get(at("campaign_check", campaign)).context["steps"]]
    assert states == ["done", "open", "open", "current"]
    RecipientFactory(campaign=campaign)
    states = [step.state for step in staff.get(at("campaign_check", campaign)).context["steps"]]
    assert states == ["done", "done", "done", "current"]
