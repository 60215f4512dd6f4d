"""Sealed data: encrypted at rest with keys of their own, apart from SECRET_KEY, that can be changed.

`SILAB_DATA_KEYS` holds Fernet keys by comma: the first seals, all of them open. To change the key put a new one
in front, run `manage.py reseal`, then take the old one away (docs/production.md)."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotUnseal(Exception):
    """None of the present keys opens it, or it was tampered with."""


def seal(data: dict) -> bytes:
    """Return a record of words and numbers, encrypted."""
    return _fernet(_keys()).encrypt(json.dumps(data, ensure_ascii=False).encode())


def unseal(sealed) -> dict:
    """Return what was sealed; raise CannotUnseal."""
    try:
        return json.loads(_fernet(_keys()).decrypt(bytes(sealed)))
    except InvalidToken:
        raise CannotUnseal from None


def fingerprint(text: str) -> str:
    """Return a keyed hash, in hex, that finds the same text again without opening anything."""
    return _fingerprint(_keys()[0], text)


def fingerprints(text: str) -> list[str]:
    """Return the text's fingerprint under each key: while keys are being changed, rows have either."""
    return [_fingerprint(key, text) for key in _keys()]


def _fingerprint(key, text):
    # Another use of a key wants another key: this one is derived.
    derived = hmac.new(urlsafe_b64decode(key), b"silab fingerprint", hashlib.sha256).digest()
    return hmac.new(derived, text.encode(), hashlib.sha256).hexdigest()


def _keys() -> tuple[str, ...]:
    return tuple(settings.SILAB_DATA_KEYS)


@cache
def _fernet(keys):
    return MultiFernet([Fernet(key) for key in keys])
