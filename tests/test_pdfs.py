"""Every PDF that the portal makes is accessible (PDF/UA-1) and made to last (PDF/A-3a)."""

import io
import re
from decimal import Decimal

import page
import pytest
import tinyhtml5
from django.conf import settings as django_settings
from django.utils import timezone

from municipalities.models import Municipality
from municipalities.profile.document import render_profile
from networks.meetings.printing import minutes_pdf
from reports.annual import actions as annual
from reports.annual.pdf import render_report as render_annual
from reports.annual.stamping import stamp_of
from reports.demo.programme_files import model_pdf
from reports.models import AnnualReport, ProgrammeReport
from reports.programme import actions as programmes
from reports.programme.pdf import render_report as render_programme
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.pdf import engine, sparing
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory, SatisfactionFactory
from tests.networks.factories import DecisionFactory, HeldMeetingFactory
from tests.reports.factories import ActivityFactory, ContractFactory, CostFactory, TargetFactory
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, SessionFactory, TrainingFactory
from trainings.completion import certificates
from trainings.delivery import sheet
from trainings.enums import RefundState, TrainingKind
from trainings.models import RefundClaim


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda *args, **options: None)


def an_annual_report(mari):
    activity = ActivityFactory(contract=ContractFactory(slug="leping"))
    TargetFactory(activity=activity)
    CostFactory(activity=activity)
    report = annual.open_report(contract=activity.contract, year=activity.year, by=mari)
    annual.take_figures(report=report, by=mari)
    return render_annual(_read(report))


def an_accepted_report(mari):
    contract = ContractFactory(slug="leping")
    report = annual.open_report(contract=contract, year=2022, by=mari)
    annual.take_figures(report=report, by=mari)
    report = _read(report)
    report.decided_at, report.decided_by, report.pdf_sha256 = timezone.now(), mari, "0123456789abcdef" * 4
    return render_annual(report, stamp=stamp_of(report))


def _read(report):
    return AnnualReport.objects.select_related("contract", "snapshot").get(pk=report.pk)


def a_programme_report(mari):
    training = TrainingFactory(kind=TrainingKind.PROGRAMME, contract=ContractFactory(slug="leping"))
    AttendanceFactory(session=SessionFactory(training=training))
    report = programmes.open_report(training=training, by=mari)
    programmes.take_figures(report=report, by=mari)
    return render_programme(ProgrammeReport.objects.select_related(*ProgrammeReport.reads).get(pk=report.pk))


def a_profile(_mari):
    place = MunicipalityFactory(name="Anija vald", tile_column=7, tile_row=2)
    CommunityFactory(municipality=place, accepted=True)
    SatisfactionFactory(municipality=place)
    register = Municipality.objects.with_code(timezone.localdate()).select_related("county")
    return render_profile(register.get(pk=place.pk))


def some_minutes(_mari):
    decision = DecisionFactory(meeting=HeldMeetingFactory(agenda="1. Algus", minutes="Räägiti **palju**."))
    return minutes_pdf(decision.meeting)


def a_sign_in_sheet(_mari):
    return sheet.make(AttendanceFactory().session.pk, None)


def a_certificate(_mari):
    participant = AttendanceFactory().participant
    return certificates.printed(participant, "AAAA-BBBB-CCCC", "Õie Mänd")


def a_refund_letter(mari):
    claim = RefundClaim.objects.create(
        participant=ParticipantFactory(training__refund_limit=Decimal(768)),
        cause="lahkus",
        amount=Decimal(768),
        employer="Anija vald",
        state=RefundState.CLAIMED,
        reason="kokkulepe",
        decided_at=timezone.now(),
    )
    job = Job.objects.create(kind="trainings.refund_letter", payload={"claim": claim.pk}, asked_by=mari)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return (django_settings.MEDIA_ROOT / job.result["file"]).read_bytes()


#: Each template of a PDF, and who makes one.
MAKERS = {
    "reports/pdf/annual.html": an_annual_report,
    "reports/pdf/programme.html": a_programme_report,
    "reports/pdf/demo_model.html": lambda _mari: model_pdf(),
    "municipalities/profile/profile.html": a_profile,
    "networks/meetings/pdf/minutes.html": some_minutes,
    "trainings/delivery/pdf/sheet.html": a_sign_in_sheet,
    "trainings/completion/certificate_pdf.html": a_certificate,
    "trainings/completion/refund_letter_pdf.html": a_refund_letter,
}


def test_every_template_of_a_pdf_is_looked_at_here():
    folder = django_settings.BASE_DIR / "templates"
    extends = re.compile(r"{% extends [\"']layout/pdf\.html[\"'] %}")
    found = {
        str(file.relative_to(folder)) for file in folder.rglob("*.html") if extends.search(file.read_text())
    }
    assert found == set(MAKERS)


@pytest.fixture
def read(monkeypatch):
    """The documents that are read while PDFs are made."""
    documents, write = [], engine.write

    def reading(html, **more):
        documents.append(html)
        return write(html, **more)

    monkeypatch.setattr(engine, "write", reading)
    return documents


@pytest.mark.laid_out
@pytest.mark.parametrize("make", [*MAKERS.values(), an_accepted_report], ids=[*MAKERS, "stamped"])
@pytest.mark.django_db
def test_every_pdf_is_accessible_and_made_to_last(make, mari, read, monkeypatch):
    made = make(mari)
    for profile in ("ua1", "3a"):
        faults = page.validate_pdf_bytes(made, profile=profile).failures
        assert [(fault.rule_id, fault.message) for fault in faults] == []
    # What is not well-formed would be read by the slow parser.
    monkeypatch.delattr(sparing, "_parse")
    for html in read:
        assert _shape(sparing.tree_of(io.StringIO(html))) == _shape(_as_html(html))


def _as_html(html):
    return tinyhtml5.parse(html, namespace_html_elements=False)


def _shape(element):
    """An element as its name, attributes, words and what is in it."""
    attributes = {name: value for name, value in element.attrib.items() if not name.endswith("}xmlns")}
    words = (element.text or "").strip(), (element.tail or "").strip()
    return element.tag, attributes, words, [_shape(child) for child in element]
