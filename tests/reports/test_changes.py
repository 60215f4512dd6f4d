"""No figure outlives the records that it was counted from, whoever changed them and however."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import F

from municipalities.models import CocreationFormat, Community, FormatEvent
from reports.changes import kept, stamp, watched
from reports.figures import count_figures, kept_by_municipality, kept_figures, kept_found
from silab import measures
from silab.measures import Period
from tests.municipalities.factories import CommunityFactory
from tests.networks.factories import HeldMeetingFactory, LabFundingFactory

Y2021 = Period.year(2021)
FUNDS = ("labs.funds_raised", Y2021)


def statements(code):
    """The SQL of a measure's records with its parameters, or nothing where no record can count."""
    try:
        return measures.get(code).records(Y2021, None).query.sql_with_params()
    except EmptyResultSet:
        return "", ()


@pytest.mark.django_db
@pytest.mark.parametrize("code", measures.all_measures())
def test_the_database_watches_every_table_that_a_measure_reads(code):
    read = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', statements(code)[0]))
    assert read
    assert read <= set(watched())


@pytest.mark.parametrize("code", measures.all_measures())
def test_a_measure_that_looks_at_the_clock_says_so(code):
    now = datetime.fromisoformat("2026-03-01T12:00+02:00")
    seen = []
    for later in (timedelta(0), timedelta(days=400)):
        with time_machine.travel(now + later, tick=False):
            seen.append(statements(code))
    assert (seen[0] != seen[1]) == measures.get(code).by_clock


@pytest.mark.django_db
def test_every_way_of_writing_is_noted():
    community = CommunityFactory()
    place, forum = community.municipality, {"kind": "forum", "name": "Foorum", "started_on": date(2021, 6, 1)}
    format = CocreationFormat.objects.create(municipality=place, **forum)
    event = FormatEvent(format=format, on=date(2021, 6, 2), topic="Arutelu")
    writes = [
        community.save,
        lambda: Community.objects.update(name="Teine"),
        lambda: Community.objects.bulk_update([community], ["boundary"]),
        event.save,
        lambda: event.communities.add(community),
        lambda: event.communities.clear(),
        lambda: connection.cursor().execute("UPDATE municipalities_community SET boundary = ''"),
        lambda: event.delete(),
        lambda: CocreationFormat.objects.bulk_create([CocreationFormat(municipality=place, **forum)]),
        community.delete,
    ]
    stamps = [stamp()]
    for write in writes:
        write()
        stamps.append(stamp())
    assert len(set(stamps)) == len(writes) + 1


@pytest.mark.django_db
def test_what_has_not_changed_is_not_counted_again(django_assert_num_queries):
    LabFundingFactory(on=date(2021, 6, 1), amount=100)
    asked = [FUNDS, ("trainings.participants", Y2021), ("nowhere.counted", Y2021)]
    first = kept_figures(asked, None)
    with django_assert_num_queries(1):
        again = kept_figures(asked, None)
    assert again == first == count_figures(asked, None)
    assert first[FUNDS] == 100


@pytest.mark.django_db
def test_a_change_is_seen_at_once_in_figure_records_and_map():
    funding = LabFundingFactory(on=date(2021, 6, 1), amount=100)
    place, measure = funding.lab.municipality, measures.get(FUNDS[0])

    def seen():
        return (
            kept_figures([FUNDS], None)[FUNDS],
            kept_found(measure, Y2021, None, place),
            kept_by_municipality(measure, Y2021, None),
        )

    assert seen() == (100, (1, 100), {place.pk: 100})
    type(funding).objects.update(amount=F("amount") + 1)
    assert seen() == (101, (1, 101), {place.pk: 101})
    funding.delete()
    assert seen() == (None, (0, None), {})


@pytest.mark.django_db
def test_what_was_rolled_back_is_not_remembered():
    LabFundingFactory(on=date(2021, 6, 1), amount=100)
    before = stamp()
    with transaction.atomic():
        LabFundingFactory(on=date(2021, 6, 2), amount=50)
        assert kept_figures([FUNDS], None)[FUNDS] == 150
        transaction.set_rollback(True)
    assert stamp() == before
    assert kept_figures([FUNDS], None)[FUNDS] == 100


@pytest.mark.django_db
def test_a_meeting_counts_once_it_is_over_though_nothing_was_written():
    ends_at = datetime.fromisoformat("2022-03-01T12:00+02:00")
    HeldMeetingFactory(starts_at=ends_at - timedelta(hours=1), ends_at=ends_at)
    figure, seen = ("networks.meetings", Period.year(2022)), []
    for minutes in (-5, 5):
        with time_machine.travel(ends_at + timedelta(minutes=minutes), tick=False):
            found = kept_found(measures.get(figure[0]), figure[1], None, None)
            seen.append((kept_figures([figure], None)[figure], found))
    assert seen == [(None, (0, None)), (1, (1, 1))]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_who_write_at_once_do_not_wait_and_neither_is_missed():
    first, second = LabFundingFactory(on=date(2021, 6, 1)), LabFundingFactory(on=date(2021, 6, 2))
    other = connection.copy()
    try:
        with transaction.atomic():
            type(first).objects.filter(pk=first.pk).update(amount=10)
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                cursor.execute("UPDATE networks_labfunding SET amount = 5 WHERE id = %s", [second.pk])
            assert kept_figures([FUNDS], None)[FUNDS] == 15
        assert kept_figures([FUNDS], None)[FUNDS] == 15
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a second connection to a database in memory")
def test_another_process_is_seen_from_its_commit_on():
    funding = LabFundingFactory(on=date(2021, 6, 1), amount=100)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE networks_labfunding SET amount = 5 WHERE id = %s", [funding.pk])
        assert kept_figures([FUNDS], None)[FUNDS] == 100
        other.commit()
        assert kept_figures([FUNDS], None)[FUNDS] == 5
    finally:
        other.close()


def test_nothing_is_kept_of_a_database_that_notes_nothing():
    counted = []
    for _ in range(2):
        kept(None, counted.append, 1)
    assert counted == [1, 1]
