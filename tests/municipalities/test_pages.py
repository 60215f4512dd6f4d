"""The register's pages: who sees what, at what cost (house.md, "Habits")."""

from datetime import date

import pytest
from django.urls import reverse

from municipalities.enums import CommunityState
from municipalities.models import Community
from tests.municipalities.badge.factories import AwardFactory
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    ContactFactory,
    DecisionParticipationFactory,
    FormatEventFactory,
    MunicipalityFactory,
    OfficialFactory,
    PrinciplesFactory,
    SatisfactionFactory,
    SpokespersonFactory,
)
from tests.municipalities.surveys.factories import WaveFactory

LIST = "/omavalitsused/"


def rows(response):
    return response.content.decode().count("<tr><td")


def full_of_records(municipality, times):
    for number in range(times):
        community = CommunityFactory(municipality=municipality)
        SpokespersonFactory(community=community)
        PrinciplesFactory(municipality=municipality)
        FormatEventFactory(format=CocreationFormatFactory(municipality=municipality))
        DecisionParticipationFactory(municipality=municipality).communities.add(community)
        ContactFactory(municipality=municipality)
        SatisfactionFactory(municipality=municipality, year=2020 + number)
        OfficialFactory(municipality=municipality)
        MunicipalityFactory(merged_into=municipality, valid_to=date(2025, 10, 19))
        AwardFactory(municipality=municipality)
        WaveFactory()


def test_the_list_is_that_of_its_day(client, mari, register):
    client.force_login(mari)
    counts = [
        client.get(LIST, {"on": day, "per_page": 100}).context["list"].count
        for day in ("", "2022-12-31", "31.12.2022", "2025-10-19")
    ]
    assert counts == [78, 79, 79, 78]


def test_the_list_is_filtered_by_name_county_and_kind(client, mari, register):
    client.force_login(mari)
    harju = register["Anija vald"].county_id
    for query, found in (
        ({"name": "POHJA"}, 2),
        ({"name": "saarema"}, 1),
        ({"county": harju}, 16),
        ({"county": harju, "kind": "linn"}, 4),
        ({"name": "zzz"}, 0),
    ):
        assert client.get(LIST, query).context["list"].count == found


def test_the_list_shows_the_figures_of_its_day(client, mari, viljandi):
    CommunityFactory(municipality=viljandi, accepted=True)
    CommunityFactory(municipality=viljandi, accepted=True)
    SatisfactionFactory(municipality=viljandi, year=2022, percentage="54.8")
    SatisfactionFactory(municipality=viljandi, year=2024, percentage="53.5")
    client.force_login(mari)
    csv = {
        day: b"".join(client.get(LIST, {"on": day, "export": "csv"}).streaming_content)
        .decode()
        .splitlines()[-1]
        for day in ("2022-05-09", "2022-05-10", "2024-12-31")
    }
    assert [line.split(";")[-2:] for line in csv.values()] == [["–", "54,8"], ["2", "54,8"], ["2", "53,5"]]


def test_the_list_costs_the_same_at_one_and_three_rows(client, mari, django_assert_max_num_queries):
    client.force_login(mari)
    counts = []
    for total in (1, 3):
        while len(counts) < 2 and MunicipalityFactory._meta.model.objects.count() < total:
            CommunityFactory(accepted=True)
        with django_assert_max_num_queries(8) as asked:
            assert rows(client.get(LIST)) == total
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_funder_sees_the_list_but_no_municipality(client, riina, viljandi):
    client.force_login(riina)
    page = client.get(LIST)
    assert viljandi.name in page.content.decode()
    assert viljandi.get_absolute_url() not in page.content.decode()
    assert client.get(viljandi.get_absolute_url()).status_code == 404


def test_the_page_costs_the_same_whatever_it_shows(client, mari, viljandi, django_assert_max_num_queries):
    client.force_login(mari)
    counts = []
    for times in (1, 3):
        full_of_records(viljandi, times)
        with django_assert_max_num_queries(15) as asked:
            assert client.get(viljandi.get_absolute_url()).status_code == 200
        counts.append(len(asked))
        for model in (viljandi.satisfactions, viljandi.contacts):
            model.all().delete()
    assert counts[0] == counts[1]


