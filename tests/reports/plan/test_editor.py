"""The plan's editor: a draft apart from the plan, errors beside the field, saved as a correction or an amendment."""

from decimal import Decimal

import pytest

from reports.models import Activity, Amendment, PeriodTarget, Target
from reports.rows import PlanRows
from tests.reports.factories import ContractFactory, CostFactory

WHERE = "?leping=silab-2021&aasta=2022"
EDITOR = f"/plaan/muuda/{WHERE}"
ROW = f"/plaan/muuda/rida/{WHERE}"
PREVIEW = f"/plaan/muuda/ule/{WHERE}"
ACTIVITY = {
    "year": "2022",
    "number": "7",
    "workstream": "lab",
    "title": "Žürii töö",
    "period_as_stated": "mai",
    "period_start": "01.05.2022",
    "period_end": "31.05.2022",
    "budget": "1 500,50",
    "funding_note": "",
    "target_groups": ["ngos", "municipalities"],
}
TARGET = {
    "year": "2022",
    "number": "1",
    "measure": "trainings.trainings_held",
    "kind": "increment",
    "amount": "3",
    "unit": "training",
    "label": "Koolitust läbi viidud",
}
PERIOD_TARGET = {
    "measure": "labs.municipalities",
    "amount": "mitu",
    "unit": "",
    "from_year": "2024",
    "to_year": "2021",
    "label": "Laborid",
}
TRAININGS = f"{ROW}&osa=siht&rida=2022/1/trainings.trainings_held/increment"


@pytest.fixture(autouse=True)
def _drafts_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def errors(page):
    return {name: list(said) for name, said in page.context["form"].errors.items()}


def test_a_draft_changes_nothing_until_it_is_saved_as_an_amendment(as_staff, real_plan):
    before = PlanRows.of(real_plan)
    as_staff.post(f"{ROW}&osa=tegevus", ACTIVITY)
    as_staff.post(TRAININGS, TARGET)
    as_staff.post(f"{ROW}&osa=siht&tegevus=7", {**TARGET, "number": "7", "kind": "milestone", "amount": "1"})
    page = as_staff.get(EDITOR)
    assert "Žürii töö" in page.content.decode()
    assert len(page.context["draft"].changes) == 3
    assert PlanRows.of(real_plan) == before
    assert as_staff.post(PREVIEW, {"apply": "1"}).context["form"].errors.keys() == {"how"}
    typed = {"apply": "1", "how": "amendment", "decided_on": "31.01.2022", "source": "letter"}
    done = as_staff.post(PREVIEW, {**typed, "reference": "Kiri 1", "reason": "Vähem"}, follow=True)
    assert "Kava on muudetud: muutus 3 rida." in done.content.decode()
    assert Amendment.objects.get().changes.count() == 3
    made = Activity.objects.get(contract=real_plan, year=2022, number=7)
    assert (made.budget, made.target_groups) == (Decimal("1500.50"), ["ngos", "municipalities"])
    assert made.created_by.email == "mari@silab.example"
    assert as_staff.get(EDITOR).context["draft"].changes == []


@pytest.mark.parametrize(
    ("part", "typed", "field", "words"),
    [
        ("tegevus", {"budget": "1e30"}, "budget", "liiga suur"),
        ("tegevus", {"budget": "-5"}, "budget", "negatiivne"),
        ("tegevus", {"budget": "palju"}, "budget", "6000,00"),
        ("tegevus", {"year": "2031"}, "year", "2021–2024"),
        ("tegevus", {"number": "1"}, "number", "juba"),
        ("tegevus", {"period_end": "30.04.2022"}, "period_end", "algust"),
        ("tegevus", {"period_start": "31.02.2022"}, "period_start", "kuupäev"),
        ("tegevus", {"title": ""}, "title", ""),
        ("siht", {**TARGET, "measure": "trainings.held"}, "measure", "trainings.trainings_held"),
        ("siht", TARGET, "measure", "juba"),
        ("perioodi-siht", PERIOD_TARGET, "to_year", "enne"),
        ("kogusumma", {"year": "2022", "amount": "44 400"}, "year", "juba"),
    ],
)  # fmt: skip
def test_what_a_plan_cannot_hold_is_said_beside_the_field_and_kept_there(
    as_staff, real_plan, part, typed, field, words
):
    sent = {**(ACTIVITY if part == "tegevus" else {}), **typed}
    page = as_staff.post(f"{ROW}&osa={part}", sent)
    assert words in " ".join(errors(page)[field])
    for name, value in sent.items():
        assert page.context["form"][name].value() == value
    assert as_staff.get(EDITOR).context["draft"].changes == []


