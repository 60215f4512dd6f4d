"""The demo: 2021 as it was, the same at every load, and never among real users (issue 2, item 9)."""

import hashlib
import re
from collections import Counter
from datetime import date
from functools import partial
from html import unescape
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.urls import reverse

from reports import demo
from reports.achievement import achieved
from reports.amendments.carrying import checked
from reports.annual.answers import to_answer
from reports.annual.missing import missing
from reports.demo import cast
from reports.models import Amendment, AnnualReport
from reports.overtime.changed import compared
from reports.programme.actions import newest
from reports.programme.facts import facts_of
from reports.programme.missing import missing as programme_lacks
from silab.accounts.models import Contract, User
from silab.measures import Period, get
from silab.notices.models import Notice
from trainings.models import Training

pytestmark = pytest.mark.django_db

#: What the real report for 2021 says (forms.md).
YEAR_2021 = {
    "trainings.courses_developed": 2,
    "trainings.trainings_held": 2,
    "trainings.participants": 40,
    "networks.model_started": 5,
    "labs.municipalities": 1,
    "communities.municipalities_with_accepted": 5,
    "surveys.waves_completed": 1,
    "practices.videos_published": None,
    "labs.model_ready": None,
    "communication.plan_ready": None,
}
#: What form B says of the programme of 2022 (forms.md).
PROGRAMME_2022 = {
    "municipalities_written_to": "66",
    "info_day_registered": "91",
    "info_day_present": "78",
    "teams_accepted": "10",
    "training_days": "10",
    "recommendation_index": "8.8",
    "cooperation_models": "9",
}


def load() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_demo(settings, client, tmp_path):
    """One test for all: loading takes seconds."""
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    printed = load()
    assert "mari@silab.example" in printed
    assert settings.DEMO_PASSWORD in printed
    before = rows()
    load()
    assert rows() == before

    contract = Contract.objects.get(slug="silab-2021")
    year = Period.year(2021)
    assert {code: get(code).count(year, contract) for code in YEAR_2021} == YEAR_2021
    lab = next(get("labs.municipalities").proof(year))
    assert (lab.municipality, lab.label) == ("Viimsi vald", "Heaolu võrgustik")
    begun = [row.indicator.letter for row in achieved(contract, 2021).indicators if row.has_begun]
    assert begun == ["a", "a"]
    for later in (2022, 2023, 2024):
        results = achieved(contract, later).targets
        assert {result.pace.value for result in results} >= {"done", "missed"}

    the_report_of_2021_amended_2022(contract)
    programmes_come_out_of_records()
    for email in ("jaan@viljandivald.example", "leena@anija.example"):
        assert dead_links(client, email) == []
    reports_are_on_their_way(client)


def reports_are_on_their_way(client):
    """One of each state, each sent as in life: with its PDF, a reason for each missed target, nobody mailed today."""
    found = {
        (row.year, row.version): row for row in AnnualReport.objects.select_related("snapshot", "contract")
    }
    assert {key: row.state for key, row in found.items()} == {
        (2021, 1): "accepted",
        (2022, 1): "returned",
        (2022, 2): "draft",
        (2023, 1): "submitted",
        (2024, 1): "draft",
    }
    for report in found.values():
        if report.submitted_at:
            with report.pdf.open() as printed:
                assert hashlib.file_digest(printed, "sha256").hexdigest() == report.pdf_sha256
            assert missing(report) == []
            assert compared(report).is_same
            assert not report.texts.filter(is_prefilled=True).exists()
    assert found[2021, 1].decided_at.date() == Amendment.objects.get().decided_on
    answers = [comment.answer for comment in to_answer(found[2022, 2])]
    assert 0 < len([answer for answer in answers if answer]) < len(answers)
    assert not Notice.objects.filter(state="waiting").exists()
    assert "Strateegiline partnerlus" in client.get(reverse("reports:published")).text


def the_report_of_2021_amended_2022(contract):
    """Three trainings, a lab in one region; what 2021 left undone is to be done by the end of 2022 (forms.md)."""
    [amendment] = Amendment.objects.filter(contract=contract)
    assert (amendment.report.year, amendment.source) == (2021, "report")
    amended = {
        change.key.split("/")[2]: (change.before["amount"], change.after["amount"])
        for change in amendment.changes.all()
    }
    assert amended == {
        "trainings.trainings_held": ("4.00", "3"),
        "labs.municipalities": ("3.00", "1"),
    }
    carried = checked(contract)
    assert {row.carry_over.due_on for row in carried} == {date(2022, 12, 31)}
    assert {row.carry_over.target.measure for row in carried} >= {
        "labs.model_ready",
        "communication.plan_ready",
    }


def programmes_come_out_of_records():
    """What forms.md says of 2022, and domain.md of 2019; a call is open."""
    training = Training.objects.get(slug="koosloome-2022")
    facts = facts_of(training, date(2023, 1, 26))
    counted = {row["measure"]: row["value"] for row in facts["funnel"] + facts["results"]}
    for code, value in PROGRAMME_2022.items():
        assert counted[f"trainings.{code}"] == value, code
    assert [(len(group["teams"]), len(group["workshops"])) for group in facts["groups"]] == [(5, 5), (5, 5)]
    assert facts["groups"][0]["workshops"][0]["topics"][0] == "Koosloomeline valitsemine"
    assert [row["on"] for row in facts["joint"]] == ["2022-12-01"]
    assert [row["is_short"] for row in facts["targets"]] == [False, False, True, True]
    report = newest(training)
    assert report.snapshot.figures["results"] == facts["results"]
    assert [lack.anchor for lack in programme_lacks(report)] == ["pdf"]
    assert [row.ending for row in report.attachments.order_by("pk")] == ["PDF", "CSV"]

    earlier = Training.objects.get(slug="delegeerimine-2019")
    accepted = earlier.applications.holding_places().values_list("group__name", flat=True)
    assert Counter(accepted.order_by("pk")) == dict.fromkeys(("Pärnu", "Tartu", "Rakvere", "Tallinn"), 7)
    assert earlier.participants.exclude(completed_on=None).count() == 112 - 9
    call = Training.objects.get(slug="koosloome-kutse")
    assert call.is_open
    assert call.applications.get(state="draft").submitter.email == "jaan@viljandivald.example"


def dead_links(client, email) -> list[tuple[str, int]]:
    """Return the links of an official's home that do not open for them, with what they answer."""
    client.force_login(User.objects.get(email=email))
    page = client.get(reverse("municipalities:mine"), follow=True).text
    links = set(re.findall(r'href="(/[^"#]*)', page.partition("<main")[2].partition("</main>")[0]))
    assert len(links) > 5
    found = [(link, client.get(link, follow=True).status_code) for link in sorted(map(unescape, links))]
    return [(link, status) for link, status in found if status != 200]


def test_no_printed_passwords_outside_a_demo(monkeypatch, contract):
    monkeypatch.setattr(demo, "load", partial(cast.make_cast, contract))
    load()
    assert authenticate(None, email="mari@silab.example", password="Silab-demo-2021") is None
    assert not User.objects.get(email="mari@silab.example").has_usable_password()


def test_refused_among_real_users():
    User.objects.create_user("keegi@silab.example")
    with pytest.raises(CommandError):
        load()
    assert not Contract.objects.exists()
