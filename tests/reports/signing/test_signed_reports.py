"""A report signed outside comes back: what is in the container is said, and nothing in it is believed."""

import base64
import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.enums import ReportState
from reports.models import AnnualReport, SignedReport
from reports.signing.actions import keep_signed

PDF = b"%PDF-1.7 our report"
KIND = b"application/vnd.etsi.asic-e+zip"
CODE = "47101010033"


def certificate():
    names = {
        NameOID.COMMON_NAME: f"TAMM,KADRI,{CODE}",
        NameOID.SURNAME: "TAMM",
        NameOID.GIVEN_NAME: "KADRI",
    }
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in names.items()])
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime(2023, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 1, now, now + timedelta(days=1))
    made = builder.sign(key, hashes.SHA256())
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()


def signature(before=""):
    return f"""<?xml version="1.0"?>{before}
    <asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
      xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"><ds:Signature>
      <ds:X509Certificate>{certificate()}</ds:X509Certificate>
      <xades:SigningTime>2023-01-26T08:00:00Z</xades:SigningTime></ds:Signature></asic:XAdESSignatures>"""


def container(files=None, *, kind=KIND, signed=None):
    """The bytes of an `.asice`: the report, and one signature."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        for name, content in (files or {"aruanne.pdf": PDF}).items():
            archive.writestr(name, content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("META-INF/signatures0.xml", signature() if signed is None else signed)
    return packed.getvalue()


def upload(content, name="aruanne.asice"):
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def report(real_plan):
    """A submitted report whose PDF is kept."""
    report = AnnualReport(contract=real_plan, year=2022, state=ReportState.SUBMITTED)
    report.pdf.save("aruanne.pdf", ContentFile(PDF), save=False)
    report.pdf_sha256 = hashlib.sha256(PDF).hexdigest()
    report.save()
    return report


def test_the_signed_report_comes_back_with_its_signer(as_staff, report):
    address = reverse("reports:report_signed_add", args=[report.pk])
    answer = as_staff.post(address, {"file": upload(container())}, follow=True)
    signed = SignedReport.objects.get()
    assert signed.is_ours
    page = answer.content.decode()
    assert "Kadri Tamm, 26.01.2023 10:00" in page
    assert CODE not in page
    assert CODE not in str(SignedReport.history.values_list())
    kept = as_staff.get(reverse("reports:report_signed", args=[signed.pk]))
    assert kept["Content-Type"] == KIND.decode()
    assert hashlib.sha256(b"".join(kept.streaming_content)).hexdigest() == signed.sha256


def test_one_other_byte_in_the_pdf_is_told(report):
    signed = keep_signed(report=report, file=upload(container({"aruanne.pdf": PDF + b" "})), by=None)
    assert not signed.is_ours


def test_a_letter_may_travel_beside_the_report(report):
    files = {"kiri.docx": b"PK", "aruanne.pdf": PDF}
    assert keep_signed(report=report, file=upload(container(files)), by=None).is_ours


def test_the_same_container_is_kept_once(report):
    content = container()
    keep_signed(report=report, file=upload(content), by=None)
    with pytest.raises(ValidationError):
        keep_signed(report=report, file=upload(content), by=None)
    assert SignedReport.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 only the report",
        container()[:-40],
        container(kind=b"application/zip"),
        container(signed="<broken"),
        container(signed="<nobody/>"),
        container({"pomm.pdf": b"\0" * 130_000_000}),
        container({f"{number}.pdf": b"x" for number in range(101)}),
    ],
    ids=["empty", "a pdf", "cut off", "another zip", "broken signature", "unsigned", "zip bomb", "too many"],
)
def test_what_is_no_container_is_refused_beside_the_field(as_staff, report, content):
    address = reverse("reports:report_signed_add", args=[report.pk])
    answer = as_staff.post(address, {"file": upload(content)})
    assert answer.status_code == 422
    assert 'href="#signed-file"' in answer.content.decode()
    assert not SignedReport.objects.exists()


def test_a_container_that_unpacks_to_too_much_says_so(as_staff, report):
    address = reverse("reports:report_signed_add", args=[report.pk])
    answer = as_staff.post(address, {"file": upload(container({"pomm.pdf": b"\0" * 130_000_000}))})
    assert "Lahti pakituna on ümbrik liiga suur." in answer.text


def test_entities_in_a_signature_are_not_followed(report):
    hostile = signature('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>').replace(
        "2023-01-26T08:00:00Z", "&a;"
    )
    signed = keep_signed(report=report, file=upload(container(signed=hostile)), by=None)
    assert signed.signers == [{"name": "Kadri Tamm", "at": ""}]


def test_a_draft_cannot_be_signed(report):
    draft = AnnualReport.objects.create(contract=report.contract, year=2023)
    with pytest.raises(ValidationError):
        keep_signed(report=draft, file=upload(container()), by=None)


def test_another_funder_finds_nothing(report, as_funder):
    signed = keep_signed(report=report, file=upload(container()), by=None)
    address = reverse("reports:report_signed", args=[signed.pk])
    kept = as_funder.get(address)
    assert hashlib.sha256(b"".join(kept.streaming_content)).hexdigest() == signed.sha256
    report.contract.funders.clear()
    assert as_funder.get(address).status_code == 404


def test_a_container_damaged_on_its_way_is_refused_in_words(as_staff, report):
    """Of broken packing Python's reader speaks with an error of its own (zlib.error)."""
    with zipfile.ZipFile(io.BytesIO(container({"aruanne.pdf": PDF * 1000}))) as archive:
        inside = archive.getinfo("aruanne.pdf")
    content = bytearray(container({"aruanne.pdf": PDF * 1000}))
    start = inside.header_offset + 30 + len("aruanne.pdf")
    content[start : start + inside.compress_size] = b"\xff" * inside.compress_size
    answer = as_staff.post(
        reverse("reports:report_signed_add", args=[report.pk]), {"file": upload(bytes(content))}
    )
    assert answer.status_code == 422
    assert not SignedReport.objects.exists()


@pytest.mark.parametrize("stated", ["9999-12-31T23:59:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_cannot_be_is_left_out(as_staff, report, stated):
    signed = signature().replace("2023-01-26T08:00:00Z", stated)
    keep_signed(report=report, file=upload(container(signed=signed)), by=None)
    page = as_staff.get(report.get_absolute_url())
    assert page.status_code == 200
    assert "Kadri Tamm" in page.content.decode()
