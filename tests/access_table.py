"""Every address of the portal × who may open it. An address that is not here fails tests/test_access.py.

One line an address: its URL name, who opens it, and `at` (the arguments of an address with an object, made
from the cast; the object is Viljandi's, so Jaan's and not Leena's) and `method` with `data` where it is not GET.
"""

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.enums import ReportState
from reports.models import AnnualReport, Attachment, SignedReport
from reports.snapshot import take_snapshot
from silab.jobs.enums import JobState
from silab.jobs.files import made
from silab.jobs.models import Job
from silab.notices.enums import NoticeState
from silab.notices.models import Notice
from tests.access import ANYBODY, CAST, JAAN, MARI, RIINA, Page, page
from tests.municipalities.communities.access import ACCESS as COMMUNITIES
from tests.municipalities.communities.access_import import ACCESS as COMMUNITY_IMPORT
from tests.municipalities.contacts.access import ACCESS as CONTACTS
from tests.municipalities.home.access import ACCESS as HOME
from tests.municipalities.merging.access import ACCESS as MERGING
from tests.municipalities.profile.access import ACCESS as PROFILE
from tests.networks.labs.access import ACCESS as LABS
from tests.networks.meetings.access import ACCESS as MEETINGS
from tests.networks.staged.access import ACCESS as STAGED
from tests.reports.amendments.access import ACCESS as AMENDMENTS
from tests.reports.annual.access import ACCESS as ANNUAL_REPORTS
from tests.reports.annual.access_after import ACCESS as AFTER_SENDING
from tests.reports.contracts.access import ACCESS as CONTRACTS
from tests.reports.costs.access import ACCESS as COSTS
from tests.reports.forming.access import ACCESS as FORMS
from tests.reports.goals.access import ACCESS as GOALS
from tests.reports.overtime.access import ACCESS as OVERTIME
from tests.reports.plan.access import ACCESS as PLAN
from tests.reports.programme.access import ACCESS as PROGRAMME_REPORTS
from tests.silab.accounts.factories import InvitationFactory
from tests.trainings.calls.access import ACCESS as CALLS
from tests.trainings.campaigns.access import ACCESS as CAMPAIGNS
from tests.trainings.completion.access import ACCESS as COMPLETION
from tests.trainings.delivery.access import ACCESS as DELIVERY
from tests.trainings.factories import ParticipantFactory, SessionFactory, TrainingFactory
from tests.trainings.feedback.access import ACCESS as FEEDBACK
from tests.trainings.mentoring.access import ACCESS as MENTORING
from tests.trainings.participant_data.access import ACCESS as PARTICIPANT_DATA
from tests.trainings.registration.access import ACCESS as REGISTRATION
from tests.trainings.selection.access import ACCESS as SELECTION


def a_notice(_cast):
    words = {"template": "x", "subject": "Tere", "text": "Tere", "state": NoticeState.FAILED}
    known = {"event": "proov", "recipient": "keegi@kyla.example"}
    return {"pk": Notice.objects.get_or_create(**known, defaults=words)[0].pk}


def an_invitation(_cast):
    return {"token": InvitationFactory().get_absolute_url().rstrip("/").rpartition("/")[2]}


def viljandi(cast):
    return {"pk": cast["viljandi"].pk}


def maris_job(cast):
    return {"pk": Job.objects.get_or_create(kind="proov", key="1", asked_by=cast["mari"])[0].pk}


def maris_file(cast):
    job = Job.objects.create(kind="proov", key="2", asked_by=cast["mari"], state=JobState.DONE)
    job.result = made(job, b"%PDF-1.7", name="leht.pdf")
    job.save()
    return {"pk": job.pk}


def a_training(_cast):
    return {"slug": TrainingFactory().slug}


def a_mark(_cast):
    session = SessionFactory()
    participant = ParticipantFactory(training=session.training)
    return {"slug": session.training.slug, "session": session.pk, "participant": participant.pk}


def a_measure(_cast):
    return {"code": "trainings.participants"}


def a_draft(cast):
    year = 2021 + AnnualReport.objects.count() % 4
    version = 1 + AnnualReport.objects.count()
    return {"pk": AnnualReport.objects.create(contract=cast["contract"], year=year, version=version).pk}


def a_sent_report(cast):
    version = 1 + AnnualReport.objects.count()
    report = AnnualReport(contract=cast["contract"], year=2021, version=version, state=ReportState.SUBMITTED)
    report.snapshot = take_snapshot(contract=cast["contract"], year=2021, by=cast["mari"])
    report.submitted_at, report.submitted_by = timezone.now(), cast["mari"]
    report.pdf.save("proov.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": report.pk}


def a_sent_reports_data(cast):
    return {**a_sent_report(cast), "kind": "csv"}


def a_sent_reports_edition(cast):
    return {**a_sent_report(cast), "edition": "xlsx-et"}


def a_sent_reports_file(cast):
    row = Attachment(report_id=a_sent_report(cast)["pk"], title="Lisa")
    row.file.save("lisa.pdf", ContentFile(b"%PDF-1.7"))
    return {"pk": row.pk}


def a_signed_report(cast):
    row = SignedReport(
        report_id=a_sent_report(cast)["pk"], sha256="0" * 64, is_ours=False, file_name="a.asice"
    )
    row.file.save("a.asice", ContentFile(b"PK"))
    return {"pk": row.pk}


