"""Pages of labs."""

import pytest
from django.urls import reverse

from tests.networks.factories import LabFactory, LabFundingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_for_any_number_of_rows(mari, sign_in, rows, django_assert_max_num_queries):
    LabFundingFactory.create_batch(rows)
    browser = sign_in(mari)
    with django_assert_max_num_queries(5):
        assert "500,00" in browser.get(reverse("networks:labs")).text


def test_lab_page(mari, sign_in):
    assert sign_in(mari).get(LabFactory().get_absolute_url()).status_code == 200
