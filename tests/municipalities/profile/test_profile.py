"""The profile: two pages whatever there is, nobody's contact data, readable by machines."""

from datetime import UTC, date, datetime
from io import BytesIO

import page
import pytest
from django.utils import timezone
from pypdf import PdfReader

from municipalities.models import Municipality
from municipalities.profile.document import render_profile
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    DecisionParticipationFactory,
    PersonFactory,
    SatisfactionFactory,
    SpokespersonFactory,
)
from tests.networks.factories import EngagementProcessFactory, MembershipFactory, StageFactory
from tests.trainings.factories import ParticipantFactory


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda *args, **options: None)


def printed(municipality):
    register = Municipality.objects.with_code(timezone.localdate()).select_related("county")
    made = render_profile(register.get(pk=municipality.pk))
    reader = PdfReader(BytesIO(made))
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    return made, len(reader.pages), text


@pytest.mark.laid_out
def test_what_is_known_stands_on_two_pages_without_contact_data(register):
    anija = register["Anija vald"]
    community = CommunityFactory(municipality=anija, name="Kehra", accepted=True)
    kaja = PersonFactory(name="Kaja Näidis", email="kaja@kyla.example", phone="5550000")
    SpokespersonFactory(community=community, person=kaja)
    for year, share in ((2020, "59.5"), (2022, "54.8"), (2024, "53.5")):
        SatisfactionFactory(municipality=anija, year=year, percentage=share)
    CocreationFormatFactory(municipality=anija, name="Anija ümarlaud")
    DecisionParticipationFactory(municipality=anija, decision="Arengukava")
    EngagementProcessFactory(municipality=anija, started_on=date(2022, 1, 10))
    stage = StageFactory()
    membership = MembershipFactory(municipality=anija)
    training = ParticipantFactory(municipality=anija).training
    made, pages, text = printed(anija)
    assert pages <= 2
    for word in (
        "Kehra",
        "0141",
        "53,5",
        "Anija ümarlaud",
        "Arengukava",
        "10.01.2022",
        stage.title,
        membership.network.name,
    ):
        assert word in text
    assert training.name in text
    for word in ("Kaja", "kaja@", "5550000"):
        assert word not in text
    assert [failure.message for failure in page.validate_pdf_bytes(made, profile="ua1").failures] == []


@pytest.mark.laid_out
def test_forty_communities_and_much_else_still_fit_two_pages(register):
    anija = register["Anija vald"]
    for number in range(40):
        at = datetime(2022, 5, 10, 9, tzinfo=UTC)
        CommunityFactory(
            municipality=anija,
            name=f"Pikk nimi {number} " + "ja " * 40,
            state="accepted",
            accepted_at=at,
        )
        DecisionParticipationFactory(municipality=anija, decision="Otsus " * 30, what_changed="Muutus " * 100)
        CocreationFormatFactory(municipality=anija, name="Ümarlaud " * 20)
    _made, pages, text = printed(anija)
    assert pages == 2
    assert "on portaalis" in text


@pytest.mark.laid_out
def test_one_of_which_nothing_is_known_is_printed_too(viljandi):
    assert printed(viljandi)[1] == 1


def test_an_official_asks_for_it_and_gets_a_file_of_the_own(client, jaan, leena, viljandi):
    client.force_login(jaan)
    answer = client.post(f"/omavalitsused/{viljandi.pk}/profiil/")
    job = Job.objects.get()
    run(job.pk)
    job.refresh_from_db()
    assert client.get(job.result["url"]).getvalue().startswith(b"%PDF")
    client.force_login(leena)
    assert client.get(answer.url).status_code == 404
    assert client.post(f"/omavalitsused/{viljandi.pk}/profiil/").status_code == 404
