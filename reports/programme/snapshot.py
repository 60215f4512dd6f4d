"""Taking a programme's figures: frozen with the identities of the records that were counted."""

from django.conf import settings
from django.utils import timezone, translation

from reports.models import ProgrammeReport, ProgrammeSnapshot
from reports.programme.facts import facts_of, figures_in, period_of
from reports.snapshot import EvidenceWriter, fingerprint, one_state_of_the_database
from silab import measures


def take_snapshot(
    *, report: ProgrammeReport, by, at=None, progress=lambda percent, step: None
) -> ProgrammeSnapshot:
    """Freeze the figures of a report's programme, up to the report's date, and return them.

    All is read from one state of the database. Two snapshots of the same data have the same `sha256`.
    """
    training = report.training
    with translation.override(settings.LANGUAGE_CODE), one_state_of_the_database():
        snapshot = ProgrammeSnapshot.objects.create(
            training=training, figures={}, sha256="", taken_at=at or timezone.now(), taken_by=by
        )
        period = period_of(training, report.dated_on)
        evidence = EvidenceWriter(snapshot, training=training)
        asked = figures_in(training, period)
        for place, (name, code) in enumerate(asked.items()):
            measure = measures.get(code)
            progress(10 + 85 * place // len(asked), str(measure.title))
            evidence.keep(name, measure, period)
        figures = facts_of(training, report.dated_on, evidence.kept)
        snapshot.seal(figures, fingerprint(figures, evidence.digest))
    return snapshot
