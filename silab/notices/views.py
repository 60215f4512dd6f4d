"""What was sent to whom, for staff."""

import django_filters
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from silab.common.access import staff_only
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import moment
from silab.notices.actions import NotSendable
from silab.notices.actions import send_again as send_notice_again
from silab.notices.enums import NoticeState
from silab.notices.models import Notice


class NoticeFilter(django_filters.FilterSet):
    """Notices by state and by recipient or subject."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=NoticeState.choices, empty_label=gettext_lazy("All")
    )
    recipient = django_filters.CharFilter(label=gettext_lazy("Recipient"), lookup_expr="icontains")

    class Meta:
        model = Notice
        fields = ["state", "recipient"]


def columns():
    """Return the columns of the list."""
    return [
        Column("made", _("Made"), "made", text=moment, sort="made"),
        Column("subject", _("Subject"), "subject", link=True, sort="subject"),
        Column("recipient", _("Recipient"), "recipient", sort="recipient"),
        Column("state", _("State"), "state", text=choice(NoticeState), sort="state"),
        Column("sent", _("Sent"), "sent", text=moment, sort="sent"),
        Column("attempts", _("Attempts"), "attempts", numeric=True),
    ]


@staff_only
@require_safe
def notices(request):
    """List every notice, the newest first."""
    return list_response(
        request,
        queryset=Notice.objects.all(),
        columns=columns(),
        template="notices/list.html",
        filterset=NoticeFilter,
        row_url=("notices:detail", "pk"),
        export_name="teated",
        context={"empty": _("No notice has been sent yet. They appear here as the portal sends them.")},
    )


@staff_only
@require_safe
def detail(request, pk):
    """Show one notice as it was sent."""
    notice = get_object_or_404(Notice.objects.select_related("asked_again_by"), pk=pk)
    return render(request, "notices/detail.html", {"notice": notice})


@staff_only
@require_POST
def send_again(request, pk):
    """Queue a failed notice once more."""
    notice = get_object_or_404(Notice, pk=pk)
    try:
        send_notice_again(notice=notice, by=request.user)
    except NotSendable:
        messages.error(request, _("Only a failed notice can be sent again."))
    else:
        messages.success(request, _("The notice is on its way."))
    return redirect("notices:detail", pk=pk)
