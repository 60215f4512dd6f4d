"""Who was there: one tap for each of the invited, walk-ins by name; made for a phone at the door."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from networks.meetings import actions
from networks.meetings.attendance import Line, roll_of
from networks.meetings.forms import GuestForm
from networks.meetings.people import person_of
from networks.meetings.tabs import MEETING, tabs_of
from networks.meetings.views.meetings import get_meeting
from networks.models import MeetingInvitation, MeetingPresence
from silab.accounts.access import staff_only


@staff_only
@require_GET
def attendance(request, pk):
    """Show who is invited and who was there."""
    return _attendance_page(request, get_meeting(request, pk))


@staff_only
@require_POST
def mark(request, pk, invitation):
    """Note one of the invited as having been there, or not; the answer to HTMX is their line."""
    found = get_meeting(request, pk)
    asked = MeetingInvitation.objects.select_related("person", "municipality")
    one = get_object_or_404(asked, pk=invitation, meeting=found)
    is_there = request.POST.get("kohal") == "1"
    try:
        actions.mark_presence(
            meeting=found,
            person=one.person,
            municipality=one.municipality,
            is_there=is_there,
            by=request.user,
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        is_there = False
    if not request.htmx:
        return redirect(f"{_address(found)}#kutse-{one.pk}")
    context = {"meeting": found, "line": Line(one, is_there), "roll": roll_of(found), "is_part": True}
    return render(request, "networks/meetings/roll_line.html", context)


@staff_only
@require_POST
def presence_add(request, pk):
    """Note someone who came without an invitation."""
    found = get_meeting(request, pk)
    form = GuestForm(request.POST, meeting=found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                actions.check_begun(found)
                person = person_of(
                    person=given["person"], name=given["name"], email=given["email"], by=request.user
                )
                actions.note_presence(
                    meeting=found, person=person, municipality=given["municipality"], by=request.user
                )
            messages.success(request, _("%(name)s is on the list.") % {"name": person.name})
            return redirect(f"{_address(found)}#kohal")
        except ValidationError as error:
            # By name, where it stands beside a field of the form.
            form.add_error(None if hasattr(error, "error_dict") else "name", error)
    return _attendance_page(request, found, form=form, status=422)


@staff_only
@require_POST
def presence_remove(request, pk, presence):
    """Take someone off the list."""
    found = get_meeting(request, pk)
    noted = get_object_or_404(MeetingPresence.objects.select_related("person"), pk=presence, meeting=found)
    actions.remove_presence(presence=noted, by=request.user)
    messages.success(request, _("%(name)s is off the list.") % {"name": noted.person.name})
    return redirect(f"{_address(found)}#kohal")


def _address(found):
    return f"{found.get_absolute_url()}kohalolijad/nimekiri/"


def _attendance_page(request, found, *, form=None, status=200):
    context = {
        "meeting": found,
        "roll": roll_of(found),
        "form": form or GuestForm(meeting=found),
        "tabs": tabs_of(MEETING, found.pk, request),
    }
    return render(request, "networks/meetings/attendance.html", context, status=status)
