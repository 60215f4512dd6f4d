"""Pages of labs, for staff."""

from django.db.models import OuterRef, Subquery, Sum
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from networks.enums import LabState
from networks.filters import LabFilter
from networks.models import Lab, LabFunding
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day, euro

LAB_COLUMNS = (
    Column("name", gettext_lazy("Lab"), "name", sort="sort_key", link=True),
    Column("municipality", gettext_lazy("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("state", gettext_lazy("State"), "state", text=choice(LabState), sort="state"),
    Column("started", gettext_lazy("Started"), "started_on", text=day, sort="started_on"),
    Column("raised", gettext_lazy("Money raised"), "raised", text=euro, sort="raised", numeric=True),
)


@staff_only
@require_GET
def lab_list(request):
    """List labs with the money that they raised."""
    raised = LabFunding.objects.filter(lab=OuterRef("pk")).order_by().values("lab")
    labs = Lab.objects.for_user(request.user).annotate(
        raised=Subquery(raised.annotate(sum=Sum("amount")).values("sum"))
    )
    return list_response(
        request,
        queryset=labs,
        columns=LAB_COLUMNS,
        template="networks/labs.html",
        filterset=LabFilter,
        row_url=("networks:lab", "pk"),
        export_name="laborid",
    )


@staff_only
@require_GET
def lab_detail(request, pk):
    """Show a lab: its problem, parties, result and money."""
    lab = get_object_or_404(Lab.objects.for_user(request.user).select_related("municipality", "model"), pk=pk)
    fundings = list(lab.fundings.order_by("-on", "pk"))
    raised = sum(funding.amount for funding in fundings) if fundings else None
    context = {"lab": lab, "fundings": fundings, "raised": raised, "history": entries(lab)}
    return render(request, "networks/lab.html", context)
