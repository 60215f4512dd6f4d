"""What staff read in the mail about the funder's decision."""

import pytest

from reports.annual import actions, remarks
from reports.enums import ReportState
from reports.models import AnnualReport
from silab.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_the_mail_about_a_return_leads_to_the_version_that_is_written_now(real_plan, mari, riina):
    sent = AnnualReport.objects.create(contract=real_plan, year=2022, state=ReportState.SUBMITTED)
    remarks.keep(sent, "summary", "Palun lisage kuu.", None, riina)
    actions.return_with_comments(report=sent, by=riina)
    mail = Notice.objects.get(event=f"report-decided:{sent.pk}", recipient=mari.email)
    written = AnnualReport.objects.get(contract=real_plan, year=2022, version=2)
    assert written.get_absolute_url() in mail.text
    assert sent.get_absolute_url() not in mail.text
    assert "edaspidiseks: Palun lisage kuu." in mail.text
