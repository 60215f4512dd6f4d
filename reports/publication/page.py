"""What the public reads of published reports: the same document, made of the frozen figures."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from reports.annual.pdf import context_of
from reports.enums import ReportState
from reports.models import AnnualReport
from silab.common.structured import in_script
from silab.common.templatetags.formats import day

SCHEMA = "https://schema.org"


def list_of_published() -> dict:
    """Return the published reports by contract, the newest year and version first. One query."""
    reports = AnnualReport.objects.published().defer("contract__field_of_action").select_related("contract")
    rows = [_row(report) for report in reports.order_by("contract__slug", "-year", "-version")]
    contracts: dict[str, list] = {}
    for row in rows:
        contracts.setdefault(row["contract"], []).append(row)
    data = {
        "@context": SCHEMA,
        "@type": "CollectionPage",
        "url": _url("reports:published"),
        "hasPart": [{"@type": "Report", "name": row["name"], "url": _absolute(row["url"])} for row in rows],
    }
    return {"contracts": list(contracts.items()), "structured": in_script(data)}


def page_of(report: AnnualReport) -> dict:
    """Return what the public page of a report shows. A dozen queries at most, once until something changes."""
    versions = AnnualReport.objects.published().filter(contract=report.contract_id, year=report.year)
    newer = versions.filter(version__gt=report.version).order_by("-version").first()
    context = context_of(report, language=get_language() or "et")
    return {
        **context,
        "report": report,
        "is_withdrawn": report.state == ReportState.WITHDRAWN,
        "newer": address(newer) if newer else "",
        "pdf": address(report, "reports:published_pdf"),
        "structured": in_script(_structured(report, context["doc"])),
    }


def address(report: AnnualReport, name: str = "reports:published_report") -> str:
    """Return the address of a published report, or of its PDF."""
    return reverse(name, args=[report.contract.slug, report.year, report.version])


def _row(report):
    return {
        "contract": report.contract.title,
        "name": f"{report.contract.title} {report.year}",
        "year": str(report.year),
        "version": str(report.version),
        "url": address(report),
        "published": day(report.published_at),
        "accepted": day(report.decided_at),
        "is_withdrawn": report.state == ReportState.WITHDRAWN,
    }


def _structured(report, document):
    is_withdrawn = report.state == ReportState.WITHDRAWN
    data = {
        "@context": SCHEMA,
        "@type": "Report",
        "name": document.title,
        "about": document.contract["title"],
        "temporalCoverage": document.year,
        "version": document.version,
        "url": _absolute(address(report)),
        "inLanguage": "et",
        "datePublished": timezone.localdate(report.published_at).isoformat(),
        "creativeWorkStatus": "Withdrawn" if is_withdrawn else "Published",
        "publisher": {"@type": "Organization", "name": "MTÜ Sotsiaalse Innovatsiooni Labor"},
        "funder": {"@type": "Organization", "name": document.contract["funder"]},
    }
    if not is_withdrawn:
        data["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": _absolute(address(report, "reports:published_pdf")),
            "encodingFormat": "application/pdf",
            "sha256": report.pdf_sha256,
        }
    return data


def _url(name):
    return _absolute(reverse(name))


def _absolute(path):
    return settings.PORTAL_URL.rstrip("/") + path
