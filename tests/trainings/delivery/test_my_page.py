"""A participant's own page: no account, the own things only, nothing typed is lost (domain.md §3)."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from silab.notices.models import Notice
from tests.trainings.delivery.conftest import DAY, make_team
from tests.trainings.factories import SessionFactory
from trainings import presence
from trainings.delivery.actions import ChangedMeanwhile, add_material, hand_in, renew_link
from trainings.links import CONFIRM, PARTICIPANT
from trainings.models import Homework, Material, Participant, Submission

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n"


@pytest.fixture(autouse=True)
def after_the_day(time_machine):
    time_machine.move_to(DAY + timedelta(hours=8), tick=False)


@pytest.fixture
def guest():
    return Client()


def token_of(participant):
    return PARTICIPANT.sign(participant.pk)


def open_page(guest, participant, name="my_page", *more):
    return guest.get(reverse(f"trainings:{name}", args=[token_of(participant), *more]))


def send(guest, participant, task, **data):
    return guest.post(reverse("trainings:my_homework", args=[token_of(participant), task.pk]), data)


def pdf(name="töö.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_what_waits_comes_first_and_is_gone_once_done(guest, team, task):
    html = open_page(guest, team[0]).text
    assert html.index("Kodutööd") < html.index("Ajakava")
    assert "ootab teid" in html
    assert send(guest, team[0], task, text="Meie sihtrühm").status_code == 302
    html = open_page(guest, team[0]).text
    assert "ootab teid" not in html
    assert html.index("Ajakava") > 0


def test_the_page_is_nobody_elses(guest, team, session):
    answer = open_page(guest, team[0])
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    for token in ("puudub", CONFIRM.sign(team[0].pk), PARTICIPANT.sign(10**6), token_of(team[0])[:-1] + "x"):
        assert guest.get(reverse("trainings:my_page", args=[token])).status_code == 404


def test_materials_are_theirs_after_the_day_and_of_their_group_only(
    guest, session, team, tartu, mari, time_machine
):
    material = add_material(session=session, title="Slaidid", file=pdf("slaidid.pdf"), by=mari)
    elva = make_team(session.training, tartu, "Elva", 1)[0]
    answer = open_page(guest, team[0], "my_material", material.pk)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
    assert open_page(guest, elva, "my_material", material.pk).status_code == 404
    session.ends_at += timedelta(hours=2)  # it goes on
    session.save()
    assert open_page(guest, team[0], "my_material", material.pk).status_code == 404
    assert "Slaidid" not in open_page(guest, team[0]).text


def test_a_teams_answer_is_the_teams_and_nobody_elses(guest, team, task, parnu):
    send(guest, team[0], task, text="Meie sihtrühm", file=pdf())
    assert "Meie sihtrühm" in open_page(guest, team[1], "my_homework", task.pk).text
    answer = open_page(guest, team[1], "my_hand_in", task.pk)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    rival = make_team(task.session.training, parnu, "Teised", 1)[0]
    assert "Meie sihtrühm" not in open_page(guest, rival, "my_homework", task.pk).text
    assert open_page(guest, rival, "my_hand_in", task.pk).status_code == 404


def test_an_own_task_is_each_ones_own_and_so_is_that_of_whoever_has_no_team(guest, team, task):
    task.by_team = False
    task.save()
    send(guest, team[0], task, text="Minu vastus")
    assert "Minu vastus" not in open_page(guest, team[1], "my_homework", task.pk).text
    task.by_team = True
    task.save()
    Submission.objects.all().delete()
    alone = team[0]
    Participant.objects.filter(pk=alone.pk).update(member=None)
    assert send(guest, alone, task, text="Üksi").status_code == 302
    assert Submission.objects.get().participant == alone


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (("arve.pdf", b"MZ\x90\x00\x03" + b"\x00" * 200), "ei ole see, mida nimi ütleb"),
        (("suur.pdf", PDF + b"0" * 50_000_000), "MB"),
        (("tühi.pdf", b""), "tühi"),
    ],
    ids=["executable", "50 MB", "empty"],
)
def test_a_bad_file_is_refused_and_what_was_typed_is_kept(guest, team, task, file, words):
    answer = send(guest, team[0], task, text="Pikk ja hoolega kirjutatud vastus", file=pdf(*file))
    assert answer.status_code == 422
    assert "Pikk ja hoolega kirjutatud vastus" in answer.text
    assert not Submission.objects.exists()


def test_an_empty_answer_is_refused(guest, team, task):
    assert send(guest, team[0], task, text="  ").status_code == 422


def test_again_until_the_deadline_late_is_marked_and_not_refused(guest, team, task, time_machine):
    send(guest, team[0], task, text="Esimene", file=pdf())
    kept = Submission.objects.get()
    seen = kept.handed_in_at.isoformat()
    time_machine.move_to(task.due_at)  # to the very second
    send(guest, team[1], task, text="Teine", seen=seen)
    kept.refresh_from_db()
    assert (kept.text, kept.file_name, kept.is_late) == ("Teine", "töö.pdf", False)
    time_machine.move_to(task.due_at + timedelta(seconds=1))
    seen = kept.handed_in_at.isoformat()
    answer = send(guest, team[1], task, text="Kolmas", seen=seen, drop_file="on")
    assert answer.status_code == 302
    kept.refresh_from_db()
    assert (kept.text, bool(kept.file), kept.is_late) == ("Kolmas", False, True)
    assert "esitatud hilinenult" in open_page(guest, team[0]).text


def test_two_of_a_team_do_not_overwrite_each_other_unseen(guest, team, task):
    send(guest, team[0], task, text="Mari vastus")
    answer = send(guest, team[1], task, text="Jaani vastus", seen="")
    assert answer.status_code == 409
    assert "Mari vastus" in answer.text
    assert "Jaani vastus" in answer.text
    assert Submission.objects.get().text == "Mari vastus"
    with pytest.raises(ChangedMeanwhile):
        hand_in(homework=task, participant=team[1], text="Jaani vastus", seen="")
    assert send(guest, team[0], task, text="Mari vastus", seen="").status_code == 302  # pressed twice


def test_who_left_hands_in_nothing_and_keeps_what_was(guest, team, task):
    gone = team[0]
    gone.left_on = date(2026, 11, 29)
    gone.save()
    answer = open_page(guest, gone)
    assert "Lahkusite sellelt koolituselt 29.11.2026" in answer.text
    assert "Ajakava" not in answer.text
    assert send(guest, gone, task, text="Tere").status_code == 422
    assert not Submission.objects.exists()


def test_a_task_of_another_group_or_of_a_day_ahead_is_not_there(guest, team, tartu, programme):
    later = SessionFactory(
        training=programme, group=team[0].group, number=2, starts_at=DAY + timedelta(days=9)
    )
    foreign = SessionFactory(training=programme, group=tartu, number=1, starts_at=DAY - timedelta(days=1))
    for session in (later, foreign):
        task = Homework.objects.create(session=session, title="Salajane", due_at=DAY + timedelta(days=20))
        assert open_page(guest, team[0], "my_homework", task.pk).status_code == 404
    assert "Salajane" not in open_page(guest, team[0]).text


def test_the_calendar_holds_the_own_days(guest, team, session, tartu, programme):
    SessionFactory(training=programme, group=tartu, number=1, title="Teiste päev")
    answer = open_page(guest, team[0], "my_calendar")
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "Teiste päev" not in answer.text


def test_an_old_link_sends_a_new_one_to_the_own_address_once_an_hour(guest, team, time_machine):
    old = token_of(team[0])
    time_machine.move_to(DAY + timedelta(days=401))
    answer = guest.get(reverse("trainings:my_page", args=[old]))
    assert answer.status_code == 410
    assert "link on aegunud" in answer.text
    assert team[0].person.email not in answer.text
    ask = reverse("trainings:ask_link", args=[old])
    assert "Vaadake oma postkasti" in guest.post(ask).text
    assert "Link saadeti äsja" in guest.post(ask).text
    assert [one.recipient for one in Notice.objects.all()] == [team[0].person.email]
    time_machine.move_to(DAY + timedelta(days=401, hours=1, seconds=5))
    guest.post(ask)
    assert Notice.objects.count() == 2
    assert guest.post(reverse("trainings:ask_link", args=["puudub.x.y"])).status_code == 404


def test_renewed_by_staff_older_links_no_longer_open(guest, team, mari, sign_in, time_machine):
    old = token_of(team[0])
    time_machine.move_to(DAY + timedelta(days=1))
    sign_in(mari).post(reverse("trainings:participant_link", args=[team[0].pk]), {"renew": "1"})
    assert team[0].link.renewed_by == mari
    assert guest.get(reverse("trainings:my_page", args=[old])).status_code == 410
    assert Notice.objects.get().recipient == team[0].person.email
    team[0].refresh_from_db()
    assert open_page(guest, team[0]).status_code == 200
    renew_link(participant=team[0], by=mari)  # again: one row, the latest moment


def test_homework_of_whoever_has_no_team_completes_the_training(team, task, programme, session):
    from tests.trainings.factories import AttendanceFactory

    programme.completion_homework = True
    programme.save()
    alone = team[0]
    Participant.objects.filter(pk=alone.pk).update(member=None)
    alone.refresh_from_db()
    AttendanceFactory(session=session, participant=alone)
    hand_in(homework=task, participant=alone, text="Valmis", seen="")
    presence.keep(alone, programme)
    alone.refresh_from_db()
    assert alone.completed_on == date(2026, 11, 30)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_with_more_on_it(guest, session, team, rows, django_assert_max_num_queries):
    for number in range(rows):
        Material.objects.create(session=session, title=f"M{number}", url="https://e.example")
        Homework.objects.create(session=session, title=f"K{number}", due_at=datetime(2027, 1, 1, tzinfo=UTC))
    with django_assert_max_num_queries(10):
        assert open_page(guest, team[0]).status_code == 200


def test_the_file_name_is_made_safe(guest, team, task):
    send(guest, team[0], task, file=SimpleUploadedFile("../../etc/kuri\n.exe.pdf", io.BytesIO(PDF).read()))
    name = Submission.objects.get().file_name
    assert "/" not in name
    assert name.endswith(".pdf")
