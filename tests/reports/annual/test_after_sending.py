"""What becomes of a report that was sent: the stamp of acceptance, withdrawal, the next version (domain.md §11)."""

import hashlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from reports.annual import actions
from reports.annual.errors import ReportClosed
from reports.annual.stamping import is_stamped, request_stamped
from reports.annual.way import way_of
from reports.annual.withdrawing import LONGEST_REASON, withdraw
from reports.api.tokens import make_token
from reports.funder.archive import packed
from reports.funder.comparing import latest_sent
from reports.models import AnnualReport, SignedReport
from reports.publication.actions import publish
from silab.accounts.models import User
from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.reports.annual.test_annual_flow import at_once

REASON = "Kulude arv oli vale."


@pytest.fixture
def accepted(sent, riina):
    return actions.accept(report=sent, by=riina)


def again(report):
    return AnnualReport.objects.get(pk=report.pk)


def stamp_job():
    return Job.objects.get(kind="reports.annual_stamp")


@pytest.mark.laid_out
def test_an_accepted_report_gets_a_second_pdf_with_its_stamp(client, accepted, riina):
    with accepted.pdf.open() as file:
        submitted = file.read()
    run(stamp_job().pk)
    run(stamp_job().pk)
    stamped = again(accepted)
    with stamped.pdf.open() as file:
        assert file.read() == submitted
    assert stamped.pdf_sha256 == hashlib.sha256(submitted).hexdigest()
    client.force_login(riina)
    page = client.get(reverse("reports:funder_report", args=[accepted.pk])).text
    assert stamped.stamped_sha256 in page
    file = client.get(reverse("reports:report_stamped", args=[accepted.pk]))
    assert "v1-aktsepteeritud.pdf" in file["Content-Disposition"]
    content = b"".join(file.streaming_content)
    assert hashlib.sha256(content).hexdigest() == stamped.stamped_sha256
    cover = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    day = f"{accepted.decided_at:%d.%m.%Y}"
    assert f"Aktsepteeritud {day}, Riina Mets, Siseministeerium" in cover
    assert accepted.pdf_sha256 in cover.replace(" ", "")
    assert "Aktsepteeritud" not in PdfReader(io.BytesIO(submitted)).pages[0].extract_text()
    names = packed(accepted.contract, [stamped])
    assert f"{stamped.file_name}-aktsepteeritud.pdf".encode() in names


def test_only_an_accepted_report_is_ever_stamped(client, sent, riina, mari):
    for by in (riina, mari):
        with pytest.raises(ReportClosed):
            request_stamped(report=sent, by=by)
    actions.accept(report=sent, by=riina)
    withdraw(report=sent, by=mari, reason=REASON)
    run(stamp_job().pk)
    assert (stamp_job().state, again(sent).stamped_pdf.name) == ("failed", "")
    client.force_login(riina)
    assert client.get(reverse("reports:report_stamped", args=[sent.pk])).status_code == 404


def test_a_withdrawal_while_the_stamp_is_made_wins(accepted, mari, monkeypatch):
    def overtaken(*_args, **_kwargs):
        withdraw(report=accepted, by=mari, reason=REASON)
        return b"%PDF-1.7"

    monkeypatch.setattr("reports.annual.stamping.render_report", overtaken)
    run(stamp_job().pk)
    assert stamp_job().state == "failed"
    assert not again(accepted).stamped_pdf


def test_where_the_stamp_was_not_made_a_reader_asks_for_it(client, accepted, riina, mari):
    Job.objects.all().delete()
    client.force_login(mari)
    page = client.get(reverse("reports:report", args=[accepted.pk])).text
    address = reverse("reports:report_make_stamped", args=[accepted.pk])
    assert address in page
    first, second = (client.post(address).url for _click in range(2))
    assert first == second
    run(stamp_job().pk)
    assert is_stamped(again(accepted))


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_silab_withdraws_with_a_reason_that_everybody_reads(client, sent, mari, riina, state):
    if state == "accepted":
        actions.accept(report=sent, by=riina)
    client.force_login(mari)
    address = reverse("reports:report_withdraw", args=[sent.pk])
    assert "Seda ei saa tagasi pöörata" in client.get(address).text
    assert client.post(address, {"reason": " "}).status_code == 422
    long = client.post(address, {"reason": "õ" * (LONGEST_REASON + 1)})
    assert long.status_code == 422
    assert "õ" * (LONGEST_REASON + 1) in long.text
    assert again(sent).state == state
    assert client.post(address, {"reason": f"{REASON} <script>"}).status_code == 302
    twice = client.post(address, {"reason": "Teine põhjus"})
    assert twice.status_code == 422
    assert "Teine põhjus" in twice.text
    assert "Mari Kask" in twice.text
    notice = Notice.objects.get(event=f"report-withdrawn:{sent.pk}")
    assert (notice.recipient, REASON in notice.text) == (riina.email, True)
    for name in ("report", "report_preview", "report_signed_add", "funder_report"):
        page = client.get(reverse(f"reports:{name}", args=[sent.pk])).text
        assert f"{REASON} &lt;script&gt;" in page
    client.force_login(riina)
    assert REASON in client.get(reverse("reports:funder_report", args=[sent.pk])).text
    for name in ("funder_home", "reports"):
        assert "tagasi võetud" in client.get(reverse(f"reports:{name}")).text
    assert client.get(reverse("reports:annual_pdf", args=[sent.pk])).getvalue().startswith(b"%PDF")