def test_what_disagrees_stands_beside_its_field(as_staff, real_plan):
    page = as_staff.get(f"{ROW}&osa=tegevus&rida=2022/6")
    said = {field.name: [one.code for one in findings] for field, findings in page.context["fields"]}
    assert said["period_end"] == ["period_outside_year"]
    assert "lines_without" not in said["budget"]
    wrong = {**ACTIVITY, "period_end": "31.05.2023"}
    again = as_staff.post(f"{ROW}&osa=tegevus", wrong, follow=True)
    assert {field.name: findings for field, findings in again.context["fields"]}["period_end"]
    assert again.redirect_chain[-1][0].endswith("rida=2022%2F7")


def test_a_measure_that_nobody_counts_any_more_stays_in_sight(as_staff, real_plan):
    Target.objects.filter(activity__contract=real_plan, measure="badge.awarded").update(
        measure="margis.antud"
    )
    page = as_staff.get(f"{ROW}&osa=siht&rida=2022/4/margis.antud/increment")
    assert "margis.antud" in page.content.decode()
    typed = {**TARGET, "number": "4", "measure": "margis.antud"}
    assert "measure" in errors(as_staff.post(f"{ROW}&osa=siht&rida=2022/4/margis.antud/increment", typed))


def test_every_municipality_is_typed_in_a_word(as_staff, real_plan):
    row = "trainings.municipalities_with_trained_official"
    url = f"{ROW}&osa=perioodi-siht&rida={row}"
    form = as_staff.get(url).context["form"]
    assert form["amount"].value() == "kõik"
    typed = {name: form[name].value() for name in form.fields}
    as_staff.post(url, {**typed, "label": "Kõigist"})
    as_staff.post(PREVIEW, {"apply": "1", "how": "correction"})
    saved = PeriodTarget.objects.get(contract=real_plan, measure=row)
    assert (saved.label, saved.amount, Amendment.objects.count()) == ("Kõigist", None, 0)


def test_an_activity_goes_with_its_targets_unless_it_has_costs(as_staff, real_plan):
    as_staff.post(f"{ROW}&osa=tegevus&rida=2022/4", {"remove": "1"})
    assert len(as_staff.get(EDITOR).context["draft"].changes) == 3
    CostFactory(activity=Activity.objects.get(contract=real_plan, year=2022, number=4))
    page = as_staff.post(PREVIEW, {"apply": "1", "how": "correction"})
    assert page.context["kept_changes"]
    assert Activity.objects.filter(contract=real_plan, year=2022, number=4).exists()
    as_staff.post(EDITOR)
    assert as_staff.get(EDITOR).context["draft"].changes == []


def test_what_others_changed_meanwhile_is_not_undone(as_staff, real_plan):
    as_staff.post(TRAININGS, TARGET)
    activity = Activity.objects.get(contract=real_plan, year=2022, number=5)
    activity.title = "Teavitus"
    activity.save()
    target = Target.objects.get(activity__contract=real_plan, activity__year=2022, measure=TARGET["measure"])
    target.amount = 5
    target.save()
    assert "2022/1 Koolitust läbi viidud" in as_staff.get(EDITOR).context["both"]
    page = as_staff.get(PREVIEW)
    assert [row.fields for row in page.context["rows"]] == [(("Kui palju", "5", "3"),)]
    as_staff.post(PREVIEW, {"apply": "1", "how": "correction"})
    activity.refresh_from_db()
    target.refresh_from_db()
    assert (activity.title, target.amount) == ("Teavitus", 3)


def test_a_plan_is_begun_in_the_browser(as_staff, plan_measures):
    contract = ContractFactory(slug="uus")
    where = "?leping=uus&aasta=2022"
    as_staff.post(f"/plaan/muuda/rida/{where}&osa=tegevus", {**ACTIVITY, "number": "1"})
    as_staff.post(f"/plaan/muuda/ule/{where}", {"apply": "1"})
    assert Activity.objects.get().contract == contract


def test_pages_ask_alike_whatever_the_plan_holds(as_staff, real_plan, django_assert_max_num_queries):
    as_staff.post(TRAININGS, TARGET)
    for url in (EDITOR, TRAININGS, PREVIEW):
        with django_assert_max_num_queries(15):
            as_staff.get(url)


def test_units_are_offered_in_words_and_one_of_the_plan_alone_stays(as_staff, real_plan):
    page = as_staff.get(TRAININGS).text
    assert '<option value="person">inimene</option>' in page
    assert '<option value="training" selected>koolitus</option>' in page
    Target.objects.filter(activity__year=2022, measure="trainings.trainings_held").update(unit="vihik")
    assert '<option value="vihik" selected>vihik</option>' in as_staff.get(TRAININGS).text
    assert as_staff.post(TRAININGS, TARGET | {"unit": "vihik", "amount": "5"}).status_code == 302
    as_staff.post(TRAININGS, TARGET | {"unit": "person", "amount": "5"})
    preview = as_staff.get(PREVIEW).text
    assert "vihik" in preview
    assert "inimene" in preview
