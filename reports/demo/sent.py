"""The reports on their way, each step by the portal's own action at its own moment: 2021 accepted and published,
2022 returned and its second version being written, 2023 waiting for the decision, 2024 a draft."""

from datetime import date, timedelta

from django.utils import timezone

from reports.annual import actions
from reports.annual.answers import save_answer
from reports.annual.due import set_due
from reports.annual.fingerprint import fingerprint
from reports.annual.notes import write_note
from reports.annual.pdf import render_report
from reports.annual.remarks import save_remark
from reports.annual.storing import keep_pdf
from reports.annual.texts import save_text
from reports.demo import clock, sent_texts
from reports.models import Activity, AnnualReport, Indicator, Outcome, Target
from reports.publication.actions import publish
from silab.notices.enums import NoticeState
from silab.notices.models import Notice
from silab.pdf import PdfUnavailable

#: How long there is left to hand in the last report, counted from the day on which the demo is loaded.
LEFT = timedelta(days=24)
LATEST = date(2026, 12, 31)
ACCEPTED = "Aitäh! Viivituste põhjused on selged ja järgmise aasta kava on kokku lepitud."


def load(maker) -> None:
    """Load them; on a machine that cannot print, nothing is sent and all of them stay drafts."""
    _dues(maker)
    try:
        _accepted(maker)
        _returned(maker)
        _waiting(maker)
    except PdfUnavailable:
        return
    finally:
        _last(maker)
    # Told long ago: nobody gets a mail today because a demo was loaded.
    told = Notice.objects.filter(event__startswith="report-", state=NoticeState.WAITING)
    for notice in told:
        notice.state, notice.sent, notice.attempts = NoticeState.SENT, notice.made, 1
        notice.save()


def write(maker, report, texts) -> None:
    """Save these texts of a report, by key, as a person who has read what stood there."""
    revisions = dict(report.texts.values_list("key", "revision"))
    for key, body in texts.items():
        save_text(report=report, key=key, body=body, revision=revisions.get(key, 0), by=maker.mari)


def _dues(maker):
    days = {year: date(year + 1, 1, 31) for year in (2021, 2022, 2023)}
    days[2024] = min(max(timezone.localdate() + LEFT, date(2025, 1, 31)), LATEST)
    for year, due_on in days.items():
        set_due(contract=maker.contract, year=year, due_on=due_on, by=maker.mari)


def _accepted(maker):
    """Accept the report for 2021 on the day on which the plan of 2022 was amended by it."""
    report = AnnualReport.objects.get(contract=maker.contract, year=2021)
    _submit(maker, report, date(2022, 1, 25))
    with clock.on(date(2022, 1, 31), 11):
        actions.accept(report=report, by=maker.cast["riina"], comment=ACCEPTED)
    with clock.on(date(2022, 2, 14), 10):
        publish(report=report, by=maker.mari)


def _returned(maker):
    """Return the report for 2022 with comments on its parts, of which two are answered by now."""
    report = _written(maker, 2022, date(2023, 1, 3))
    with clock.on(date(2023, 1, 4), 9):
        note = write_note(report=report, key="summary", text=sent_texts.NOTE_2022, by=maker.cast["kaie"])
    note.settled_at, note.settled_by = note.written_at, maker.mari
    note.save()
    _submit(maker, report, date(2023, 1, 27))
    keys, riina = _keys(maker.contract, 2022), maker.cast["riina"]
    answers = {}
    with clock.on(date(2023, 2, 10), 14):
        for part, text, answer in sent_texts.COMMENTS_2022:
            made = save_remark(report=report, key=keys.get(part, part), text=text, revision=0, by=riina)
            answers[made.pk] = answer
        actions.return_with_comments(report=report, by=riina, comment=sent_texts.RETURNED_2022)
    with clock.on(date(2023, 2, 16), 10):
        _answered(maker, keys, report, answers)


def _answered(maker, keys, report, answers):
    second = AnnualReport.objects.get(contract=maker.contract, year=2022, version=2)
    for comment in report.comments.filter(pk__in=answers).order_by("pk"):
        if answers[comment.pk]:
            save_answer(
                report=second,
                comment=comment,
                text=answers[comment.pk],
                revision=comment.revision,
                by=maker.mari,
            )
    write(maker, second, {keys.get(part, part): text for part, text in sent_texts.SECOND_2022.items()})
    write_note(report=second, key=keys["activity:5"], text=sent_texts.NOTE_SECOND, by=maker.cast["kaie"])


def _waiting(maker):
    """Leave the report for 2023 with the funder."""
    _submit(maker, _written(maker, 2023, date(2024, 1, 3)), date(2024, 1, 29))


def _last(maker):
    with clock.on(date(2025, 1, 2), 10):
        report = actions.open_report(contract=maker.contract, year=2024, by=maker.mari)
        write(maker, report, {"summary": sent_texts.SUMMARY_2024})
        write_note(report=report, key="summary", text=sent_texts.NOTE_2024, by=maker.cast["kaie"])


def _written(maker, year, day):
    """Open the year's report and write it to its end."""
    keys = _keys(maker.contract, year)
    texts = {keys.get(part, part): text for part, text in sent_texts.WRITTEN[year].items()}
    with clock.on(day, 10):
        report = actions.open_report(contract=maker.contract, year=year, by=maker.mari)
        write(maker, report, texts)
    return report


def _submit(maker, report, day):
    """Take the figures, read every draft, print, and send it off to the funder."""
    with clock.on(day, 10):
        unread = report.texts.filter(is_prefilled=True).values_list("key", "body")
        write(maker, report, dict(unread))
        actions.take_figures(report=report, by=maker.mari)
        report = AnnualReport.objects.select_related(*AnnualReport.reads).get(pk=report.pk)
        keep_pdf(report, render_report(report), fingerprint(report))
    with clock.on(day, 14, 20):
        actions.submit(report=report, by=maker.mari)


def _keys(contract, year):
    """The keys of a report's parts by what the texts of the demo call them."""
    targets = Target.objects.filter(activity__contract=contract, activity__year=year)
    activities = Activity.objects.filter(contract=contract, year=year)
    outcomes = Outcome.objects.filter(goal__contract=contract).select_related("goal")
    indicators = Indicator.objects.filter(goal__contract=contract).select_related("goal")
    found = {f"{row.measure}/{row.kind}": f"deviation:target:{row.pk}" for row in targets}
    found |= {f"activity:{row.number}": f"deviation:activity:{row.pk}" for row in activities}
    found |= {f"{row.goal.number}.{row.number}": f"outcome:{row.pk}" for row in outcomes}
    return found | {f"{row.goal.number}.{row.letter}": f"indicator:{row.pk}" for row in indicators}
