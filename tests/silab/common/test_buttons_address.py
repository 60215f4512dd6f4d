"""An address that only buttons use says so when it is opened by itself, and leads back."""

import pytest
from django.urls import reverse

from reports.models import FormSection
from tests.reports.factories import ContractFactory


@pytest.fixture
def moved(db):
    section = FormSection.objects.create(
        contract=ContractFactory(), order=1, kind="text", key="tekst", heading="Tekst"
    )
    return reverse("reports:form_move", args=[section.pk])


def test_opened_by_itself_it_leads_to_the_page_above(sign_in, mari, moved):
    answer = sign_in(mari).get(f"{moved}?leping=silab-2021")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Siin ei ole midagi vaadata" in answer.text
    above = moved.removesuffix("liiguta/")
    assert f'href="{above}?leping=silab-2021"' in answer.text
    assert sign_in(mari).get(above).status_code == 200


def test_it_leads_to_where_somebody_came_from_and_never_to_another_site(sign_in, mari, moved):
    here = {"Referer": "http://testserver/plaan/aruandevorm/?leping=x"}
    assert 'href="/plaan/aruandevorm/?leping=x"' in sign_in(mari).get(moved, headers=here).text
    for elsewhere in ("http://mujal.example/plaan/", f"http://testserver{moved}"):
        page = sign_in(mari).get(moved, headers={"Referer": elsewhere}).text
        assert "mujal" not in page
        assert f'href="{moved.removesuffix("liiguta/")}"' in page


def test_parts_of_pages_get_no_whole_page(sign_in, mari, moved):
    assert sign_in(mari).get(moved, headers={"HX-Request": "true"}).content == b""
