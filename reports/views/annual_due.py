"""Until when annual reports are to reach the funder: staff see and set the days here."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reports.annual.due import due_rows, set_due
from reports.models import AnnualReport
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.fields import DayInput


class DueForm(forms.Form):
    """The day by which a year's report is to reach the funder."""

    due_on = forms.DateField(label=gettext_lazy("Due"), widget=DayInput())


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def dues(request):
    """The days of every contract and year; a post sets one of them (`aruanne` = "short-name/year")."""
    refused = None
    if request.method == "POST":
        contract, year = _asked(request)
        form = DueForm(request.POST)
        try:
            if form.is_valid():
                set_due(contract=contract, year=year, due_on=form.cleaned_data["due_on"], by=request.user)
                messages.success(request, _("The day was set."))
                return redirect(_back(request))
        except ValidationError as error:
            form.add_error("due_on", error.messages[0])
        refused = (contract.pk, year, request.POST.get("due_on", ""), form.errors["due_on"][0])
    contracts = Contract.objects.for_user(request.user).order_by("-starts_on", "slug")
    page = {"rows": due_rows(contracts, refused)}
    return render(request, "reports/annual_dues.html", page, status=422 if refused else 200)


def _asked(request):
    slug, _slash, year = request.POST.get("aruanne", "").partition("/")
    contract = get_object_or_404(Contract.objects.for_user(request.user), slug=slug)
    if not year.isdecimal() or len(year) != 4 or int(year) not in contract.years:
        raise Http404
    return contract, int(year)


def _back(request):
    pk = request.POST.get("tagasi", "")
    report = AnnualReport.objects.for_user(request.user).filter(pk=pk).first() if pk.isdecimal() else None
    return report or "reports:dues"
