"""Survey waves in figures (domain.md §7)."""

from datetime import date

from silab import measures
from silab.measures import Period
from tests.municipalities.surveys.factories import WaveFactory


def test_a_wave_counts_when_it_is_completed(db):
    wave = WaveFactory(opened_on=date(2021, 12, 1), completed_on=date(2022, 1, 1))
    WaveFactory(completed_on=None)
    measure = measures.get("surveys.waves_completed")
    assert measure.count(Period.year(2021)) is None
    assert [item.pk for item in measure.proof(Period.year(2022))] == [wave.pk]
