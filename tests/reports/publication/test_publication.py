"""Everybody reads a published report and nothing of what is not (domain.md §11)."""

import json
import re

import pytest
from django.urls import reverse

from reports.annual import actions
from reports.annual.errors import ReportClosed
from reports.annual.withdrawing import withdraw
from reports.models import AnnualReport
from reports.publication.actions import publish, unpublish
from reports.publication.page import address
from silab.jobs.running import run

LIST = "/avalik/aruanded/"


@pytest.fixture
def public(accepted, mari, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return publish(report=accepted, by=mari)


def structured(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_only_what_was_accepted_and_published_is_public(client, report, make_ready, mari, riina):
    for step in (
        lambda: None,
        lambda: actions.submit(report=make_ready(report), by=mari),
        lambda: actions.accept(report=report, by=riina),
    ):
        step()
        assert client.get(address(report)).status_code == 404
        assert client.get(address(report, "reports:published_pdf")).status_code == 404
        if AnnualReport.objects.get(pk=report.pk).state != "accepted":
            with pytest.raises(ReportClosed):
                publish(report=report, by=mari)
    assert "Ühtki aruannet ei ole veel avaldatud" in client.get(LIST).text


def test_staff_publish_after_being_asked(client, accepted, mari, django_capture_on_commit_callbacks):
    assert client.get(LIST).status_code == 200
    client.force_login(mari)
    ask = reverse("reports:report_publish", args=[accepted.pk])
    assert "Jah, avalda" in client.get(ask).text
    assert AnnualReport.objects.get(pk=accepted.pk).published_at is None
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(ask).status_code == 302
    twice = client.post(ask)
    assert twice.status_code == 422
    assert "Aruanne on juba avaldatud: Mari Kask" in twice.text
    assert address(accepted) in client.get(accepted.get_absolute_url()).text
    client.logout()
    assert address(accepted) in client.get(LIST).text  # at once, though the list was kept


def test_the_public_page_holds_the_document_and_nobody_of_it(client, public, mari, riina):
    page = client.get(address(public))
    assert page.status_code == 200
    for words in ("Valimised lükkasid töö edasi.", "Koolitust läbi viidud", public.pdf_sha256):
        assert words in page.text
    for private in (mari.name, mari.email, riina.name, riina.email, "/aruanded/lisad/", "/rahastaja/"):
        assert private not in page.text
    assert not re.search(r'href="/aruanded/', page.text)
    assert "csrf" not in page.text.lower().replace("x-csrftoken", "")
    told = structured(page.text)
    assert (told["@type"], told["encoding"]["sha256"]) == ("Report", public.pdf_sha256)
    assert structured(client.get(LIST).text)["hasPart"][0]["url"].endswith(address(public))


def test_the_pdf_is_the_submitted_one_and_not_sent_again(client, public):
    file = client.get(address(public, "reports:published_pdf"))
    with public.pdf.open() as kept:
        assert b"".join(file.streaming_content) == kept.read()
    assert file["X-Content-Type-Options"] == "nosniff"
    same = client.get(address(public, "reports:published_pdf"), headers={"if-none-match": file["ETag"]})
    assert same.status_code == 304


def test_a_page_that_has_not_changed_costs_no_query(client, public, django_assert_num_queries):
    for path in (LIST, address(public)):
        first = client.get(path)
        with django_assert_num_queries(0):
            same = client.get(path, headers={"if-none-match": first["ETag"]})
            assert client.get(path).content == first.content
        assert same.status_code == 304


def test_the_first_visit_costs_few_queries(client, public, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(address(public))
    with django_assert_max_num_queries(1):
        client.get(LIST)


def test_the_page_is_there_in_english_too(client, public):
    client.cookies["silab_language"] = "en"
    from django.conf import settings

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(address(public)).text
    assert "Annual report of the strategic partnership 2022" in page
    assert "General information" in page


def test_a_publication_ends_with_a_reason(client, public, mari, django_capture_on_commit_callbacks):
    assert client.get(address(public)).status_code == 200
    with pytest.raises(ReportClosed):
        publish(report=public, by=mari)
    client.force_login(mari)
    ask = reverse("reports:report_unpublish", args=[public.pk])
    assert client.post(ask, {"reason": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ask, {"reason": "Lisas on isiku nimi."})
    assert "Lisas on isiku nimi." in client.get(public.get_absolute_url()).text
    client.logout()
    assert client.get(address(public)).status_code == 404
    assert client.get(address(public, "reports:published_pdf")).status_code == 404
    with pytest.raises(ReportClosed):
        unpublish(report=public, by=mari, reason="Veel kord.")
    with django_capture_on_commit_callbacks(execute=True):
        publish(report=public, by=mari)  # and it may be opened again; the history holds all three
    assert client.get(address(public)).status_code == 200
    client.force_login(mari)
    assert "Lisas on isiku nimi." in client.get(public.get_absolute_url()).text


def test_a_withdrawn_report_stays_with_the_reason_without_its_file(
    client, public, mari, riina, make_ready, django_capture_on_commit_callbacks
):
    assert "Laadi PDF alla" in client.get(address(public)).text
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(report=public, by=mari, reason="Kulude arv oli vale.")
    page = client.get(address(public)).text
    assert "Kulude arv oli vale." in page
    assert "Laadi PDF alla" not in page
    assert "encoding" not in structured(page)
    assert client.get(address(public, "reports:published_pdf")).url == address(public)
    assert "tagasi võetud" in client.get(LIST).text
    following = actions.open_report(contract=public.contract, year=public.year, by=mari)
    actions.accept(report=actions.submit(report=make_ready(following), by=mari), by=riina)
    with django_capture_on_commit_callbacks(execute=True):
        publish(report=following, by=mari)
    assert address(following) in client.get(address(public)).text


def test_the_stamp_names_a_person_and_is_not_public(client, public):
    from silab.jobs.models import Job

    run(Job.objects.get(kind="reports.annual_stamp").pk)
    page = client.get(address(public)).text
    assert AnnualReport.objects.get(pk=public.pk).stamped_sha256 not in page
