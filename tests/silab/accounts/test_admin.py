"""The admin that records share: maker, history, search, export; and who may what in it."""

import io

import pytest
from allauth.mfa.models import Authenticator
from openpyxl import load_workbook

from silab.accounts.models import Person, User
from tests.silab.accounts.factories import PersonFactory


@pytest.fixture
def office(mari, sign_in):
    return sign_in(mari)


def test_it_speaks_estonian(office):
    assert "Silabi andmed" in office.get("/haldus/").text


def test_a_record_keeps_its_maker_and_changes(office, mari, jaan):
    office.post("/haldus/accounts/person/add/", {"name": "Õie Kuusk", "email": "", "phone": ""})
    person = Person.objects.get()
    assert person.created_by == mari
    office.post(
        f"/haldus/accounts/person/{person.pk}/change/", {"name": "Õie Lepp", "email": "", "phone": "5"}
    )
    assert [(past.name, past.history_user) for past in person.history.all()] == [
        ("Õie Lepp", mari),
        ("Õie Kuusk", mari),
    ]
    assert "Õie Kuusk" in office.get(f"/haldus/accounts/person/{person.pk}/history/").text


def test_names_are_found_without_diacritics(office):
    PersonFactory(name="Õie Kuusk")
    PersonFactory(name="Heli Lepp")
    page = office.get("/haldus/accounts/person/?q=OIE").text
    assert "Õie Kuusk" in page
    assert "Heli Lepp" not in page


def test_an_exported_name_is_no_formula(office):
    PersonFactory(name='=HYPERLINK("http://mujal.example")', email="")
    answer = office.get("/haldus/accounts/person/export/")
    assert ".xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert "nimi" in [cell.value for cell in sheet[1]]
    cells = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" and not str(cell.value).startswith("=") for cell in cells)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_with_more_rows(office, rows, django_assert_max_num_queries):
    PersonFactory.create_batch(rows)
    with django_assert_max_num_queries(8):
        assert office.get("/haldus/accounts/person/").status_code == 200


def test_staff_look_at_users_and_superusers_change_them(office, mari, jaan, sign_in):
    address = f"/haldus/accounts/user/{jaan.pk}/change/"
    assert office.get(address).status_code == 200
    assert office.post(address, {"role": "staff", "language": "et"}).status_code == 403
    chief = User.objects.create_superuser("ulle@silab.example", "x")
    Authenticator.objects.create(user=jaan, type=Authenticator.Type.TOTP, data={})
    actions = {"action": "drop_second_factor", "_selected_action": [jaan.pk]}
    office.post("/haldus/accounts/user/", actions)
    assert Authenticator.objects.exists()
    sign_in(chief).post("/haldus/accounts/user/", actions)
    assert not Authenticator.objects.exists()
