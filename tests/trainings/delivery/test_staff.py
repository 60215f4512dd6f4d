"""The days for staff: progress, materials, homework, the sheet to sign (domain.md §3)."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from silab.jobs.models import Job
from silab.jobs.running import run
from silab.notices.models import Notice
from tests.trainings.delivery.conftest import DAY, make_team
from tests.trainings.delivery.test_my_page import PDF
from tests.trainings.factories import AttendanceFactory, SessionFactory
from trainings.delivery import sheet
from trainings.delivery.actions import hand_in
from trainings.models import Group, Homework, Material, Submission, Trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_day(time_machine):
    time_machine.move_to(DAY + timedelta(hours=8), tick=False)


def at(name, *arguments):
    return reverse(f"trainings:{name}", args=arguments)


def test_days_show_how_far_they_are(mari, sign_in, programme, session, team, task):
    AttendanceFactory(session=session, participant=team[0])
    hand_in(homework=task, participant=team[0], text="Valmis", seen="")
    html = sign_in(mari).get(at("delivery", programme.slug)).text
    assert "1 / 2" in html
    assert "kohal 1" in html
    assert "1 / 1" in html


def test_a_link_or_a_file_is_added_and_taken_away(mari, sign_in, programme, session):
    browser = sign_in(mari)
    add = at("material_add", programme.slug, session.pk)
    file = {"title": "Slaidid", "file": SimpleUploadedFile("slaidid.pdf", PDF)}
    assert browser.post(add, file).status_code == 302
    stored = Material.objects.get()
    assert b"".join(browser.get(at("material", programme.slug, stored.pk)).streaming_content) == PDF
    assert browser.post(add, {"title": "Video", "url": "e.example/v"}).status_code == 302
    for bad in (
        {"title": "Ei kumbagi"},
        {"title": "Mõlemad", "url": "https://e.example", "file": file["file"]},
    ):
        answer = browser.post(add, bad)
        assert answer.status_code == 422
        assert bad["title"] in answer.text
    browser.post(at("material_remove", programme.slug, stored.pk))
    assert [one.url for one in Material.objects.all()] == ["https://e.example/v"]
    assert Material.history.filter(history_type="-", history_user=mari).exists()


def test_a_deadline_is_tallinns_time(mari, sign_in, programme, session):
    data = {"title": "Kaardistus", "due_at": "31.12.2026 23:59", "by_team": "on"}
    sign_in(mari).post(at("homework_add", programme.slug, session.pk), data)
    assert Homework.objects.get().due_at.isoformat() == "2026-12-31T21:59:00+00:00"


def test_who_handed_in_is_late_or_missing(mari, sign_in, programme, parnu, team, task, time_machine):
    late = make_team(programme, parnu, "Hilinejad", 1)[0]
    make_team(programme, parnu, "Puudujad", 1)
    hand_in(homework=task, participant=team[0], text="<b>Valmis</b>", seen="")
    time_machine.move_to(task.due_at + timedelta(hours=1))
    hand_in(homework=task, participant=late, text="Lõpuks", seen="")
    html = sign_in(mari).get(at("homework", programme.slug, task.pk)).text
    assert [html.count(f"</svg>{word}</span>") for word in ("esitatud", "hilinenud", "puudu")] == [1, 1, 1]
    assert "&lt;b&gt;Valmis" in html


def test_a_task_that_was_answered_keeps_whose_it_is(mari, sign_in, programme, team, task):
    hand_in(homework=task, participant=team[0], text="Valmis", seen="")
    browser = sign_in(mari)
    change = {"title": "Uus nimi", "due_at": "08.12.2026 12:00"}
    assert browser.post(at("homework_change", programme.slug, task.pk), change).status_code == 422
    assert (
        browser.post(at("homework_change", programme.slug, task.pk), change | {"by_team": "on"}).status_code
        == 302
    )
    browser.post(at("homework_remove", programme.slug, task.pk))
    assert Homework.objects.get().title == "Uus nimi"


def test_hand_ins_are_read_by_staff_and_the_groups_trainers(
    mari, jaan, leena, sign_in, client, programme, parnu, tartu, team, task
):
    file = SimpleUploadedFile("töö.pdf", PDF)
    submission = hand_in(homework=task, participant=team[0], text="", file=file, seen="")
    Trainer.objects.create(training=programme, name="Jaan", user=jaan).groups.add(parnu)
    Trainer.objects.create(training=programme, name="Leena", user=leena).groups.add(tartu)
    address = at("hand_in_file", submission.pk)
    for reader in (mari, jaan):
        assert b"".join(sign_in(reader).get(address).streaming_content) == PDF
    assert sign_in(leena).get(address).status_code == 404
    assert client.get(address).status_code == 302
    comment = at("hand_in_comment", submission.pk)
    assert sign_in(leena).post(comment, {"comment": "Võõras"}).status_code == 404
    sign_in(jaan).post(comment, {"comment": "Väga hea"})
    assert Submission.objects.get().comment == "Väga hea"
    assert submission.history.first().history_user == jaan


@pytest.mark.laid_out
def test_the_sheet_is_made_by_a_job_and_then_served(mari, sign_in, programme, session, team):
    browser = sign_in(mari)
    address = at("sign_in_sheet", programme.slug, session.pk)
    assert "text/html" in browser.get(address)["Content-Type"]
    job = Job.objects.get()
    run(job.pk)
    answer = browser.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert all(one.person.name in words for one in team)
    team[1].left_on = DAY.date()
    team[1].save()
    assert "text/html" in browser.get(address)["Content-Type"]  # another list: another sheet


@pytest.mark.laid_out
def test_the_sheet_of_28_teams_tears_no_team_apart(programme, parnu):
    session = SessionFactory(training=programme, number=1, starts_at=DAY)
    for number in range(28):
        make_team(programme, parnu, f"Meeskond {number:02}", 4)
    reader = PdfReader(io.BytesIO(sheet.make(session.pk, None)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    pages = [page.extract_text() for page in reader.pages]
    assert 4 <= len(pages) <= 6
    teams = {
        one.member.application.name: []
        for one in programme.participants.select_related("member__application")
    }
    for one in programme.participants.select_related("person", "member__application"):
        teams[one.member.application.name].append(one.person.name)
    for team, names in teams.items():
        assert sum(team in page and all(name in page for name in names) for page in pages) == 1
    assert all("Allkiri" in page for page in pages)


def test_a_common_days_sheet_by_group(programme, parnu, tartu, team):
    session = SessionFactory(training=programme, number=9, starts_at=DAY)
    elva = make_team(programme, tartu, "Elva", 1)[0]
    names = [line.name for _team, lines in sheet.sheet_of(session, tartu).teams for line in lines]
    assert names == [elva.person.name]
    assert len(sheet.sheet_of(session).teams) == 2


def test_the_letter_goes_when_staff_say_so_and_not_twice(mari, sign_in, programme, session, team):
    browser = sign_in(mari)
    for _press in range(2):
        browser.post(at("send_letter", programme.slug, session.pk))
        for job in Job.objects.filter(state="queued"):
            run(job.pk)
    assert Notice.objects.filter(event=f"trainings.letter:{session.pk}").count() == 2
    assert "2 / 2" in browser.get(at("day", programme.slug, session.pk)).text


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_with_more_on_them(
    mari, sign_in, programme, session, parnu, task, rows, django_assert_max_num_queries
):
    for number in range(rows):
        make_team(programme, parnu, f"Meeskond {number}", 2)
        Group.objects.create(training=programme, name=f"R{number}", capacity=1)
        extra = SessionFactory(training=programme, group=parnu, number=number + 5, starts_at=DAY)
        Homework.objects.create(session=extra, title="K", due_at=DAY)
        Homework.objects.create(session=session, title="K", due_at=DAY)
        Material.objects.create(session=session, title="M", url="https://e.example")
    browser = sign_in(mari)
    with django_assert_max_num_queries(8):
        browser.get(at("delivery", programme.slug))
    with django_assert_max_num_queries(15):
        browser.get(at("day", programme.slug, session.pk))
    with django_assert_max_num_queries(6):
        browser.get(at("homework", programme.slug, task.pk))
    with django_assert_max_num_queries(6):
        browser.get(at("participant_links", programme.slug))
