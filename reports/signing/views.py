"""Signed reports: staff bring them back, both sides download them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.enums import SENT
from reports.models import AnnualReport, SignedReport
from reports.signing.actions import keep_signed, remove_signed
from reports.signing.container import KIND
from reports.signing.forms import SignedForm
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.uploads import private_file


@require_http_methods(["GET", "POST"])
@staff_only
def bring_back(request, pk):
    """Keep a container; what is wrong with it stands beside the field (422)."""
    report = get_object_or_404(
        AnnualReport.objects.for_user(request.user).filter(state__in=SENT).select_related("contract"), pk=pk
    )
    posted = request.method == "POST"
    form = SignedForm(request.POST, request.FILES) if posted else SignedForm()
    if posted and form.is_valid():
        try:
            signed = keep_signed(report=report, file=form.cleaned_data["file"], by=request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            _say(request, signed)
            return redirect(f"{report.get_absolute_url()}#allkirjad")
    page = {"report": report, "form": form}
    return render(request, "reports/signing/bring_back.html", page, status=422 if posted else 200)


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def container(request, pk):
    """Download a container."""
    signed = _signed(request, pk)
    return private_file(signed.file, signed.file_name, KIND)


@require_POST
@staff_only
def take_off(request, pk):
    """Remove a container that was brought by mistake."""
    signed = _signed(request, pk)
    remove_signed(signed=signed, by=request.user)
    messages.success(request, _("The container was removed."))
    return redirect(f"{signed.report.get_absolute_url()}#allkirjad")


def _signed(request, pk):
    reports = AnnualReport.objects.for_user(request.user)
    return get_object_or_404(SignedReport.objects.filter(report__in=reports).select_related("report"), pk=pk)


def _say(request, signed):
    if signed.is_ours:
        messages.success(request, _("The container was kept: the PDF in it is exactly the submitted one."))
    else:
        messages.warning(request, _("The container was kept, but the submitted PDF is not in it."))
