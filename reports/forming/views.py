"""The pages of a contract's form: its sections in order, one section, a look at the whole."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.achievement import achieved
from reports.annual.form import form_a, form_of
from reports.enums import SectionKind
from reports.forming import actions
from reports.forming.findings import check_form
from reports.forming.forms import SectionForm
from reports.forming.preview import blank_document
from reports.models import FormSection
from reports.snapshot import printed
from reports.views.scope import Scope, scope_of
from silab.accounts.access import staff_only
from silab.accounts.models import Contract
from silab.common.history import entries


@staff_only
@require_http_methods(["GET", "POST"])
def overview(request):
    """The sections in order with what is amiss; on POST the contract gets a form of its own, or form A again."""
    scope = _scope(request)
    if request.method == "POST":
        if "drop" in request.POST:
            actions.drop_form(contract=scope.contract, by=request.user)
            messages.success(request, _("The contract follows form A again."))
        else:
            actions.begin_form(contract=scope.contract, by=request.user)
            messages.success(request, _("The contract has a form of its own now. Change what differs."))
        return redirect(scope.url("reports:form"))
    own = list(FormSection.objects.filter(contract=scope.contract).order_by("order"))
    context = {
        "scope": scope,
        "is_own": bool(own),
        "rows": own or _shown(scope.contract),
        "findings": check_form(form_of(scope.contract)) if own else [],
        "plan_url": scope.url("reports:plan"),
        "preview_url": scope.url("reports:form_preview"),
        "add_url": scope.url("reports:form_add"),
    }
    return render(request, "reports/forming/form.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def edit(request, pk=None):
    """Add a section, or change one."""
    section = _section(request, pk) if pk else None
    scope = _scope_of(section) if section else _scope(request)
    begun = section or FormSection(contract=scope.contract)
    form = SectionForm(request.POST or None, instance=begun, by=request.user)
    if request.method == "POST" and form.is_valid():
        saved = form.kept(partial(actions.keep_section, section=form.instance, by=request.user))
        if saved:
            messages.success(request, _("The section was saved."))
            return redirect(scope.url("reports:form"))
    context = {
        "scope": scope,
        "form": form,
        "section": section,
        "back_url": scope.url("reports:form"),
        "history": entries(section) if section else [],
    }
    return render(request, "reports/forming/section.html", context, status=form.status)


@staff_only
@require_POST
def move(request, pk):
    """Move a section up (`suund=ules`) or down."""
    section = _section(request, pk)
    actions.move_section(section=section, up=request.POST.get("suund") == "ules", by=request.user)
    return redirect(f"{_scope_of(section).url('reports:form')}#osa-{section.pk}")


@staff_only
@require_POST
def remove(request, pk):
    """Take a section out."""
    section = _section(request, pk)
    actions.remove_section(section=section, by=request.user)
    messages.success(request, _("“%(heading)s” was taken out of the form.") % {"heading": section.heading})
    return redirect(_scope_of(section).url("reports:form"))


@staff_only
@require_safe
def preview(request):
    """How a report of the year would look, with today's figures and no text."""
    scope = _scope(request)
    figures = printed(achieved(scope.contract, scope.year), {})
    context = {"scope": scope, "back_url": scope.url("reports:form")}
    return render(request, "reports/forming/preview.html", context | blank_document(scope.contract, figures))


def _shown(contract):
    """Form A's sections as rows that can only be looked at."""
    return [
        FormSection(
            heading=row.heading, heading_en=row.heading_en, kind=SectionKind(row.kind), level=row.level
        )
        for row in form_a(contract.field_of_action)
    ]


def _scope(request):
    scope = scope_of(request)
    if scope.contract is None:
        raise Http404
    return scope


def _scope_of(section):
    contract = section.contract
    return Scope([contract], contract, contract.years[0])


def _section(request, pk):
    open_to = FormSection.objects.filter(contract__in=Contract.objects.for_user(request.user))
    return get_object_or_404(open_to.select_related("contract"), pk=pk)
