"""Opening an ASiC-E container (`.asice`): the files in it and who says to have signed them.

The signatures are read, not validated: names and times are what the container states (domain.md §11). The
container is an ordinary ZIP, so it is treated as any stranger's ZIP: bounded in number, size and depth."""

import base64
import hashlib
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _
from lxml import etree

KIND = "application/vnd.etsi.asic-e+zip"
#: Files in a container; a signed report is one PDF and its signatures.
MOST_FILES = 100
#: Bytes of one file and of all of them once unpacked.
LARGEST_FILE = 60_000_000
LARGEST_CONTAINER = 120_000_000
LARGEST_SIGNATURE = 2_000_000
CHUNK = 64 * 1024
#: What Python's ZIP reader says of a damaged file: of its directory, its names, its packing.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    UnicodeDecodeError,
)
#: A signing time outside these years is none; the first and the last of the calendar have no time in Tallinn.
YEARS = range(1990, 2200)
CERTIFICATE = "{http://www.w3.org/2000/09/xmldsig#}X509Certificate"
SIGNING_TIME = "{http://uri.etsi.org/01903/v1.3.2#}SigningTime"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"


class NotAContainer(ValueError):
    """The file is no `.asice`, or one that nobody honest would make; the text says why."""


@dataclass(frozen=True)
class Signer:
    """Who says to have signed, and when, as the container states it. Never a personal code."""

    name: str
    at: str  # ISO 8601, "" when not stated

    def as_json(self) -> dict[str, str]:
        """Return what is kept of it."""
        return {"name": self.name, "at": self.at}


@dataclass(frozen=True)
class Container:
    """What a container holds: the SHA-256 of each signed file by its name, and the signers."""

    files: dict[str, str]
    signers: tuple[Signer, ...]

    def holds(self, sha256: str) -> bool:
        """Return whether one of its files is, byte for byte, the one with this SHA-256."""
        return sha256 in self.files.values()


def read_container(file) -> Container:
    """Open a container; raise NotAContainer with words for whoever chose the file."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = _entries(archive)
            _check_kind(archive, entries)
            return Container(_digests(archive, entries), _signers(archive, entries))
    except DAMAGED as error:
        raise NotAContainer(
            _("The file cannot be opened: it is damaged or not an .asice container.")
        ) from error
    finally:
        file.seek(0)


def _entries(archive):
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise NotAContainer(_("There are too many files in the container."))
    if sum(entry.file_size for entry in entries) > LARGEST_CONTAINER:
        raise NotAContainer(_("Unpacked, the container is too large."))
    if len({entry.filename for entry in entries}) != len(entries):
        raise NotAContainer(_("Two files in the container have the same name."))
    return entries


def _check_kind(archive, entries):
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        raise NotAContainer(_("The file is not an .asice container."))
    if archive.read(first).decode("latin-1").strip() != KIND:
        raise NotAContainer(_("The file is not an .asice container."))


def _digests(archive, entries):
    signed = [entry for entry in entries if entry.filename != "mimetype" and not _is_meta(entry)]
    return {entry.filename: _digest(archive, entry) for entry in signed}


def _digest(archive, entry):
    """The SHA-256 of one file, read piece by piece; what it says of its size is not believed."""
    digest, size = hashlib.sha256(), 0
    with archive.open(entry) as content:
        while piece := content.read(CHUNK):
            size += len(piece)
            if size > LARGEST_FILE:
                raise NotAContainer(_("Unpacked, the container is too large."))
            digest.update(piece)
    return digest.hexdigest()


def _is_meta(entry):
    return entry.filename.startswith("META-INF/")


def _signers(archive, entries):
    found = []
    for entry in entries:
        name = entry.filename.lower()
        if name.startswith("meta-inf/") and "signatures" in name and name.endswith(".xml"):
            found += _of_signature_file(archive, entry)
    if not found:
        raise NotAContainer(_("Nobody has signed the container."))
    return tuple(found)


def _of_signature_file(archive, entry):
    if entry.file_size > LARGEST_SIGNATURE:
        raise NotAContainer(_("A signature in the container is too large."))
    with archive.open(entry) as content:
        text = content.read(LARGEST_SIGNATURE + 1)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise NotAContainer(_("A signature in the container cannot be read.")) from error
    return [_signer(signature) for signature in root.iter(SIGNATURE)]


def _signer(signature):
    certificate = next(signature.iter(CERTIFICATE), None)
    time = next(signature.iter(SIGNING_TIME), None)
    return Signer(_name(certificate), _moment(time))


def _name(element):
    """The name in a signer's certificate. Its common name also holds the personal code: that is left out."""
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode((element.text or "").strip()))
        subject = certificate.subject  # read only now: it may be broken where the certificate is not
    except (ValueError, AttributeError):
        return ""
    given = _attribute(subject, NameOID.GIVEN_NAME)
    family = _attribute(subject, NameOID.SURNAME)
    if given or family:
        return f"{given} {family}".strip().title()[:120]
    return _attribute(subject, NameOID.ORGANIZATION_NAME)[:120]


def _attribute(subject, oid):
    values = subject.get_attributes_for_oid(oid)
    return str(values[0].value) if values else ""


def _moment(element):
    try:
        stated = datetime.fromisoformat((element.text or "").strip())
    except (ValueError, AttributeError):
        return ""
    if stated.year not in YEARS:
        return ""
    return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).isoformat()
