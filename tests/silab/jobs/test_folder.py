"""The folder as broker: a worker never sees half a message (kombu's own would, and die of it)."""

import os
from queue import Empty

import pytest
from kombu import Connection

from silab.jobs import folder


@pytest.fixture
def channel(tmp_path):
    places = {name: str(tmp_path) for name in ("data_folder_in", "data_folder_out", "control_folder")}
    with Connection("filesystem://", transport=folder.Transport, transport_options=places) as connection:
        yield connection.channel()


def test_a_message_is_there_as_a_whole_or_not_at_all(channel, monkeypatch):
    seen = []

    def watched(source, target, really=os.replace):
        with pytest.raises(Empty):  # written, and not yet in the queue
            channel._get("celery")
        really(source, target)
        seen.append(target)

    monkeypatch.setattr(folder.os, "replace", watched)
    channel._put("celery", {"body": "õ"})
    assert seen
    assert channel._get("celery") == {"body": "õ"}
