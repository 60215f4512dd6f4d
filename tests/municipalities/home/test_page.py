"""The officials' home: what waits, what is theirs, in fifteen queries; where it leads."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities import waiting
from municipalities.waiting import Source, Task, register, tasks_for
from networks.models import ModelStage, StageCompletion
from tests.municipalities.badge.factories import AwardFactory
from tests.municipalities.factories import (
    CommunityFactory,
    MunicipalityFactory,
    OfficialFactory,
    SatisfactionFactory,
    SpokespersonFactory,
)
from tests.networks.factories import EngagementProcessFactory, MeetingFactory, MembershipFactory
from tests.silab.accounts.factories import UserFactory
from tests.trainings.factories import CallFactory, SessionFactory, TeamFactory
from trainings.enums import ApplicationState
from trainings.models import Application, Group, Homework


def home(municipality):
    return reverse("municipalities:own", args=[municipality.pk])


def fill(municipality, official, rows):
    """Give the municipality `rows` of everything that its home shows."""
    now = timezone.now()
    process = EngagementProcessFactory(municipality=municipality)
    training = CallFactory()
    group = Group.objects.get(training=training)
    session = SessionFactory(training=training, group=group, starts_at=now - timedelta(days=2))
    for n in range(rows):
        CommunityFactory(municipality=municipality, name=f"Ootel {n}")
        spoken_for = CommunityFactory(municipality=municipality, name=f"Olemas {n}", accepted=True)
        SpokespersonFactory(community=spoken_for)
        OfficialFactory(municipality=municipality)
        SatisfactionFactory(municipality=municipality, year=2020 + 2 * n)
        AwardFactory(municipality=municipality, valid_until=now.date() + timedelta(days=30))
        network = MembershipFactory(municipality=municipality).network
        MeetingFactory(network=network, title=f"Kohtumine {n}", starts_at=now + timedelta(days=n + 1))
        stage = ModelStage.objects.create(order=n + 1, title=f"Etapp {n}")
        StageCompletion.objects.create(
            process=process, stage=stage, reached_on=date(2022, 1, 1), evidence="x", confirmed_at=now
        )
        Homework.objects.create(session=session, title=f"Kodutöö {n}", due_at=now + timedelta(days=3))
        TeamFactory(municipality=municipality, submitter=official, training=CallFactory(name=f"Kutse {n}"))
        CallFactory(name=f"Avatud {n}")
    ModelStage.objects.create(order=rows + 1, title="Etapp ees", evidence_rule="decisions")
    team = TeamFactory(municipality=municipality, training=training)
    Application.objects.filter(pk=team.pk).update(state=ApplicationState.ACCEPTED, group=group)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_fifteen_queries_at_most(client, viljandi, jaan, rows, django_assert_max_num_queries):
    fill(viljandi, jaan, rows)
    client.force_login(jaan)
    client.get(home(viljandi))
    with django_assert_max_num_queries(15):
        page = client.get(home(viljandi)).content.decode()
    last = rows - 1
    for words in (f"Ootel {last}", f"Kodutöö {last}", f"Kutse {last}", f"Avatud {last}", f"Etapp {last}"):
        assert words in page
    assert f"Kohtumine {last}" in page
    assert page.count("Etapp ees") == 2


def test_home_of_a_new_municipality_says_what_to_do_next(client, viljandi, jaan):
    client.force_login(jaan)
    page = client.get(home(viljandi)).content.decode()
    for words in ("Praegu ei oota teid midagi", "Ükski kogukond", "Kaasamismudeliga pole veel alustatud"):
        assert words in page
    assert page.count('class="empty"') >= 6


def test_mine_leads_home_or_lets_choose(client, viljandi, anija, jaan, mari, riina):
    mine = reverse("municipalities:mine")
    client.force_login(jaan)
    assert client.get(mine).url == home(viljandi)
    OfficialFactory(user=jaan, municipality=anija)
    page = client.get(mine).content.decode()
    assert home(viljandi) in page
    assert home(anija) in page
    client.force_login(mari)
    assert client.get(mine).url == reverse("municipalities:list")
    client.force_login(riina)
    assert reverse("municipalities:ask_access") not in client.get(mine).content.decode()


def test_a_merged_predecessor_is_reached_from_its_successor(client, viljandi, anija, jaan, leena):
    old = MunicipalityFactory(name="Vana vald", merged_into=viljandi, valid_to=date(2025, 10, 19))
    client.force_login(jaan)
    assert client.get(reverse("municipalities:mine")).url == home(viljandi)
    assert home(old) in client.get(home(viljandi)).content.decode()
    assert home(viljandi) in client.get(home(old)).content.decode()
    client.force_login(leena)
    assert client.get(home(old)).status_code == 404


def test_an_asked_for_municipality_is_closed(client, viljandi):
    user = UserFactory(role="official")
    OfficialFactory(user=user, municipality=viljandi, state="asked")
    client.force_login(user)
    assert client.get(home(viljandi)).status_code == 404
    assert "ootab otsust" in client.get(reverse("municipalities:mine")).content.decode()


def test_tasks_stand_by_day_and_the_late_are_marked(viljandi, jaan, monkeypatch):
    monkeypatch.setattr(waiting, "_sources", {})
    monkeypatch.setattr(waiting, "_discover", lambda: None)
    today = timezone.localdate()
    tasks = [
        Task("ilma", "/a"),
        Task("homme", "/b", due=today + timedelta(days=1)),
        Task("eile", "/c", due=today - timedelta(days=1)),
    ]
    register(Source("proov", lambda municipality, user: tasks))
    found = tasks_for(viljandi, jaan)
    assert [task.title for task in found] == ["eile", "homme", "ilma"]
    assert [task.is_late for task in found] == [True, False, False]
    with pytest.raises(ValueError, match="proov"):
        register(Source("proov", lambda municipality, user: []))


def test_another_municipalitys_work_does_not_wait_here(client, viljandi, anija, jaan, leena):
    fill(anija, leena, 1)
    client.force_login(jaan)
    page = client.get(home(viljandi)).content.decode()
    for words in ("Ootel 0", "Kodutöö 0", "Kohtumine 0", leena.email):
        assert words not in page
