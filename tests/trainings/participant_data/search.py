"""Search for a secret in everything that the portal leaves behind: database, logs, mails, files, queue and cache."""

import io
import pickle
import sqlite3
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from pypdf import PdfReader


def places_of(secret: str, log: io.StringIO, folders=()) -> set[str]:
    """Return the kinds of places in which a secret can be read, in clear, as hex digits or in base64."""
    places = {
        "tables": tables(),
        "database file": database_files(),
        "sessions": (str(one.get_decoded()).encode() for one in Session.objects.all()),
        "log": [log.getvalue().encode()],
        "mails": mails(),
        "files": files(settings.MEDIA_ROOT, *folders),
        "queue and cache": [*files(settings.VAR_DIR / "broker", settings.VAR_DIR / "cache"), *redis_values()],
    }
    told = spellings(secret)
    return {
        place for place, texts in places.items() if any(spelt in text for text in texts for spelt in told)
    }


def spellings(secret: str) -> list[bytes]:
    """Return a secret as it may stand in bytes: as it is, in hex digits, within a longer base64."""
    raw = secret.encode()
    # Of base64 the letters that its neighbours share in are left off, at each of the three places it can begin.
    coded = [
        b64encode(bytes(shift) + raw)[4 if shift else 0 : (shift + len(raw)) // 3 * 4] for shift in range(3)
    ]
    return [raw, raw.hex().encode(), raw.hex().upper().encode(), *coded]


def tables() -> Iterator[bytes]:
    """Give every row of every table, tables that no model knows included; on PostgreSQL as COPY dumps them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in cursor.fetchall():
                for row in cursor.execute(f'SELECT * FROM "{table}"'):
                    yield b"\t".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
            return
        cursor.execute("SET bytea_output = 'escape'")  # bytes as letters, where they are letters
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'm')"
            " AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
        )
        for (table,) in cursor.fetchall():
            dump = io.BytesIO()
            cursor.copy_expert(f"COPY (SELECT * FROM {table}) TO STDOUT", dump)
            yield dump.getvalue()
        cursor.execute("RESET bytea_output")


def database_files() -> Iterator[bytes]:
    """Give SQLite's file and its write-ahead log as they lie on the disk: rows deleted or replaced as well."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        assert path.stat().st_size > 100_000, "no database on the disk"
        yield from (one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def mails() -> Iterator[bytes]:
    """Give the heads and the decoded parts of all mails that were sent."""
    for sent in mail.outbox:
        for part in message_from_bytes(sent.message().as_bytes()).walk():
            yield str(part.items()).encode()
            yield part.get_payload(decode=True) or b""


def files(*folders) -> Iterator[bytes]:
    """Give the names and the content of all files under folders, packed content unpacked."""
    for path in (one for folder in folders for one in Path(folder).rglob("*") if one.is_file()):
        yield path.name.encode()
        yield path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from (packed.read(name) for name in packed.namelist())
        elif path.suffix == ".djcache":
            with path.open("rb") as kept:
                pickle.load(kept)  # noqa: S301, until when; of our own cache
                yield zlib.decompress(kept.read())
        elif path.read_bytes()[:5] == b"%PDF-":
            yield "".join(page.extract_text() for page in PdfReader(path).pages).encode()


def redis_values() -> Iterator[bytes]:
    """Give what Redis holds for the queue and the cache."""
    if settings.REDIS_URL:
        import redis

        with redis.Redis.from_url(settings.REDIS_URL) as server:
            for key in server.scan_iter():
                yield key
                if (kind := server.type(key)) == b"string":
                    yield server.get(key) or b""
                elif kind == b"list":
                    yield from server.lrange(key, 0, -1)


def move_to_disk(path: Path):
    """Copy SQLite's tables, which tests have in memory, into a file; return what puts the memory back."""
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(path)) as copy:
        memory.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(path)

    def back():
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name

    return back
