"""Uploaded files between the steps of an import: in the private storage that all web processes share.

A person has one import of a kind at a time; its files go when it is applied, given up, replaced, or old
(a day, where nothing else is said)."""

import json
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.crypto import get_random_string

KEPT_FOR = timedelta(days=1)


class KeptFiles:
    """The files of one kind of import, each user's in a folder of their own."""

    def __init__(self, folder: str, kept_for: timedelta = KEPT_FOR):
        self.folder, self.kept_for = folder, kept_for

    def keep(self, user, files: dict[str, bytes], more: Any = None, token: str = "") -> str:
        """Keep a user's files, with what else is to be known of them (JSON), under a token that is returned.

        What the user had kept before goes.
        """
        self.give_up(user)
        token = token or get_random_string(24)
        content = {
            "more": more,
            "kept_at": timezone.now().isoformat(),
            "files": {name: b64encode(data).decode() for name, data in files.items()},
        }
        default_storage.save(self._path(user, token), ContentFile(json.dumps(content).encode()))
        return token

    def find(self, user, token: str) -> tuple[Any, dict[str, bytes]] | None:
        """Return what else is known and the files kept under this user's token; None when they are gone."""
        path = self._path(user, token)
        if not token.isalnum() or not default_storage.exists(path):
            return None
        with default_storage.open(path) as file:
            content = json.load(file)
        if timezone.now() - datetime.fromisoformat(content["kept_at"]) > self.kept_for:
            self.give_up(user)
            return None
        return content["more"], {name: b64decode(data) for name, data in content["files"].items()}

    def give_up(self, user) -> None:
        """Remove whatever this user has kept."""
        try:
            _folders, names = default_storage.listdir(f"{self.folder}/{user.pk}")
        except FileNotFoundError:
            return
        for name in names:
            default_storage.delete(f"{self.folder}/{user.pk}/{name}")

    def _path(self, user, token):
        return f"{self.folder}/{user.pk}/{token}.json"
