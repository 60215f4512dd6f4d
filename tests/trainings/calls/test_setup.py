"""Setting a training up, page by page."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from tests.trainings.calls.factories import GroupFactory, OpenCallFactory, TrainerFactory
from tests.trainings.factories import AttendanceFactory, ParticipantFactory, SessionFactory, TrainingFactory
from trainings.calls.actions import free_slug, write_terms
from trainings.calls.copying import copy_training
from trainings.enums import TrainingKind
from trainings.models import Application, Group, Session, Terms, Training, UndertakingAcceptance

pytestmark = pytest.mark.django_db
TALLINN = ZoneInfo("Europe/Tallinn")


def step(training, slug):
    return reverse("trainings:setup_step", args=[training.slug, slug])


def programme(**values):
    return OpenCallFactory(is_public=False, opens_at=None, closes_at=None, **values)


DAYS = {
    "title_1": "Koosloome", "topics_1": "Esimene\r\nTeine", "from_1": "10:00", "until_1": "17:00",
    "title_2": "", "topics_2": "", "from_2": "10:00", "until_2": "17:00",
}  # fmt: skip


def test_a_programme_is_set_up_from_nothing_to_published(staff, mari):
    answer = staff.post(
        reverse("trainings:new"),
        {"name": "Õppiv kogukond", "kind": "programme", "track": "services", "audience": "teams"},
    )
    training = Training.objects.get()
    assert (training.slug, training.created_by) == ("oppiv-kogukond", mari)
    assert answer.url == step(training, "alused")
    pages = {
        "tekst": {"call_text": "Tulge **kaasa**", "contact_email": "mari@silab.example"},
        "meeskond": {"min_members": 4, "max_members": 8, "min_officials": 2, "min_ngo": 2},
        "aeg": {"opens_at": "01.01.2099 09:00", "closes_at": "01.03.2099 23:59"},
        "ryhmad": {"name_n1": "Pärnu", "capacity_n1": 7, "name_n2": "Tartu", "capacity_n2": 5},
    }
    for slug, data in pages.items():
        assert staff.post(step(training, slug), data).status_code == 302, slug
    dates = {
        f"on_1_g{group.pk}": f"0{n}.04.2099" for n, group in enumerate(Group.objects.order_by("pk"), start=8)
    }
    more = {
        "paevad": DAYS | dates,
        "kinnitused": {"texts": "Tööandja teab.\n\nOsaleme kõigil päevadel."},
        "tingimused": {
            "price": "0",
            "refund_limit": "768,00",
            "completion_share": 100,
            "mentoring_hours": "8",
        },
        "andmed": {},
        "koolitajad": {"name_n1": "Reet Raudsepp", "account_n1": "mari@silab.example"},
    }
    for slug, data in more.items():
        assert staff.post(step(training, slug), data).status_code == 302, slug
    training.refresh_from_db()
    assert training.refund_limit == Decimal("768.00")
    assert training.opens_at == datetime(2099, 1, 1, 9, tzinfo=TALLINN)
    starts = [session.starts_at for session in Session.objects.order_by("starts_at")]
    assert starts == [datetime(2099, 4, day, 10, tzinfo=TALLINN) for day in (8, 9)]
    assert Session.objects.first().topics == "Esimene\nTeine"
    assert training.trainers.get().user == mari
    staff.post(reverse("trainings:publish", args=[training.slug]))
    training.refresh_from_db()
    assert training.is_public
    assert training.history.first().history_user == mari
    staff.post(reverse("trainings:unpublish", args=[training.slug]))
    training.refresh_from_db()
    assert not training.is_public


@pytest.mark.parametrize(
    ("slug", "data", "field"),
    [
        ("alused", {"name": ""}, "name"),
        ("aeg", {"opens_at": "01.03.2099 10:00", "closes_at": "01.03.2099 09:59"}, "closes_at"),
        ("aeg", {"opens_at": "01.03.2099 10:00"}, "closes_at"),
        ("aeg", {"opens_at": "29.03.2099 03:30", "closes_at": "01.05.2099 10:00"}, "opens_at"),
        ("meeskond", {"min_members": 8, "max_members": 4, "min_officials": 2, "min_ngo": 2}, "max_members"),
        ("meeskond", {"min_members": 2, "max_members": 4, "min_officials": 3, "min_ngo": 2}, "min_ngo"),
        ("ryhmad", {"name_n1": "Pärnu", "capacity_n1": "0"}, "capacity_n1"),
        ("ryhmad", {"name_n1": "Pärnu"}, "capacity_n1"),
        ("ryhmad", {"name_n1": "X", "capacity_n1": "1", "name_n2": "x", "capacity_n2": "1"}, "name_n2"),
        ("tingimused", {"price": "kallis", "completion_share": "100"}, "price"),
        ("tingimused", {"price": "-1", "completion_share": "100"}, "price"),
        ("tingimused", {"price": "0", "completion_share": "101"}, "completion_share"),
        ("andmed", {"needs_participant_data": "on"}, "data_notice"),
        ("koolitajad", {"name_n1": "Reet", "account_n1": "tundmatu@kyla.example"}, "account_n1"),
        ("paevad", DAYS | {"on_1_all": "08.04.2099", "until_1": "9:00"}, "until_1"),
        ("paevad", DAYS | {"on_1_all": "31.02.2099"}, "on_1_all"),
        ("paevad", DAYS, "on_1_all"),
        ("paevad", DAYS | {"on_1_all": "29.03.2099", "from_1": "03:30"}, "on_1_all"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_is_saved(staff, slug, data, field):
    training = programme()
    answer = staff.post(step(training, slug), data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    html = answer.content.decode()
    assert "error-summary" in html
    assert training.history.count() == 1
    assert not Group.objects.exists()
    assert not Session.objects.exists()
    for value in filter(None, data.values()):
        assert str(value) in html or value in ("on", "Esimene\r\nTeine"), "what was typed is still there"


def test_scripts_in_texts_stay_words(staff, client):
    training = OpenCallFactory(
        name="<script>alert(1)</script>",
        call_text="<script>alert(2)</script>",
        conditions="<img src=x onerror=1>",
    )
    TrainerFactory(
        training=training, name="<script>alert(3)</script>", introduction="<script>alert(4)</script>"
    )
    SessionFactory(training=training, title="<script>alert(5)</script>", topics="<script>alert(6)</script>")
    pages = [client.get(reverse("trainings:call", args=[training.slug]))]
    pages += [staff.get(reverse(f"trainings:{name}", args=[training.slug])) for name in ("setup", "detail")]
    pages += [staff.get(step(training, slug)) for slug in ("paevad", "koolitajad", "tekst")]
    for page in pages:
        html = page.content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_a_rows_page_changes_all_groups_but_not_what_differs_in_one(staff):
    training = programme()
    groups = GroupFactory.create_batch(2, training=training)
    dates = {f"on_1_g{group.pk}": "08.04.2099" for group in groups}
    staff.post(step(training, "paevad"), DAYS | dates)
    first, second = Session.objects.order_by("group")
    staff.post(
        reverse("trainings:setup_day", args=[training.slug, second.pk]),
        {"title": "Teisiti", "starts_at": "08.04.2099 12:00", "ends_at": "08.04.2099 15:00", "topics": "Muu"},
    )
    staff.post(step(training, "paevad"), DAYS | dates | {"topics_1": "Uus"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.topics, second.topics) == ("Uus", "Uus")
    assert (first.title, second.title) == ("Koosloome", "Teisiti")
    assert second.starts_at == datetime(2099, 4, 8, 12, tzinfo=TALLINN)
    staff.post(step(training, "paevad"), DAYS | {f"on_1_g{group.pk}": "09.04.2099" for group in groups})
    second.refresh_from_db()
    assert second.starts_at == datetime(2099, 4, 9, 12, tzinfo=TALLINN)


def test_a_day_with_marks_is_not_taken_out_and_an_empty_one_is(staff):
    training = programme()
    kept = SessionFactory(training=training, number=1)
    SessionFactory(training=training, number=2)
    AttendanceFactory(session=kept, participant=ParticipantFactory(training=training))
    answer = staff.post(step(training, "paevad"), DAYS | {"on_1_all": ""})
    assert "on_1_all" in answer.context["form"].errors
    data = {"title_1": kept.title, "from_1": "11:00", "until_1": "14:00", "on_1_all": "05.10.2021"}
    assert staff.post(step(training, "paevad"), data | {"title_2": "x", "on_2_all": ""}).status_code == 302
    assert list(training.sessions.all()) == [kept]


def test_a_group_keeps_the_places_that_are_taken(staff, mari):
    group = GroupFactory(training=programme(), capacity=2)
    team = Application.objects.create(training=group.training)
    Application.objects.filter(pk=team.pk).update(state="accepted", group=group)
    data = {f"name_{group.pk}": group.name, f"capacity_{group.pk}": "0"}
    assert staff.post(step(group.training, "ryhmad"), data).status_code == 422
    answer = staff.post(
        step(group.training, "ryhmad"), data | {f"gone_{group.pk}": "on", f"capacity_{group.pk}": 2}
    )
    assert answer.status_code == 422
    assert "ei saa eemaldada" in answer.content.decode()
    Application.objects.create(training=group.training)
    other = Application.objects.create(training=group.training)
    Application.objects.filter(pk=other.pk).update(state="accepted", group=group)
    answer = staff.post(step(group.training, "ryhmad"), data | {f"capacity_{group.pk}": 1})
    assert "on juba 2 kohta võetud" in answer.content.decode()
    group.refresh_from_db()
    assert group.capacity == 2


def test_accepted_wording_stays_and_a_new_version_is_made(mari):
    training = programme()
    first = write_terms(training=training, texts=["Üks", "Kaks"], by=mari)
    assert write_terms(training=training, texts=["Üks", "Kolm"], by=mari) == first
    assert write_terms(training=training, texts=["Üks", "Kolm"], by=mari) == first
    application = Application.objects.create(training=training, terms=first)
    UndertakingAcceptance.objects.create(
        application=application,
        terms=first,
        accepted_at=datetime(2022, 2, 1, tzinfo=TALLINN),
        accepted_by="x",
    )
    assert write_terms(training=training, texts=["Üks", "Kolm"], by=mari) == first, (
        "the same words, no version"
    )
    second = write_terms(training=training, texts=["Teisiti"], by=mari)
    assert (first.version, second.version) == (1, 2)
    assert [each.text for each in first.undertakings.all()] == ["Üks", "Kolm"]
    assert [each.text for each in second.undertakings.all()] == ["Teisiti"]


def test_a_copy_takes_everything_but_dates_and_people(mari):
    source = OpenCallFactory(
        opens_at=datetime(2026, 2, 1, 9, tzinfo=TALLINN),
        closes_at=datetime(2026, 3, 1, 23, 59, tzinfo=TALLINN),
        refund_limit=Decimal("768"),
    )
    group = GroupFactory(training=source, name="Pärnu")
    TrainerFactory(training=source).groups.add(group)
    write_terms(training=source, texts=["Üks"], by=mari)
    starts = datetime(2026, 3, 20, 10, tzinfo=TALLINN)  # winter time; the copy's day is in summer time
    SessionFactory(
        training=source,
        group=group,
        number=1,
        starts_at=starts,
        ends_at=starts.replace(hour=17),
        title="Algus",
    )
    Application.objects.create(training=source)
    ParticipantFactory(training=source)
    copy = copy_training(source=source, name="Uus", first_day=date(2026, 4, 20), by=mari)
    assert not copy.is_public
    assert (copy.refund_limit, copy.call_text) == (source.refund_limit, source.call_text)
    session = copy.sessions.get()
    assert session.starts_at == datetime(2026, 4, 20, 10, tzinfo=TALLINN)
    assert session.group == copy.groups.get() != group
    assert copy.closes_at == datetime(2026, 4, 1, 23, 59, tzinfo=TALLINN)
    assert list(copy.trainers.get().groups.all()) == [copy.groups.get()]
    assert Terms.objects.get(training=copy).undertakings.get().text == "Üks"
    assert not copy.applications.exists()
    assert not copy.participants.exists()


def test_a_copy_without_first_day_waits_for_its_dates(staff, mari):
    source = OpenCallFactory(sessions=[date(2026, 3, 20)])
    Session.objects.filter(training=source).update(title="Algus", topics="Teema")
    answer = staff.post(reverse("trainings:new"), {"source": source.pk, "name": "Uus"})
    assert answer.status_code == 302
    copy = Training.objects.get(copied_from=source)
    assert (copy.opens_at, copy.closes_at, copy.sessions.count()) == (None, None, 0)
    html = staff.get(step(copy, "paevad")).content.decode()
    assert 'value="Algus"' in html
    typed = {"title_1": "Algus", "topics_1": "Teema", "from_1": "10:00", "until_1": "13:00"}
    assert staff.post(step(copy, "paevad"), typed | {"on_1_all": ""}).status_code == 302
    assert staff.post(step(copy, "paevad"), typed | {"on_1_all": "01.04.2099"}).status_code == 302
    assert copy.sessions.get().title == "Algus"


def test_publishing_names_what_is_missing_with_the_way_to_it(staff):
    training = programme(call_text="", contact_email="")
    answer = staff.post(reverse("trainings:publish", args=[training.slug]), follow=True)
    html = answer.content.decode()
    training.refresh_from_db()
    assert not training.is_public
    for slug in ("tekst", "aeg", "ryhmad", "paevad", "kinnitused"):
        assert f'href="{step(training, slug)}">Lisage' in html


def test_the_kind_stays_once_somebody_has_applied(staff):
    training = programme()
    Application.objects.create(training=training)
    data = {"name": "X", "kind": "open", "track": "services", "audience": "teams"}
    answer = staff.post(step(training, "alused"), data)
    assert "kind" in answer.context["form"].errors


def test_addresses_are_free_and_never_the_portals_own():
    TrainingFactory(slug="oismae")
    assert free_slug("ÕISMÄE") == "oismae-2"
    assert free_slug("Uus") == "uus-2"
    assert free_slug("???") == "koolitus"


def test_an_open_training_has_no_page_of_teams(staff):
    training = TrainingFactory(kind=TrainingKind.OPEN)
    assert staff.get(step(training, "meeskond")).status_code == 404
    assert staff.get(step(training, "tingimused")).status_code == 200
