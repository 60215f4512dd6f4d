"""A personal link does not get into the log, where others would read it."""

import pytest

from tests.trainings.factories import ParticipantFactory
from trainings.links import PARTICIPANT


@pytest.mark.django_db
def test_a_token_is_left_out_of_the_log(client, caplog):
    token = PARTICIPANT.sign(ParticipantFactory().pk)
    client.get(f"/osaleja/{token}x/?otsing=Kadri")
    assert "/osaleja/…/" in caplog.text
    assert token.rpartition(".")[2] not in caplog.text
    assert "Kadri" not in caplog.text
