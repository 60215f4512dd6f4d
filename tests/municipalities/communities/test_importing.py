"""The import of communities: what is read, what is refused in words, what changes, all of it or nothing."""

import io
import time
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from municipalities.communities.importing import apply_plan, parse_table, plan_of, read_files
from municipalities.communities.importing.columns import FIELDS
from municipalities.communities.importing.views import SAMPLE
from municipalities.models import Community, Spokesperson
from silab.accounts.models import Person
from silab.common.tables import Refused
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.municipalities.factories import CommunityFactory, PersonFactory, SpokespersonFactory

START = "/omavalitsused/kogukonnad/tuua/"
HEADING = "omavalitsus;nimi;liik;asutatud;aktsepteeritud;eestkõneleja;volitus alates"
LINE = "Anija vald;Kehra aedlinn;asum;01.06.1998;10.05.2022;Kaja Näidis;01.01.2022"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda *args, **options: None)


def read(*lines, heading=HEADING, decided=None):
    table = read_files({"kogukonnad.csv": "\n".join((heading, *lines)).encode()})
    with translation.override("en"):
        return parse_table(table, decided)


def wrong(*lines, heading=HEADING):
    parsed = read(*lines, heading=heading)
    with translation.override("en"):
        plan = plan_of(parsed)
    return [(problem.row, problem.column, problem.text) for problem in (*parsed.problems, *plan.problems)]


def workbook(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            (sheet.write_formula if cell.startswith("=") else sheet.write_string)(number, place, cell)
    book.close()
    return out.getvalue()


def bring(*lines, by, **more):
    return apply_plan(parsed=read(*lines, **more), by=by)


def test_a_row_becomes_a_community_with_its_spokesperson_and_history(register, mari):
    bring(LINE, by=mari)
    made = Community.objects.get()
    assert (made.name, made.kind, made.municipality.name) == ("Kehra aedlinn", "district", "Anija vald")
    assert (made.state, timezone.localdate(made.accepted_at), made.accepted_by) == (
        "accepted",
        date(2022, 5, 10),
        mari,
    )
    assert (made.created_by, made.history.get().history_user) == (mari, mari)
    mandate = made.spokespersons.get()
    assert (mandate.person.name, mandate.mandate_from) == ("Kaja Näidis", date(2022, 1, 1))
    assert mandate.history.count() == mandate.person.history.count() == 1
    made.full_clean()


def test_the_same_again_changes_nothing(register, mari):
    lines = [LINE, "Rae vald;Jüri;alevik;;;;", "Saku vald;Saku noored;huvipõhine;;;;"]
    bring(*lines, by=mari)
    history = Community.history.count(), Spokesperson.history.count(), Person.history.count()
    plan = bring(*lines, by=mari)
    assert (plan.unchanged, plan.says_something) == (3, False)
    assert (Community.history.count(), Spokesperson.history.count(), Person.history.count()) == history


def test_what_the_table_says_otherwise_changes_and_empty_cells_erase_nothing(register, mari):
    bring(LINE, by=mari)
    with translation.override("en"):
        plan = bring("ANIJA VALD;kehra AEDLINN;küla;;;;", by=mari)
    assert [change.fields for change in plan.changed] == [(("Kind", "city district", "village"),)]
    made = Community.objects.get()
    assert (made.name, made.kind, made.founded_on) == ("Kehra aedlinn", "village", date(1998, 6, 1))
    assert made.history.count() == 2


def test_a_decision_that_stands_stays(register, mari):
    accepted = CommunityFactory(
        municipality=register["Anija vald"], name="Kehra", kind="village", accepted=True
    )
    CommunityFactory(municipality=register["Anija vald"], name="Aegviidu", state="sent_back", kind="township")
    plan = bring("Anija vald;Kehra;küla;;11.05.2022;;", "Anija vald;Aegviidu;alevik;;11.05.2022;;", by=mari)
    assert [(note.row, note.column) for note in plan.kept] == [(2, "aktsepteeritud"), (3, "aktsepteeritud")]
    assert (plan.unchanged, accepted.history.count()) == (2, 1)


def test_a_waiting_community_is_accepted(register, mari):
    waiting = CommunityFactory(municipality=register["Anija vald"], name="Kehra", kind="village")
    bring("Anija vald;Kehra;küla;;11.05.2022;;", by=mari)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.accepted_by) == ("accepted", mari)


def test_a_person_is_known_by_e_mail(register, mari):
    kaja = PersonFactory(email="kaja@kyla.example")
    heading = "omavalitsus;nimi;liik;eestkõneleja;e-post;volitus alates"
    lines = [f"Rae vald;Küla {n};küla;Kaja;Kaja@Kyla.example;01.01.2024" for n in range(2)]
    bring(*lines, heading=heading, by=mari)
    assert kaja.mandates.count() == 2


