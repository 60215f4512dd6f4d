"""Staff look at who asked to act for a municipality (domain.md §1)."""

from django.contrib import messages
from django.db.models import Case, OuterRef, Subquery, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from municipalities.enums import OfficialState
from municipalities.facts import officials_of
from municipalities.home import access
from municipalities.home.addresses import confirmed_addresses
from municipalities.home.filters import RequestFilter
from municipalities.home.forms import ReasonForm
from municipalities.mail_domains import is_own
from municipalities.models import Official
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import moment

COLUMNS = (
    Column("name", gettext_lazy("Name"), "user__name", sort="user__name", link=True),
    Column("email", gettext_lazy("E-mail address"), "user__email", sort="user__email"),
    Column("municipality", gettext_lazy("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("post", gettext_lazy("Post"), "post"),
    Column("asked", gettext_lazy("Request made"), "asked", text=moment, sort="asked"),
    Column("state", gettext_lazy("State"), "state", text=choice(OfficialState), sort="state", state=True),
)


@require_safe
@staff_only
def access_requests(request):
    """List who asked to act for a municipality, those who wait first."""
    return list_response(
        request,
        queryset=_listed(),
        columns=COLUMNS,
        filterset=RequestFilter,
        row_url=("municipalities:access_request", "pk"),
        export_name="ligipaasud",
        template="municipalities/home/requests.html",
        context={"empty": _("Nobody has asked to act for a municipality. Requests come here by themselves.")},
    )


@require_safe
@staff_only
def access_request(request, official):
    """Show one request with what speaks for it."""
    return _page(request, _get(official), ReasonForm())


@require_POST
@staff_only
def access_approve(request, official):
    """Approve a request."""
    found = _get(official)
    return _decided(request, found, lambda: access.approve_request(official=found, by=request.user))


@require_POST
@staff_only
def access_refuse(request, official):
    """Refuse a request with a reason."""
    found = _get(official)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    reason = form.cleaned_data["reason"]
    return _decided(
        request, found, lambda: access.refuse_request(official=found, reason=reason, by=request.user)
    )


def _decided(request, found, decide):
    try:
        decide()
    except access.AccessRefused as refused:
        messages.warning(request, str(refused))
        return redirect("municipalities:access_request", found.pk)
    messages.success(request, _("Decided. %(name)s was told by mail.") % {"name": found.user})
    return redirect("municipalities:access_requests")


def _get(key):
    return get_object_or_404(Official.objects.select_related("user", "municipality", "decided_by"), pk=key)


def _listed():
    asked = Official.history.filter(id=OuterRef("pk"), state=OfficialState.ASKED).order_by("-history_date")
    first = Case(When(state=OfficialState.ASKED, then=0), default=1)
    return Official.objects.annotate(asked=Subquery(asked.values("history_date")[:1])).order_by(
        first, "-asked", "-pk"
    )


def _page(request, found, form, status=200):
    addresses = confirmed_addresses(found.user)
    domain = found.municipality.mail_domain
    context = {
        "official": found,
        "addresses": [(address, is_own(domain, address)) for address in addresses],
        "colleagues": [one for one in officials_of(found.municipality) if one.may_act and one != found],
        "is_open": found.state == OfficialState.ASKED,
        "form": form,
        "history": entries(found),
    }
    return render(request, "municipalities/home/request.html", context, status=status)
