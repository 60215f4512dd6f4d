"""What networks say on a municipality's page."""

from datetime import UTC, date, datetime

import pytest

from municipalities.sections import sections_for
from networks.models import Meeting
from tests.municipalities.factories import MunicipalityFactory
from tests.networks.factories import MeetingFactory, MeetingPresenceFactory, MembershipFactory, NetworkFactory

pytestmark = pytest.mark.django_db


def test_meetings_of_the_page_are_among_those_that_its_reader_may_open(viljandi, jaan):
    gone = MunicipalityFactory(merged_into=viljandi, valid_to=date(2025, 10, 19))
    network = NetworkFactory(started_on=date(2020, 1, 1))
    for municipality in (viljandi, gone):
        MembershipFactory(
            network=network, municipality=municipality, joined_on=date(2022, 1, 1), left_on=date(2024, 1, 1)
        )
    for year, title in ((2021, "Enne liitumist"), (2022, "Liikmena"), (2024, "Pärast lahkumist")):
        meeting = MeetingFactory(network=network, title=title, starts_at=datetime(year, 1, 1, 10, tzinfo=UTC))
        MeetingPresenceFactory(meeting=meeting, municipality=viljandi)
    MeetingFactory(
        network=network, title="Jäi ära", starts_at=datetime(2022, 3, 1, 10, tzinfo=UTC), cancelled=True
    )
    assert Meeting.objects.for_user(jaan).filter(title="Liikmena").exists()
    for page in (viljandi, gone):
        (shown,) = [one.html for one in sections_for(page, jaan) if one.key == "meetings"]
        assert "Liikmena" in shown
        assert not any(title in shown for title in ("Enne liitumist", "Pärast lahkumist", "Jäi ära"))
