"""Principles, formats and decisions: recorded by the municipality, counted by measures (domain.md §2, §10)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from municipalities.models import CocreationFormat, DecisionParticipation, FormatEvent, Principles
from silab.measures import Period, get
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    DecisionParticipationFactory,
    FormatEventFactory,
    PrinciplesFactory,
)

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def official(jaan, sign_in):
    return sign_in(jaan)


@pytest.fixture
def community(viljandi):
    return CommunityFactory(municipality=viljandi, accepted=True, name="Ramsi alevik")


def at(name, pk):
    return reverse(f"municipalities:{name}", args=[pk])


def principles(**more):
    return {
        "title": "Kaasamise kord",
        "negotiated_on": "2026-02-01",
        "negotiated_with": "külavanemad",
        "applied_on": "",
        "evidence": "",
        "evidence_url": "",
        **more,
    }


def event(**more):
    return {"on": "2026-03-10", "topic": "Lumetõrje", "participants": "12", "notes": "", **more}


def test_principles_are_negotiated_then_applied_with_evidence(official, viljandi, jaan, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert official.post(at("principles_add", viljandi.pk), principles()).status_code == 302
    entry = Principles.objects.get()
    assert (entry.negotiated_on, entry.applied_on, entry.created_by) == (date(2026, 2, 1), None, jaan)
    url = at("principles_edit", entry.pk)
    file = SimpleUploadedFile("kord.pdf", PDF)
    assert official.post(url, principles(applied_on="2026-03-01", upload=file)).status_code == 302
    entry.refresh_from_db()
    assert (entry.applied_on, entry.file_name) == (date(2026, 3, 1), "kord.pdf")
    answer = official.get(at("principles_file", entry.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert "Kaasamise kord" in official.get(at("principles", viljandi.pk)).content.decode()
    assert "01.03.2026" in official.get(url).content.decode()  # in the history too


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"applied_on": "2026-01-31", "evidence": "x"}, "applied_on"),
        ({"applied_on": "2026-03-01"}, "evidence"),
        ({"evidence": "x"}, "applied_on"),
        ({"negotiated_on": "1921-02-01"}, "negotiated_on"),
        ({"negotiated_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "negotiated_on"),
        ({"evidence": "a" * 300_000, "applied_on": "2026-03-01"}, "evidence"),
        ({"title": ""}, "title"),
        ({"evidence_url": "javascript:alert(1)", "applied_on": "2026-03-01"}, "evidence_url"),
    ],
)
def test_bad_principles_are_told_at_the_field(official, viljandi, wrong, field):
    answer = official.post(at("principles_add", viljandi.pk), principles(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Principles.objects.exists()


def test_a_program_is_no_evidence(official, viljandi):
    file = SimpleUploadedFile("kord.pdf", b"MZ\x90\x00" + b"\0" * 200)
    answer = official.post(
        at("principles_add", viljandi.pk), principles(applied_on="2026-03-01", upload=file)
    )
    assert "upload" in answer.context["form"].errors


def test_an_event_with_communities_counts_as_a_discussion(official, viljandi, community):
    measure = get("communities.format_events")
    data = {
        "kind": "round_table",
        "name": "Külade ümarlaud",
        "started_on": "2026-02-01",
        "ended_on": "",
        "communities": [community.pk],
    }
    assert official.post(at("format_add", viljandi.pk), data).status_code == 302
    of = CocreationFormat.objects.get()
    assert list(of.communities.all()) == [community]
    ticked = official.get(at("event_add", of.pk)).context["form"]["communities"].value()
    assert ticked == [community.pk]
    assert official.post(at("event_add", of.pk), event()).status_code == 302
    assert measure.count(YEAR) is None
    entry = FormatEvent.objects.get()
    official.post(at("event", entry.pk), event(communities=[community.pk]))
    assert measure.count(YEAR) == 1
    assert "Ramsi alevik" in official.get(at("format", of.pk)).content.decode()


def test_an_event_lies_within_its_format(official, viljandi):
    of = CocreationFormatFactory(
        municipality=viljandi, started_on=date(2026, 3, 1), ended_on=date(2026, 4, 1)
    )
    for on in ("2026-02-28", "2026-04-02", "1921-03-01"):
        assert "on" in official.post(at("event_add", of.pk), event(on=on)).context["form"].errors


def test_a_format_with_events_is_not_deleted(official, viljandi):
    of = CocreationFormatFactory(municipality=viljandi)
    entry = FormatEventFactory(format=of)
    assert official.post(at("format_edit", of.pk), {"delete": "1"}).status_code == 422
    assert official.post(at("event", entry.pk), {"delete": "1"}).url == at("format", of.pk)
    assert official.post(at("format_edit", of.pk), {"delete": "1"}).url == at("formats", viljandi.pk)
    assert FormatEvent.history.filter(id=entry.pk, history_type="-").exists()
    assert not CocreationFormat.objects.exists()


def test_a_decision_counts_its_municipality(official, viljandi, community):
    measure = get("communities.municipalities_deciding")
    data = {"decision": "Teehoiukava", "on": "2026-04-01", "what_changed": "Kaks teed lisati."}
    answer = official.post(at("decision_add", viljandi.pk), data)
    assert list(answer.context["form"].errors) == ["communities"]
    assert (
        official.post(at("decision_add", viljandi.pk), data | {"communities": [community.pk]}).status_code
        == 302
    )
    assert measure.count(YEAR) == 1
    entry = DecisionParticipation.objects.get()
    assert official.post(at("decision", entry.pk), {"delete": "1"}).status_code == 302
    assert measure.count(YEAR) is None


def test_anothers_community_cannot_be_named(official, viljandi, anija):
    foreign = CommunityFactory(municipality=anija, accepted=True)
    data = {"decision": "Kava", "on": "2026-04-01", "communities": [foreign.pk]}
    assert "communities" in official.post(at("decision_add", viljandi.pk), data).context["form"].errors


def test_an_official_elsewhere_finds_and_changes_nothing(viljandi, leena, sign_in):
    entries = {
        "principles_edit": PrinciplesFactory(municipality=viljandi),
        "format_edit": CocreationFormatFactory(municipality=viljandi),
        "event": FormatEventFactory(format__municipality=viljandi),
        "decision": DecisionParticipationFactory(municipality=viljandi),
    }
    for name, entry in entries.items():
        assert sign_in(leena).post(at(name, entry.pk), {"delete": "1"}).status_code == 404
        entry.refresh_from_db()


@pytest.mark.parametrize("name", ["principles", "formats", "decisions", "format"])
def test_pages_cost_the_same_at_one_and_three_rows(official, viljandi, name, django_assert_max_num_queries):
    of = CocreationFormatFactory(municipality=viljandi)
    counts = []
    for times in (1, 2):
        for _n in range(times):
            community = CommunityFactory(municipality=viljandi)
            PrinciplesFactory(municipality=viljandi)
            FormatEventFactory(format=of).communities.add(community)
            FormatEventFactory(format=CocreationFormatFactory(municipality=viljandi)).communities.add(
                community
            )
            DecisionParticipationFactory(municipality=viljandi).communities.add(community)
            of.communities.add(community)
        with django_assert_max_num_queries(10 if name == "format" else 8) as asked:
            assert official.get(at(name, of.pk if name == "format" else viljandi.pk)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
