"""What staff look after in reports: those that are due, and those that the funder sent back."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import OPEN, STANDING, ReportState
from reports.models import AnnualReport, ReportDue
from silab.common.desk import MOST, Source, Task, register

#: A report takes longer than a fortnight to write.
BEFORE = 60


def reports_due(today):
    """Return the annual reports due within two months that have not been sent, or were withdrawn; one query."""
    same = AnnualReport.objects.filter(contract=OuterRef("contract"), year=OuterRef("year")).order_by()
    sent = same.filter(state__in=STANDING)
    due = ReportDue.objects.exclude(Exists(sent)).select_related("contract").order_by("due_on", "pk")
    return [
        Task(
            _("Send the annual report %(year)s") % {"year": one.year},
            reverse("reports:reports"),
            one.due_on,
            str(one.contract),
        )
        for one in due[:MOST]
        if (one.due_on - today).days <= BEFORE
    ]


def reports_sent_back(today):
    """Return the new versions of reports that the funder sent back or Silab withdrew; one query."""
    same = AnnualReport.objects.filter(contract=OuterRef("contract"), year=OuterRef("year")).order_by()
    withdrawn = same.filter(version=OuterRef("version") - 1, state=ReportState.WITHDRAWN)
    again = AnnualReport.objects.filter(state__in=OPEN, version__gt=1).select_related("contract")
    again = again.annotate(is_after_withdrawal=Exists(withdrawn))
    back = _("The funder sent the report %(year)s back: write its version %(version)s")
    anew = _("The report %(year)s was withdrawn: write its version %(version)s")
    return [
        Task(
            (anew if one.is_after_withdrawal else back) % {"year": one.year, "version": one.version},
            one.get_absolute_url(),
            detail=str(one.contract),
        )
        for one in again.order_by("-year", "pk")[:MOST]
    ]


register(Source("reports_due", gettext_lazy("Reports that are due"), reports_due, "reports:reports", 5))
register(Source("reports_back", gettext_lazy("Reports sent back"), reports_sent_back, "reports:reports", 6))
