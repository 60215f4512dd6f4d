"""Uploaded files between the steps of an import: in the private storage that all web processes share.

A person has one import at a time; its files go when it is applied, given up, replaced, or a day old."""

import json
from base64 import b64decode, b64encode
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.crypto import get_random_string

KEPT_FOR = timedelta(days=1)


def keep(user, contract, files: dict[str, bytes]) -> str:
    """Keep the files of a user's import and return the token by which only this user finds them."""
    give_up(user)
    token = get_random_string(24)
    content = {
        "contract": contract.pk,
        "kept_at": timezone.now().isoformat(),
        "files": {name: b64encode(data).decode() for name, data in files.items()},
    }
    default_storage.save(f"{_folder(user)}/{token}.json", ContentFile(json.dumps(content).encode()))
    return token


def find(user, token: str) -> tuple[int, dict[str, bytes]] | None:
    """Return the contract's key and the files kept under this user's token; None when they are gone."""
    path = f"{_folder(user)}/{token}.json"
    if not token.isalnum() or not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        content = json.load(file)
    if timezone.now() - datetime.fromisoformat(content["kept_at"]) > KEPT_FOR:
        give_up(user)
        return None
    return content["contract"], {name: b64decode(data) for name, data in content["files"].items()}


def give_up(user) -> None:
    """Remove whatever this user has kept."""
    folder = _folder(user)
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")


def _folder(user):
    return f"plan-imports/{user.pk}"