@pytest.mark.parametrize(
    ("line", "row", "column", "words"),
    [
        ("Anija vald;;küla;;;;", 2, "nimi", "empty"),
        ("Anija vald;Kehra;linnuke;;;;", 2, "liik", "One of these"),
        ("Anija vald;Kehra;küla;1998;;;", 2, "asutatud", "date"),
        ("Anija vald;Kehra;küla;01.01.2999;;;", 2, "asutatud", "future"),
        ("Anija vald;Kehra;küla;;01.01.1021;;", 2, "aktsepteeritud", "too long ago"),
        ("Anija vald;Kehra;küla;;;Kaja Näidis;", 2, "volitus alates", "first day"),
        ("Anija vald;Kehra;küla;;;;01.01.2022", 2, "eestkõneleja", "nobody"),
        ("Anija vald;=1+1;küla;;;;", 2, "nimi", "formula"),
        ("Anija vald;Kehra;küla;;;;;;liiast", 2, "", "more cells"),
        (f"Anija vald;{'a' * 201};küla;;;;", 2, "nimi", "longer"),
        (HEADING, 2, "", "heading once more"),
    ],
)
def test_a_wrong_cell_is_named_in_words(register, line, row, column, words):
    found = wrong(line)
    assert [(found[0][0], found[0][1])] == [(row, column)]
    assert words in found[0][2]


def test_the_same_community_twice_is_a_problem_also_by_another_name_of_the_municipality(register):
    lines = ["Saaremaa vald;Leisi;alevik;;;;", "Saarema;LEISI;küla;;;;"]
    assert [problem[:2] for problem in wrong(*lines)] == [(3, "nimi")]


def test_a_mandate_that_overlaps_is_a_problem(register):
    community = CommunityFactory(municipality=register["Anija vald"], name="Kehra aedlinn")
    SpokespersonFactory(community=community, mandate_from=date(2021, 1, 1))
    assert [problem[:2] for problem in wrong(LINE)] == [(2, "volitus alates")]


@pytest.mark.parametrize(
    ("heading", "column", "words"),
    [
        ("omavalitsus;nimi", "liik", "missing"),
        ("omavalitsus;nimi;liik;Nimi", "nimi", "twice"),
        ("omavalitsus;nimi;kogukond;liik", "nimi", "twice"),
    ],
)
def test_a_wrong_heading_is_named(register, heading, column, words):
    found = wrong("Anija vald;Kehra;küla", heading=heading)
    assert [problem[:2] for problem in found] == [(1, column)]
    assert words in found[0][2]


def test_columns_that_are_not_known_are_told(register):
    parsed = read("Anija vald;Kehra;küla;x", heading="omavalitsus;nimi;liik;Märkus")
    assert (parsed.not_taken, len(parsed.rows)) == (["Märkus"], 1)


def test_bom_commas_windows_letters_and_xlsx_are_the_same(register):
    rows = [HEADING.split(";"), LINE.split(";")]
    text = "\n".join(",".join(row) for row in rows)
    contents = {
        "a.csv": ("\ufeff" + text.replace(",", ";")).encode(),
        "b.csv": text.encode(),
        "c.csv": text.encode("cp1257"),
        "d.xlsx": workbook(rows),
    }
    parsed = [parse_table(read_files({name: content})).rows for name, content in contents.items()]
    assert parsed[0]
    assert all(rows == parsed[0] for rows in parsed)


def test_a_formula_in_a_workbook_is_text(register):
    content = workbook([["omavalitsus", "nimi", "liik"], ["Anija vald", '=HYPERLINK("http://x")', "küla"]])
    parsed = parse_table(read_files({"a.xlsx": content}))
    assert [(problem.row, problem.column) for problem in parsed.problems] == [(2, "nimi")]


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 120_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("suur.csv", b"a" * 10_000_001),
        ("pikk.csv", b"nimi\n" + b"a\n" * 10_001),
        ("pomm.xlsx", bomb()),
        ("katki.xlsx", b"PK\x03\x04katki"),
        ("tühi.csv", HEADING.encode()),
        ("pilt.csv", b"\x89PNG\x00\x00"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name, content):
    with pytest.raises(Refused) as refused:
        read_files({name: content})
    assert len(str(refused.value)) > 20


def test_an_unclear_name_waits_for_a_person(register, mari):
    parsed = read("Tartu;Ülejõe;asum;;;;")
    assert [name.text for name in parsed.undecided] == ["Tartu"]
    with pytest.raises(Refused):
        apply_plan(parsed=parsed, by=mari)
    city = register["Tartu linn"]
    bring("Tartu;Ülejõe;asum;;;;", decided={"tartu": city.pk}, by=mari)
    assert Community.objects.get().municipality == city


def test_toila_is_offered_as_johvi_and_never_chosen(register):
    parsed = read("Toila vald;Voka;alevik;;;;")
    assert parsed.undecided[0].match.candidates[0].municipality == register["Jõhvi vald"]