def test_the_page_shows_what_is_known(client, mari, register):
    johvi = register["Jõhvi vald"]
    community = CommunityFactory(municipality=johvi, accepted=True, name="Kotinuka")
    mandate = SpokespersonFactory(community=community)
    SpokespersonFactory(community=community, mandate_from=date(2020, 1, 1), mandate_to=date(2020, 12, 31))
    CocreationFormatFactory(municipality=johvi, name="Noorte ümarlaud")
    SatisfactionFactory(municipality=johvi, year=2024, percentage="53.5")
    ContactFactory(municipality=johvi, summary="Kutse infopäevale")
    client.force_login(mari)
    page = client.get(johvi.get_absolute_url()).content.decode()
    for words in ("0251", register["Toila vald"].get_absolute_url(), "Kotinuka", mandate.person.email):
        assert words in page
    for words in ("Noorte ümarlaud", "53,5", "Kutse infopäevale"):
        assert words in page
    assert page.count(community.get_absolute_url()) == 1


def test_what_people_typed_is_shown_as_typed(client, mari, viljandi):
    community = CommunityFactory(municipality=viljandi, name="Küla <i>&")
    SpokespersonFactory(community=community, person__name="Kaja <b>Näidis", person__phone="<script>")
    client.force_login(mari)
    page = client.get(viljandi.get_absolute_url()).content.decode()
    assert "Küla &lt;i&gt;&amp;</a>" in page
    assert "Kaja &lt;b&gt;Näidis" in page
    assert "<script>" not in page.partition('id="kogukonnad"')[2].partition("</section>")[0]


def test_officials_see_their_own_municipality_without_staffs_notes(client, jaan, viljandi, anija):
    ContactFactory(municipality=viljandi, summary="Ei vasta kirjadele")
    merged = MunicipalityFactory(merged_into=viljandi, valid_to=date(2025, 10, 19))
    client.force_login(jaan)
    page = client.get(viljandi.get_absolute_url())
    assert jaan.email in page.content.decode()
    assert "Ei vasta kirjadele" not in page.content.decode()
    assert client.get(merged.get_absolute_url()).status_code == 200
    assert client.get(anija.get_absolute_url()).status_code == 404
    assert client.get(LIST).status_code == 404


@pytest.mark.parametrize("name", ["list", "mine"])
def test_strangers_sign_in_first(client, db, name):
    assert client.get(reverse(f"municipalities:{name}")).status_code == 302


def test_an_official_accepts_on_the_communitys_page(client, jaan, viljandi):
    community = CommunityFactory(municipality=viljandi, name="Ramsi alevik")
    client.force_login(jaan)
    accept = reverse("municipalities:accept", args=[community.pk])
    assert accept in client.get(community.get_absolute_url()).content.decode()
    page = client.post(accept, follow=True).content.decode()
    assert accept not in page
    assert Community.objects.get().accepted_by == jaan
    assert client.post(accept, follow=True).status_code == 200


def test_sending_back_without_a_reason_keeps_the_page(client, jaan, viljandi):
    community = CommunityFactory(municipality=viljandi)
    client.force_login(jaan)
    url = reverse("municipalities:send_back", args=[community.pk])
    assert client.post(url, {"reason": " "}).status_code == 422
    client.post(url, {"reason": "Täpsustage piiri"})
    community.refresh_from_db()
    assert (community.state, community.sent_back_reason) == (CommunityState.SENT_BACK, "Täpsustage piiri")


@pytest.mark.parametrize("name", ["community", "accept", "send_back"])
def test_a_stranger_finds_no_community(client, leena, viljandi, name):
    url = reverse(f"municipalities:{name}", args=[CommunityFactory(municipality=viljandi).pk])
    client.force_login(leena)
    response = client.get(url) if name == "community" else client.post(url, {"reason": "x"})
    assert response.status_code == 404


def test_the_admin_lists_and_opens_every_record(client, mari, viljandi):
    from django.apps import apps
    from django.contrib import admin

    full_of_records(viljandi, 1)
    client.force_login(mari)
    labels = ("municipalities", "badge", "surveys")
    models = [model for model in admin.site._registry if model._meta.app_label in labels]
    ours = [
        m
        for label in labels
        for m in apps.get_app_config(label).get_models()
        if "istorical" not in m.__name__
    ]
    inline_only = {"MunicipalityCode", "MunicipalityAlias"}
    asked = {"ColleagueInvitation", "CommunityInvitation", "CommunityProposal"}  # kept on pages of their own
    assert {m.__name__ for m in ours} - inline_only - asked == {m.__name__ for m in models}
    for model in models:
        name = f"admin:{model._meta.label_lower.replace('.', '_')}"
        assert client.get(reverse(f"{name}_changelist"), {"q": "a"}).status_code == 200
        record = model.objects.order_by("pk").first()
        assert client.get(reverse(f"{name}_change", args=[record.pk])).status_code == 200
