"""Queries that are put together once: what they answer is what the queryset would answer."""

import pytest
from django.db.models import BigIntegerField, Count, Sum
from django.forms import model_to_dict

from networks.models import Lab, Membership
from silab.common.statements import Given, Statement
from tests.networks.factories import LabFundingFactory, MembershipFactory

pytestmark = pytest.mark.django_db

ASKED = Given("municipality", BigIntegerField())


def test_records_come_as_a_queryset_gives_them(viljandi, anija, django_assert_num_queries):
    for municipality in (viljandi, viljandi, anija):
        MembershipFactory(municipality=municipality)
    whole = Membership.objects.select_related("network", "municipality__county").annotate(n=Count("network"))
    statement = Statement(lambda: whole.filter(municipality=ASKED).order_by("pk"))
    for municipality in (viljandi, anija):
        expected = list(whole.filter(municipality=municipality).order_by("pk"))
        with django_assert_num_queries(1):
            records = statement.records(municipality=municipality.pk)
            assert [model_to_dict(one.network) for one in records] == [
                model_to_dict(one.network) for one in expected
            ]
            assert {one.municipality.county for one in records} == {municipality.county}
        assert records == expected
        assert [one.n for one in records] == [1] * len(expected)


def test_values_are_those_of_python_and_other_fields_are_read_when_asked_for(viljandi):
    lab = LabFundingFactory(lab__municipality=viljandi, amount="12.50").lab
    found = Lab.objects.filter(municipality=ASKED).annotate(raised=Sum("fundings__amount")).only("name")
    (record,) = Statement(lambda: found).records(municipality=viljandi.pk)
    assert (record.name, record.raised) == (lab.name, LabFundingFactory._meta.model.objects.get().amount)
    assert record.get_deferred_fields() >= {"problem", "state"}
    assert record.state == lab.state
