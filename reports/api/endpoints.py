"""The read-only API of frozen figures, version 1. What a report prints is what it answers: both read the snapshot.

A changed answer gets a new version beside this one; programs of funders are not changed under them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI, Query
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from reports.annual.stamping import is_stamped
from reports.api import schemas
from reports.api.tokens import user_of
from reports.enums import SENT
from reports.models import AnnualReport
from reports.snapshot import text
from silab.accounts.models import Contract

#: Records of evidence in one answer.
PAGE = 500


class Key(HttpBearer):
    """`Authorization: Bearer silab_…`: a key made on the page of keys."""

    def authenticate(self, request, token):
        """Return the person in whose name the key reads, None for a key that does not work."""
        return user_of(token)


class PerKey(AuthRateThrottle):
    """Requests counted by person, however many processes answer (the cache is shared)."""

    def get_cache_key(self, request):
        """Name the person."""
        return f"api:{request.auth.pk}"


api = NinjaAPI(
    title="Silab",
    version="1",
    description="Frozen figures of annual reports, with the records that they count. Read only.",
    urls_namespace="api",
    docs_url=None,
    auth=Key(),
    throttle=[PerKey("120/m")],
)


@api.exception_handler(AuthenticationError)
def unknown_key(request, _error):
    """Say what to do instead of a bare word."""
    words = _("The key is missing, revoked or expired. Make a new one on the page “Data for programs”.")
    return api.create_response(request, {"detail": str(words)}, status=401)


@api.exception_handler(Http404)
def nothing_there(request, _error):
    """The same words for what is not there and for what is not for this reader."""
    return api.create_response(request, {"detail": str(_("There is nothing here."))}, status=404)


@api.get("/contracts", response=list[schemas.ContractOut], summary="Contracts")
def contracts(request):
    """The contracts that the key's person may read."""
    found = Contract.objects.for_user(request.auth).order_by("-starts_on", "slug")
    return [
        {
            "slug": row.slug,
            "title": row.title,
            "funder": row.funder_name,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        }
        for row in found
    ]


@api.get("/contracts/{slug}/reports", response=list[schemas.ReportOut], summary="Reports of a contract")
def reports(request, slug: str):
    """Every version that was sent, the newest first; a withdrawn one says so in its state: do not count on its
    figures."""
    contract = get_object_or_404(Contract.objects.for_user(request.auth), slug=slug)
    return [_described(row) for row in _sent(request).filter(contract=contract).order_by("-year", "-version")]


@api.get("/reports/{pk}", response=schemas.ReportOut, summary="A report")
def report(request, pk: int):
    """One version of a report."""
    return _described(_report(request, pk))


@api.get("/reports/{pk}/figures", response=schemas.FiguresOut, summary="Figures of a report")
def figures(request, pk: int):
    """Every printed figure, as it was frozen."""
    return _report(request, pk).snapshot.figures


@api.get("/reports/{pk}/evidence", response=schemas.EvidencePage, summary="Evidence of a figure")
def evidence(request, pk: int, figure: str, offset: int = Query(0, ge=0)):
    """The records that a figure counts; `figure` as named in the figures."""
    found = _report(request, pk)
    kept = found.snapshot.figures["evidence"].get(figure)
    if kept is None:
        raise Http404
    records = [
        {**row._asdict(), "amount": text(row.amount)}
        for row in found.snapshot.records(figure, after=offset, to=offset + PAGE)
    ]
    end = offset + len(records)
    return {
        "count": kept["count"],
        "next_offset": end if records and end < kept["count"] else None,
        "records": records,
    }


def _sent(request):
    sent = AnnualReport.objects.for_user(request.auth).filter(state__in=SENT)
    return sent.select_related("contract", "snapshot")


def _report(request, pk):
    return get_object_or_404(_sent(request).exclude(snapshot=None), pk=pk)


def _described(row):
    return {
        "id": row.pk,
        "contract": row.contract.slug,
        "year": row.year,
        "version": row.version,
        "state": row.state,
        "submitted_at": row.submitted_at,
        "decided_at": row.decided_at,
        "figures_taken_at": row.snapshot.taken_at if row.snapshot else None,
        "figures_sha256": row.snapshot.sha256 if row.snapshot else None,
        "pdf_sha256": row.pdf_sha256 or None,
        "stamped_pdf_sha256": row.stamped_sha256 if is_stamped(row) else None,
        "published_at": row.published_at,
        "withdrawn_at": row.withdrawn_at,
        "withdrawal_reason": row.withdrawal_reason or None,
    }
