"""Programs read what the PDF prints, in the name of somebody who may."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from reports.api.endpoints import PAGE
from reports.api.tokens import MOST, VALID_FOR, make_token, revoke
from reports.models import AnnualReport, ApiToken
from tests.reports.factories import ContractFactory


@pytest.fixture
def ask(client, riina):
    """Read a path of the API with a key of Riina's."""
    cache.clear()
    _token, key = make_token(user=riina, name="töövihik", by=riina)

    def asked(path, key=key, **query):
        return client.get(f"/api/v1/{path}", query, headers={"authorization": f"Bearer {key}"})

    return asked


def test_the_figures_are_those_of_the_snapshot_and_of_the_pdf(ask, sent):
    answer = ask(f"reports/{sent.pk}/figures")
    assert answer.status_code == 200
    told, frozen = answer.json(), sent.snapshot.figures
    assert told["totals"] == frozen["totals"]
    assert told["activities"] == frozen["activities"]
    assert told["goals"] == frozen["goals"]
    described = ask(f"reports/{sent.pk}").json()
    assert described["pdf_sha256"] == sent.pdf_sha256
    assert described["figures_sha256"] == sent.snapshot.sha256


def test_the_evidence_of_a_figure_is_read_to_its_end(ask, sent, monkeypatch):
    monkeypatch.setattr("reports.api.endpoints.PAGE", 1)
    name = next(name for name, kept in sent.snapshot.figures["evidence"].items() if kept["count"] == 2)
    first = ask(f"reports/{sent.pk}/evidence", figure=name).json()
    last = ask(f"reports/{sent.pk}/evidence", figure=name, offset=first["next_offset"]).json()
    assert [row["place"] for row in (*first["records"], *last["records"])] == [1, 2]
    assert last["next_offset"] is None
    assert PAGE > 1


def test_drafts_and_other_contracts_are_not_there(ask, sent, mari):
    draft = AnnualReport.objects.create(contract=sent.contract, year=2023)
    other = AnnualReport.objects.create(
        contract=ContractFactory(slug="voor"), year=2022, state="submitted", snapshot=sent.snapshot
    )
    assert [row["slug"] for row in ask("contracts").json()] == [sent.contract.slug]
    assert [row["id"] for row in ask(f"contracts/{sent.contract.slug}/reports").json()] == [sent.pk]
    for hidden in (draft, other):
        assert ask(f"reports/{hidden.pk}/figures").status_code == 404
    assert ask("contracts/voor/reports").status_code == 404


def test_keys_that_do_not_work_open_nothing(ask, sent, riina):
    token = ApiToken.objects.get()
    assert ask("contracts", key="silab_vale").status_code == 401
    with time_machine.travel(timezone.now() + timedelta(days=VALID_FOR + 2)):
        assert ask("contracts").status_code == 401
    riina.role = "visitor"
    riina.save()
    assert ask("contracts").status_code == 401
    riina.role = "funder"
    riina.save()
    assert ask("contracts").status_code == 200
    revoke(token=token, by=riina)
    refused = ask("contracts")
    assert refused.status_code == 401
    assert "võti" in refused.json()["detail"].lower()


def test_refusals_are_told_in_estonian_and_in_english_to_who_asks(ask, client, sent):
    where = f"/api/v1/reports/{sent.pk}/evidence"
    known = {"Authorization": ask("contracts").wsgi_request.headers["Authorization"]}
    for path, status, estonian, english in (
        (f"{where}?offset=-1", 422, "Siin on vaja arvu, mis on vähemalt 0.", "A number of at least 0"),
        (f"{where}?figure=x&offset=palju", 422, "Siia käib täisarv.", "A whole number belongs here."),
        (f"{where}?figure=pole", 404, "Siin ei ole midagi.", "There is nothing here."),
        ("/api/v1/mujal", 404, "Siin ei ole midagi.", "There is nothing here."),
    ):
        answer = client.get(path, headers=known)
        assert (answer.status_code, answer.headers["Content-Language"]) == (status, "et"), path
        assert estonian in str(answer.json()["detail"])
        answer = client.get(path, headers=known | {"Accept-Language": "en-GB,en;q=0.9"})
        assert english in str(answer.json()["detail"])
    missing = client.get(where, headers=known).json()["detail"]
    assert [(row["type"], row["loc"], row["msg"]) for row in missing] == [
        ("missing", ["query", "figure"], "See on puudu.")
    ]
    assert "Võti" in client.get("/api/v1/contracts").json()["detail"]
    assert "key" in client.get("/api/v1/contracts", headers={"Accept-Language": "en"}).json()["detail"]


def test_a_hasty_program_is_slowed_down(ask, sent):
    answers = [ask("contracts").status_code for _ in range(121)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert "Liiga palju" in ask("contracts").json()["detail"]


def test_a_key_is_shown_once_and_kept_nowhere(client, riina):
    client.force_login(riina)
    page = client.post(reverse("reports:api_keys"), {"name": "töövihik"}).text
    key = page.partition("silab_")[2].partition("<")[0]
    assert len(key) > 30
    assert key not in client.get(reverse("reports:api_keys")).text
    assert key not in str(ApiToken.objects.values_list())
    assert client.post(reverse("reports:api_keys"), {"name": " "}).status_code == 422


def test_nobody_revokes_anothers_key_and_keys_are_not_endless(client, riina, mari):
    token, _key = make_token(user=riina, name="töövihik", by=riina)
    client.force_login(mari)
    assert client.post(reverse("reports:api_key_revoke", args=[token.pk])).status_code == 404
    client.force_login(riina)
    for _ in range(MOST):
        client.post(reverse("reports:api_keys"), {"name": "veel"})
    assert ApiToken.objects.filter(user=riina).count() == MOST


def test_the_description_names_every_address(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/v1/contracts",
        "/api/v1/contracts/{slug}/reports",
        "/api/v1/reports/{pk}",
        "/api/v1/reports/{pk}/figures",
        "/api/v1/reports/{pk}/evidence",
    }