def a_drafts_file(cast):
    return {
        "pk": Attachment.objects.create(
            report_id=a_draft(cast)["pk"], title="Lisa", url="https://e.example"
        ).pk
    }


ACCESS: dict[str, Page] = {
    **CONTACTS,
    **CALLS,
    **CAMPAIGNS,
    **COMMUNITY_IMPORT,
    **MERGING,
    **PROFILE,
    **REGISTRATION,
    **SELECTION,
    **DELIVERY,
    **MENTORING,
    **FEEDBACK,
    **COMPLETION,
    **PARTICIPANT_DATA,
    **STAGED,
    **LABS,
    **AFTER_SENDING,
    **COSTS,
    **ANNUAL_REPORTS,
    **PROGRAMME_REPORTS,
    **COMMUNITIES,
    **HOME,
    **MEETINGS,
    "home": page(*ANYBODY),
    "set_language": page(*ANYBODY, method="post"),
    "healthz": page(*ANYBODY),
    "accounts:invitation": page(*ANYBODY, at=an_invitation),
    "accounts:my_data": page(*CAST),
    "accounts:my_data_file": page(*CAST),
    "notices:list": page(MARI),
    "notices:detail": page(MARI, at=a_notice),
    "notices:send_again": page(MARI, at=a_notice, method="post"),
    "jobs:state": page(MARI, at=maris_job),
    "jobs:file": page(MARI, at=maris_file),
    "municipalities:list": page(MARI, RIINA),
    "municipalities:detail": page(MARI, JAAN, at=viljandi),
    "trainings:health": page(MARI),
    "trainings:list": page(MARI),
    "trainings:detail": page(MARI, at=a_training),
    "trainings:hold": page(MARI, at=a_training, method="post"),
    "trainings:attendance": page(MARI, at=a_training),
    "trainings:mark": page(MARI, at=a_mark, method="post"),
    "reports:today": page(MARI),
    "reports:today_year": page(MARI),
    "reports:dashboard": page(MARI, RIINA),
    "reports:figure": page(MARI, RIINA, at=a_measure),
    "reports:map": page(MARI, RIINA),
    "reports:plan": page(MARI, RIINA),
    "reports:plan_check": page(MARI),
    **OVERTIME,
    **PLAN,
    **CONTRACTS,
    **FORMS,
    **GOALS,
    **AMENDMENTS,
    "reports:plan_import": page(MARI),
    "reports:plan_import_preview": page(MARI, at=lambda _cast: {"token": "puudub"}),
    "reports:reports": page(MARI, RIINA),
    "reports:report_open": page(MARI, method="post", data={"aruanne": "silab-2021/2021"}),
    "reports:report": page(MARI, at=a_draft),
    "reports:report_preview": page(MARI, at=a_draft),
    "reports:report_text": page(MARI, at=a_draft, method="post", data={"key": "summary", "revision": "0"}),
    "reports:report_figures": page(MARI, at=a_draft, method="post"),
    "reports:report_make_pdf": page(MARI, at=a_draft, method="post"),
    "reports:report_submit": page(MARI, at=a_draft, method="post"),
    "reports:report_attach": page(MARI, at=a_draft, method="post"),
    "reports:report_detach": page(MARI, at=a_drafts_file, method="post"),
    "reports:annual_pdf": page(MARI, RIINA, at=a_sent_report),
    "reports:annual_data": page(MARI, RIINA, at=a_sent_reports_data),
    "reports:report_edition": page(MARI, RIINA, at=a_sent_reports_edition, method="post"),
    "reports:attachment": page(MARI, RIINA, at=a_sent_reports_file),
    "reports:report_signed_add": page(MARI, at=a_sent_report),
    "reports:report_signed": page(MARI, RIINA, at=a_signed_report),
    "reports:report_signed_remove": page(MARI, at=a_signed_report, method="post"),
    "reports:funder_home": page(RIINA),
    "reports:funder_contract": page(MARI, RIINA, at=lambda cast: {"slug": cast["contract"].slug}),
    "reports:funder_zip": page(MARI, RIINA, at=lambda cast: {"slug": cast["contract"].slug}, method="post"),
    "reports:api_keys": page(MARI, RIINA),
    "reports:api_key_revoke": page(at=lambda _cast: {"pk": 1}, method="post"),
    # These ask for a key themselves: without one they answer 401 to everybody.
    "api:openapi-json": page(*ANYBODY),
    "api:api-root": page(*ANYBODY),
    "api:contracts": page(*ANYBODY),
    "api:reports": page(*ANYBODY, at=lambda _cast: {"slug": "silab-2021"}),
    "api:report": page(*ANYBODY, at=lambda _cast: {"pk": 1}),
    "api:figures": page(*ANYBODY, at=lambda _cast: {"pk": 1}),
    "api:evidence": page(*ANYBODY, at=lambda _cast: {"pk": 1}),
    "api:nowhere": page(*ANYBODY, at=lambda _cast: {"rest": "mujal"}),
    "reports:funder_report": page(MARI, RIINA, at=a_sent_report),
    "reports:funder_decide": page(
        RIINA, at=a_sent_report, method="post", data={"decision": "accept", "sure": "1"}
    ),
}

#: What a funder opens of a report that was sent, and must not find while it is a draft.
SENT_REPORT_PAGES = ("reports:annual_pdf", "reports:annual_data", "reports:funder_report")

#: allauth's pages that answer somebody who has not signed in; all its others ask for sign-in.
OPEN_ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