def test_all_of_it_or_nothing(register, mari, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("municipalities.communities.importing.changes._write_mandates", broken)
    with pytest.raises(RuntimeError):
        bring(LINE, by=mari)
    assert not Community.objects.exists()


def test_five_thousand_in_one_transaction(register, mari):
    places = [name for name in register if name != "Toila vald"]
    lines = [
        f"{places[n % 78]};Küla {n};küla;01.06.1998;10.05.2022;Kaja Näidis {n};01.01.2022"
        for n in range(5000)
    ]
    parsed = read(*lines)
    start = time.process_time()
    plan = apply_plan(parsed=parsed, by=mari)
    assert time.process_time() - start < 20
    assert (len(plan.new), Community.history.count(), Spokesperson.objects.count()) == (5000, 5000, 5000)
    assert apply_plan(parsed=parsed, by=mari).unchanged == 5000


def upload(client, *lines, heading=HEADING):
    file = SimpleUploadedFile("kogukonnad.csv", "\n".join((heading, *lines)).encode())
    return client.post(START, {"file": file})


@pytest.fixture
def as_staff(client, mari):
    client.force_login(mari)
    return client


def test_in_the_browser_decide_then_import_by_a_job(register, as_staff, django_assert_max_num_queries):
    page = upload(as_staff, LINE, "Tartu;Ülejõe;asum;;;;").url
    with django_assert_max_num_queries(15):
        shown = as_staff.get(page).content.decode()
    assert 'name="import"' not in shown
    as_staff.post(page, {"decide": "1", "name-0": register["Tartu vald"].pk})
    assert 'name="import"' in as_staff.get(page).content.decode()
    as_staff.post(page, {"import": "1", "name-0": register["Tartu vald"].pk})
    job = Job.objects.get()
    assert "hx-get" in as_staff.get(page).content.decode()
    run(job.pk)
    done = as_staff.get(page)
    assert done.context["job"].result["added"] == 2
    assert Community.objects.filter(municipality=register["Tartu vald"]).count() == 1
    as_staff.post(page, {"import": "1"})
    assert Job.objects.count() == 1


def test_everything_wrong_in_a_row_is_said_at_once(register):
    parsed = read("Anja vald;Kehra;kyla;01.06.2998;;;", "Anija vald;;küla;01.06.1098;;;")
    assert [(problem.row, problem.column, problem.value) for problem in parsed.problems] == [
        (2, "liik", "kyla"),
        (2, "asutatud", "01.06.2998"),
        (3, "asutatud", "01.06.1098"),
        (3, "nimi", ""),
    ]
    assert "in the future" in parsed.problems[1].text
    assert "too long ago" in parsed.problems[2].text
    assert "01.01.1200" in parsed.problems[2].text
    assert ("Anja vald", 1) in [(name.text, name.rows) for name in parsed.names]


def test_the_preview_counts_what_was_read_and_what_is_wrong(register, as_staff):
    content = "\n".join(
        (HEADING, LINE, "Anija vald;Kehra;kyla;;;;", "Anija vald;Kehra;küla;1998;;;;;x")
    ).encode()
    page = as_staff.post(START, {"file": SimpleUploadedFile("kogukonnad.csv", content)}, follow=True)
    words = " ".join(page.content.decode().split())
    assert "loeti 3 rida, neist 2 on vigadega" in words
    assert "Anija vald; Kehra; küla; 1998" in words


def test_in_the_browser_a_wrong_cell_keeps_everything_out(register, as_staff):
    page = upload(as_staff, LINE, "Anija vald;Kehra;linnuke;;;;").url
    shown = as_staff.get(page).content.decode()
    assert "linnuke" in shown
    assert 'name="import"' not in shown
    as_staff.post(page, {"import": "1"})
    assert not Job.objects.exists()
    as_staff.post(page, {"give_up": "1"})
    assert as_staff.get(page).url == START


def test_in_the_browser_what_cannot_be_read_is_told_at_the_field(as_staff):
    answer = as_staff.post(START, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04katki")})
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_a_register_that_changed_since_refuses_the_job_in_words(register, as_staff):
    page = upload(as_staff, LINE).url
    as_staff.post(page, {"import": "1"})
    community = CommunityFactory(municipality=register["Anija vald"], name="Kehra aedlinn", kind="district")
    SpokespersonFactory(community=community, mandate_from=date(2020, 1, 1))
    run(Job.objects.get().pk)
    assert Job.objects.get().state == "failed"
    assert "error-summary" in as_staff.get(page).content.decode()


def test_the_table_to_start_from_can_be_imported(register):
    names = [field.heading for field in FIELDS]
    parsed = read(";".join(SAMPLE), heading=";".join(names))
    assert (parsed.problems, len(parsed.rows)) == ([], 1)


def test_strangers_files_are_not_there(register, as_staff, client, riina):
    page = upload(as_staff, LINE).url
    client.force_login(riina)
    assert client.get(page).status_code == 404


def test_the_sample_can_be_imported_as_it_is(register, as_staff):
    sample = as_staff.get(reverse("municipalities:community_import_sample")).getvalue()
    page = as_staff.post(START, {"file": SimpleUploadedFile("naidis.xlsx", sample)}).url
    assert 'name="import"' in as_staff.get(page).content.decode()