def test_the_newest_version_that_was_not_withdrawn_counts(client, sent, make_ready, mari, riina):
    actions.return_with_comments(report=sent, by=riina, comment="Veel.")
    second = AnnualReport.objects.get(version=2)
    actions.submit(report=make_ready(second), by=mari)
    withdraw(report=second, by=mari, reason=REASON)
    assert latest_sent(sent.contract) == [sent]
    client.force_login(riina)
    contract = client.get(reverse("reports:funder_contract", args=[sent.contract.slug])).text
    assert reverse("reports:funder_report", args=[second.pk]) in contract.partition("<table")[0]
    assert "Ootab teie otsust" not in client.get(reverse("reports:funder_home")).text
    _token, key = make_token(user=riina, name="töövihik", by=riina)
    told = client.get(f"/api/v1/reports/{second.pk}", headers={"authorization": f"Bearer {key}"}).json()
    assert (told["state"], told["withdrawal_reason"]) == ("withdrawn", REASON)
    third = actions.open_report(contract=sent.contract, year=sent.year, by=mari)
    assert (third.version, third.texts.count()) == (3, second.texts.count())
    client.force_login(mari)
    page = client.get(third.get_absolute_url()).text
    assert REASON in page
    assert "Eelmine versioon on tagasi võetud" in page


def test_drafts_and_returned_reports_cannot_be_withdrawn(report, make_ready, mari, riina):
    with pytest.raises(ReportClosed):
        withdraw(report=report, by=mari, reason=REASON)
    sent = actions.submit(report=make_ready(report), by=mari)
    with pytest.raises(ValidationError):
        withdraw(report=sent, by=mari, reason="")
    actions.return_with_comments(report=sent, by=riina, comment="Veel.")
    with pytest.raises(ReportClosed):
        withdraw(report=sent, by=mari, reason=REASON)
    assert not Notice.objects.filter(event__startswith="report-withdrawn").exists()


def test_whoever_decides_on_a_withdrawn_report_reads_that_it_was(client, sent, mari, riina):
    withdraw(report=sent, by=mari, reason=REASON)
    client.force_login(riina)
    decide = reverse("reports:funder_decide", args=[sent.pk])
    late = client.post(decide, {"decision": "return", "comment": "Minu tekst"})
    assert late.status_code == 422
    for words in ("Minu tekst", "Silab võttis aruande tagasi", REASON):
        assert words in late.text


def test_the_way_of_a_report_is_told(client, accepted, mari, riina):
    publish(report=accepted, by=mari)
    withdraw(report=accepted, by=mari, reason=REASON)
    way = [(step.words, step.who, step.reason) for step in way_of(accepted)]
    assert way == [
        ("tagasi võetud", "Mari Kask", REASON),
        ("avaldatud", "Mari Kask", ""),
        ("vastu võetud", "Riina Mets", ""),
        ("esitatud", "Mari Kask", ""),
        ("avatud", "Mari Kask", ""),
    ]
    client.force_login(mari)
    assert REASON in client.get(reverse("reports:report", args=[accepted.pk])).text


def test_signed_containers_stay_with_what_happens_after(client, accepted, mari, riina):
    row = SignedReport(report=accepted, sha256="0" * 64, is_ours=True, file_name="allkirjastatud.asice")
    row.file.save("a.asice", ContentFile(b"PK"))
    run(stamp_job().pk)
    withdraw(report=accepted, by=mari, reason=REASON)
    for reader, name in ((mari, "report"), (riina, "funder_report")):
        client.force_login(reader)
        page = client.get(reverse(f"reports:{name}", args=[accepted.pk])).text
        assert "allkirjastatud.asice" in page
        assert client.get(reverse("reports:report_signed", args=[row.pk])).getvalue() == b"PK"
    assert reverse("reports:report_signed_add", args=[accepted.pk]) not in page


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["accept", "return_with_comments"])
def test_decided_and_withdrawn_at_once_is_one_story(report, make_ready, mari, riina, name):
    sent = actions.submit(report=make_ready(report), by=mari)

    def act(number):
        try:
            if number:
                withdraw(report=sent, by=mari, reason=REASON)
            else:
                getattr(actions, name)(report=sent, by=riina, comment="Parandage.")
        except ReportClosed:
            return "refused"
        return "done"

    decided, withdrawn = at_once(2, act)
    found = again(sent)
    if withdrawn == "done":
        assert found.state == "withdrawn"
        # An accepted report can be withdrawn after it, a returned one not: its next version is open already.
        assert decided == "refused" or (name == "accept" and found.decided_at)
    else:
        assert (decided, found.state) == ("done", "returned")
    assert Notice.objects.filter(event__startswith="report-withdrawn").count() == (withdrawn == "done")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory")
@pytest.mark.django_db(transaction=True)
def test_two_people_of_the_funder_at_once_make_one_decision(report, make_ready, mari, riina, contract):
    tarmo = User.objects.create_user("tarmo@ministeerium.example", "x", name="Tarmo Sepp", role="funder")
    contract.funders.add(tarmo)
    sent = actions.submit(report=make_ready(report), by=mari)

    def decide(number):
        try:
            actions.accept(report=sent, by=(riina, tarmo)[number], comment=f"Otsus {number}")
        except ReportClosed as error:
            return error.messages[0]
        return ""

    told = at_once(2, decide)
    winner = again(sent).decided_by
    assert sorted(told)[0] == ""
    assert winner.name in sorted(told)[1]
    assert [row.created_by for row in sent.comments.sent()] == [winner]
