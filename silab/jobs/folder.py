"""The folder as message broker of an embedded portal: kombu's, with each message in place as a whole or not at all."""

import os
import uuid
from pathlib import Path
from time import monotonic

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Writes aside, then renames.

    Kombu's own writes under the final name, and its reader does not ask for the writer's lock: between the two a
    worker could take an empty file and die of it, and the portal with it.
    """

    def _put(self, queue, payload, **_options):
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}"
        aside = folder / f"{name}.part"
        try:
            aside.write_bytes(str_to_bytes(dumps(payload)))
            os.replace(aside, folder / f"{name}.{queue}.msg")
        except OSError as error:
            raise ChannelError(f"Cannot add a message to {folder}") from error


class Transport(filesystem.Transport):
    """The transport that celery is given (`CELERY_BROKER_TRANSPORT`)."""

    Channel = Channel
