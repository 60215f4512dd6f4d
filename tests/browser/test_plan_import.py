"""A plan with a wrong cell is brought to the portal."""

from playwright.sync_api import expect

from reports.management.commands.load_plan import DATA
from reports.models import Activity


def test_text_where_a_number_belongs_is_named_by_row_and_column(
    page, contract, mari, sign_in, assert_fits, on_phone, assert_accessible
):
    files = {path.name: path.read_bytes() for path in sorted(DATA.glob("plan_*.csv"))}
    files["plan_activities.csv"] = files["plan_activities.csv"].replace(b"10000.00", b"palju", 1)
    sign_in(mari)
    page.goto("/plaan/tuua/")
    page.get_by_label("Tegevuskava failid").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files.items()]
    )
    page.get_by_role("button", name="Vaata failid üle").click()
    wrong = page.get_by_role("row").filter(has_text="palju")
    expect(wrong.get_by_role("cell")).to_have_text(
        ["plan_activities.csv", "2", "budget_eur", "palju", "Siia käib arv, näiteks 6000,00."], timeout=15_000
    )
    expect(page.get_by_role("button", name="Impordi")).to_have_count(0)
    assert_accessible()
    on_phone()
    assert_fits()
    assert not Activity.objects.exists()
