"""From plan to decision: staff write the report for 2021, a worker makes its PDF, the funder reads and returns it."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from reports.models import AnnualReport, Goal, Indicator, Outcome
from silab.accounts.enums import Role
from tests.reports.factories import ActivityFactory, CostFactory, TargetFactory
from tests.silab.accounts.factories import PASSWORD, ContractFactory, UserFactory
from tests.trainings.factories import AttendanceFactory, TrainingFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
SCRIPT = "<script>document.title = 'võõras'</script>Koolitused õnnestusid."


@pytest.fixture
def contract(transactional_db):
    """A contract whose 2021 has one activity: a training that was held, and videos that were not made."""
    contract = ContractFactory(field_of_action="Võimekad ja hoolivad kogukonnad")
    contract.funders.add(user_of("riina@ministeerium.example", "Riina Rand", Role.FUNDER))
    user_of("mari@silab.example", "Mari Mets", Role.STAFF)
    goal = Goal.objects.create(
        contract=contract, number=1, title="Tõusnud on teadlikkus", workstreams=["training"]
    )
    Outcome.objects.create(goal=goal, number=1, title="Head näited on kogutud")
    Indicator.objects.create(goal=goal, letter="a", title="Osalejate arv", measure="trainings.participants")
    activity = ActivityFactory(contract=contract, year=2021, number=1, title="Koolituste piloteerimine")
    for measure, amount, label in (
        ("trainings.trainings_held", 1, "Koolitust läbi viidud"),
        ("trainings.participants", 2, "Koolitustel osalenut"),
        ("practices.videos_published", 10, "Lühivideot parimatest näidetest"),
    ):
        TargetFactory(activity=activity, measure=measure, amount=amount, label=label)
    CostFactory(activity=activity, on=date(2021, 11, 1))
    training = TrainingFactory(
        name="Kogukonna kaasamine", contract=contract, sessions=[date(2021, 10, 5)], completion_sessions=1
    )
    for _participant in range(2):
        AttendanceFactory(session=training.sessions.get())
    return contract


def user_of(email, name, role):
    user = UserFactory(email=email, name=name, role=role)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


@pytest.fixture
def enter(page):
    """`enter("mari@…")`: sign in by the sign-in page, as somebody else before if need be."""

    def sign(email):
        page.context.clear_cookies()
        page.goto("/konto/login/")
        page.get_by_label("E-post").fill(email)
        page.get_by_label("Parool", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Logi sisse").click()
        expect(page.locator(".account-name")).to_be_attached()

    return sign


def test_from_plan_to_decision(
    page, contract, enter, celery_worker, on_phone, assert_fits, assert_accessible
):
    celery_worker(concurrency=1)
    enter("mari@silab.example")
    walk_a_figure_down(page, contract)
    open_the_report(page)
    write(page)
    assert_accessible()
    submit(page)
    on_phone()
    enter("riina@ministeerium.example")
    read_and_return(page, assert_fits)
    enter("mari@silab.example")
    page.goto("/aruanded/")
    expect(page.locator("tbody")).to_contain_text("tagastatud")
    first, second = AnnualReport.objects.order_by("version")
    page.goto(second.get_absolute_url())
    expect(page.locator(".returned")).to_contain_text("Palun täpsustage videote tähtaega.")
    assert (first.state, second.state) == ("returned", "draft")
    assert_fits()


def walk_a_figure_down(page, contract):
    """The dashboard's participants are two, and so are the records behind the figure."""
    page.goto(f"/toolaud/?leping={contract.slug}&aasta=2021")
    page.get_by_role("link", name="Koolitustel osalenut: 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(": 2")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("OSAL-")


def open_the_report(page):
    """The draft begins with what the records know."""
    page.goto("/aruanded/")
    page.locator("#open-report").select_option(label="2021")
    page.get_by_role("button", name="Ava aruanne").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2021")
    expect(page.locator("textarea", has_text="Kogukonna kaasamine")).to_have_count(1)


def write(page):
    """Texts save themselves, the contents count them, a script in a text stays text."""
    expect(page.locator(".save:visible")).to_have_count(0)
    written = page.locator(".contents li", has_text="Hinnang ja plaanid")
    expect(written).to_contain_text("0/1")
    page.locator("#text-summary").fill(SCRIPT)
    expect(page.locator("#state-summary")).to_contain_text("Salvestatud")
    expect(written).to_contain_text("1/1")
    page.get_by_label("Põhjus: Lühivideot parimatest näidetest").fill("Filmimine lükkus aasta algusesse.")
    expect(page.locator("[id^=state-deviation-target]").last).to_contain_text("Salvestatud")
    page.get_by_role("link", name="Vaata ekraanil").click()
    expect(page.locator(".document, main").first).to_contain_text("Koolitused õnnestusid.")
    assert "võõras" not in page.title()
    page.go_back()
    assert page.locator("#text-summary").input_value() == SCRIPT


def submit(page):
    """Figures are frozen, a worker makes the PDF while its progress is shown, then all is there."""
    page.get_by_role("button", name="Fikseeri andmed").click()
    page.get_by_role("button", name="Tee PDF").click()
    expect(page.locator("#pdf-job progress")).to_be_visible()
    expect(page.locator("#pdf")).to_contain_text("Ajakohane.", timeout=30_000)
    page.get_by_role("button", name="Esita rahastajale").click()
    expect(page.get_by_role("main")).to_contain_text("Aruanne on esitatud")


def read_and_return(page, assert_fits):
    """On a phone: the report waits, its file is the one that was stored, and it goes back with a comment."""
    page.goto("/rahastaja/")
    expect(page.get_by_role("heading", name="Ootab teie otsust")).to_be_visible()
    assert_fits()
    page.locator(".panel a", has_text="2021").click()
    expect(page.get_by_role("main")).to_contain_text("Filmimine lükkus aasta algusesse.")
    assert_fits()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Laadi PDF alla").click()
    kept = Path(coming.value.path()).read_bytes()
    assert kept.startswith(b"%PDF")
    assert hashlib.sha256(kept).hexdigest() == AnnualReport.objects.get().pdf_sha256
    page.get_by_label("Märkused Silabile").fill("Palun täpsustage videote tähtaega.")
    page.get_by_role("button", name="Saada märkustega tagasi").click()
    expect(page.get_by_role("main")).to_contain_text("Palun täpsustage videote tähtaega.")
