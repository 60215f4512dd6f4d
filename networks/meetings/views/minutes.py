"""Minutes: written by one at a time without overwriting, printed, sent, read by personal link."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networks.meetings import actions
from networks.meetings.forms import MinutesForm
from networks.meetings.links import MINUTES
from networks.meetings.personal import by_link
from networks.meetings.printing import minutes_of
from networks.meetings.tabs import MEETING, tabs_of
from networks.meetings.views.meetings import get_meeting
from networks.models import Meeting, MeetingFile
from silab.accounts.access import open_to, public, staff_only
from silab.accounts.enums import Role
from silab.common.markdown import to_html
from silab.common.uploads import private_file
from silab.jobs.actions import enqueue


@staff_only
@require_http_methods(["GET", "POST"])
def minutes(request, pk):
    """Write agenda and minutes."""
    found = get_meeting(request, pk)
    if request.method == "GET":
        return _minutes_page(request, found, MinutesForm(instance=found))
    form = MinutesForm(request.POST, instance=copy(found))
    if not form.is_valid():
        return _minutes_page(request, found, form, status=422)
    given = form.cleaned_data
    try:
        actions.write_minutes(
            meeting=found,
            agenda=given["agenda"],
            minutes=given["minutes"],
            seen=given["seen"],
            by=request.user,
        )
    except actions.ChangedMeanwhile as meanwhile:
        meanwhile.meeting.network = found.network
        return _changed_meanwhile(request, meanwhile.meeting, form)
    messages.success(request, _("The minutes are saved."))
    return redirect(found)


@staff_only
@require_POST
def minutes_send(request, pk):
    """Send everybody who was there or invited a link to the minutes."""
    found = get_meeting(request, pk)
    try:
        sent = actions.send_minutes(meeting=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("networks:minutes", pk)
    if sent:
        words = ngettext(
            "The minutes are on their way to %(n)d person.",
            "The minutes are on their way to %(n)d people.",
            sent,
        )
        messages.success(request, words % {"n": sent})
    else:
        messages.info(request, _("Everybody has these minutes already."))
    return redirect(found)


@open_to(Role.STAFF, Role.OFFICIAL)
@require_POST
def minutes_pdf(request, pk):
    """Have the minutes printed; the page that is shown waits for them."""
    found = get_meeting(request, pk)
    if not found.minutes.strip():
        messages.error(request, _("Nothing is written yet: write the minutes first."))
        return redirect(found)
    # A job of one's own: nobody else may open what it makes.
    key = f"{found.pk}-{request.user.pk}"
    job = enqueue("networks.minutes_pdf", key=key, payload={"meeting": found.pk}, by=request.user)
    return redirect("jobs:state", job.pk)


@public
@by_link(MINUTES)
@require_GET
def read_minutes(request, key, token):
    """Show the minutes to whoever was there or invited."""
    found = _of_reader(key)
    context = {**minutes_of(found), "files": list(found.files.order_by("pk")), "token": token}
    return render(request, "networks/meetings/read_minutes.html", context)


@public
@by_link(MINUTES)
@require_GET
def read_file(request, key, token, file):
    """Answer a file of the meeting to whoever reads its minutes by link."""
    found = get_object_or_404(MeetingFile, pk=file, meeting=_of_reader(key))
    return private_file(found.file, found.file_name)


def _of_reader(key) -> Meeting:
    meeting, _dash, person = key.partition("-")
    found = get_object_or_404(Meeting.objects.select_related("network"), pk=meeting)
    if not found.minutes or not actions.readers(found).filter(pk=person).exists():
        raise Http404
    return found


def _changed_meanwhile(request, saved, form):
    words = _(
        "Someone else saved these minutes after you opened them. Yours are still here, not saved yet: "
        "compare them with the saved ones above, then save again."
    )
    form.add_error(None, words)
    form.data = form.data.copy()
    form.data["seen"] = saved.fingerprint
    return _minutes_page(request, saved, form, status=409)


def _minutes_page(request, found, form, status=200):
    context = {
        "meeting": found,
        "form": form,
        # Beside a form that was refused: what is saved by now.
        "saved": to_html(found.minutes) if status == 409 else "",
        "readers": actions.readers(found).count(),
        "tabs": tabs_of(MEETING, found.pk, request),
    }
    return render(request, "networks/meetings/minutes.html", context, status=status)
