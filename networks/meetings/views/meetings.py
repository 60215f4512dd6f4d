"""A meeting's own page: for staff everything, for officials what is theirs; planning, cancelling, decisions, files."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networks.meetings import actions, inviting
from networks.meetings.forms import AnswerForm, CancelForm, DecisionForm, FileForm, PlanForm
from networks.meetings.printing import municipalities_present
from networks.meetings.rules import seen_municipalities
from networks.meetings.tabs import MEETING, tabs_of
from networks.models import Decision, Meeting, MeetingFile, Network
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.history import entries
from silab.common.markdown import to_html
from silab.common.uploads import private_file


@open_to(Role.STAFF, Role.OFFICIAL)
@require_GET
def meeting(request, pk):
    """Show a meeting with its agenda, minutes, decisions, files, and who comes or was there."""
    return _meeting_page(request, get_meeting(request, pk))


@staff_only
@require_http_methods(["GET", "POST"])
def meeting_add(request, pk):
    """Plan a meeting of a network."""
    network = get_object_or_404(Network.objects.for_user(request.user), pk=pk)
    form = PlanForm(request.POST if request.method == "POST" else None, instance=Meeting(network=network))
    if form.is_valid():
        made = actions.plan_meeting(meeting=form.save(commit=False), by=request.user)
        if made.has_begun:
            messages.success(request, _("Saved. Note who was there, so that the meeting counts."))
            return redirect("networks:attendance", made.pk)
        messages.success(request, _("The meeting is planned. Now invite people."))
        return redirect("networks:invitations", made.pk)
    context = {"form": form, "network": network}
    return render(request, "networks/meetings/plan.html", context, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "POST"])
def meeting_change(request, pk):
    """Change a meeting's title, times and place; the invited are told."""
    found = get_meeting(request, pk)
    shown = copy(found)  # the form writes into its own
    form = PlanForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        told = actions.change_meeting(meeting=form.save(commit=False), by=request.user)
        messages.success(request, _told(told))
        return redirect(found)
    context = {
        "form": form,
        "network": shown.network,
        "meeting": shown,
        "coming": inviting.coming(shown),
    }
    return render(request, "networks/meetings/plan.html", context, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "POST"])
def meeting_cancel(request, pk):
    """Ask whether to cancel a meeting; a POST cancels it and tells the invited."""
    found = get_meeting(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            told = actions.cancel_meeting(meeting=found, reason=reason, by=request.user)
            messages.success(
                request, f"{_('The meeting is cancelled.')} {_told(told) if told else ''}".strip()
            )
        except actions.CannotCancel as error:
            messages.warning(request, error.messages[0])
        return redirect(found)
    context = {"form": form, "meeting": found, "coming": inviting.coming(found)}
    return render(request, "networks/meetings/cancel.html", context, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def decision_add(request, pk):
    """Note a decision."""
    found = get_meeting(request, pk)
    form = DecisionForm(request.POST, meeting=found)
    if not form.is_valid():
        return _meeting_page(request, found, decision_form=form, status=422)
    actions.note_decision(meeting=found, **form.cleaned_data, by=request.user)
    messages.success(request, _("The decision is noted."))
    return redirect(f"{found.get_absolute_url()}#otsused")


@open_to(Role.STAFF, Role.OFFICIAL)
@require_POST
def decision_done(request, pk, decision):
    """Mark a decision of this meeting, or one carried over from an earlier one, as done, or as open again.

    Officials mark what was left to their municipality."""
    found = get_meeting(request, pk)
    noted = Decision.objects.left_to(request.user).filter(
        meeting__network=found.network, meeting__starts_at__lte=found.starts_at
    )
    noted = get_object_or_404(noted, pk=decision)
    is_done = noted.done_on is None
    actions.settle_decision(decision=noted, is_done=is_done, by=request.user)
    words = _("Done: “%(decision)s”.") if is_done else _("Open again: “%(decision)s”.")
    messages.success(request, words % {"decision": noted.text})
    return redirect(f"{found.get_absolute_url()}#otsused")


@staff_only
@require_POST
def file_add(request, pk):
    """Attach a file."""
    found = get_meeting(request, pk)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _meeting_page(request, found, file_form=form, status=422)
    made = actions.add_file(meeting=found, **form.cleaned_data, by=request.user)
    messages.success(request, _("“%(title)s” is attached.") % {"title": made.title})
    return redirect(f"{found.get_absolute_url()}#failid")


@open_to(Role.STAFF, Role.OFFICIAL)
@require_GET
def file_get(request, pk, file):
    """Answer a file of a meeting."""
    meetings = Meeting.objects.for_user(request.user).filter(pk=pk)
    found = get_object_or_404(MeetingFile, pk=file, meeting__in=meetings)
    return private_file(found.file, found.file_name)


@staff_only
@require_POST
def file_remove(request, pk, file):
    """Take a file away."""
    found = get_object_or_404(MeetingFile, pk=file, meeting=get_meeting(request, pk))
    actions.remove_file(file=found, by=request.user)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": found.title})
    return redirect(f"{found.meeting.get_absolute_url()}#failid")


@open_to(Role.STAFF, Role.OFFICIAL)
@require_POST
def my_answer(request, pk):
    """Keep the answer of somebody who is signed in to their own invitation."""
    found = get_meeting(request, pk)
    invitation = get_object_or_404(found.invitations.of_user(request.user), meeting=found)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _meeting_page(request, found, answer_form=form, status=422)
    try:
        inviting.answer(invitation=invitation, **form.cleaned_data)
        messages.success(request, _("Thank you, your answer is noted."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


def get_meeting(request, pk) -> Meeting:
    """Return a meeting that the reader may open; 404 for any other."""
    meetings = Meeting.objects.for_user(request.user).select_related("network")
    return get_object_or_404(meetings, pk=pk)


def _told(count):
    if not count:
        return _("Saved.")
    words = ngettext("%(n)d invited person is told.", "%(n)d invited people are told.", count)
    return words % {"n": count}


def _meeting_page(request, found, *, decision_form=None, file_form=None, answer_form=None, status=200):
    keeps = request.user.is_staff
    own = found.invitations.of_user(request.user).first() if not found.cancelled else None
    given = {"answer": own.answer, "note": own.note} if own else {}
    by_place = municipalities_present(found)
    found.present = sum(count for _place, count in by_place)
    context = {
        "meeting": found,
        "agenda": to_html(found.agenda),
        "minutes": to_html(found.minutes),
        "coming": inviting.coming(found),
        "by_place": by_place,
        "names": _names(request.user, found),
        "own": own,
        "answer_form": answer_form or AnswerForm(initial=given),
        "decisions": list(found.decisions.select_related("municipality").order_by("pk")),
        "earlier": list(Decision.objects.open_before(found).select_related("meeting", "municipality")),
        "decision_form": decision_form or (DecisionForm(meeting=found) if keeps else None),
        "files": list(found.files.order_by("pk")),
        "file_form": file_form or FileForm(),
        "may_keep": keeps,
        "settles": seen_municipalities(request.user) or set(),
        "history": entries(found) if keeps else [],
        "tabs": tabs_of(MEETING, found.pk, request),
    }
    return render(request, "networks/meetings/meeting.html", context, status=status)


def _names(user, found) -> list[str]:
    """The names of those present whom the reader may know: for officials those of their own municipality."""
    there = found.presences.order_by("person__sort_key", "pk")
    seen = seen_municipalities(user)
    if seen is not None:
        there = there.filter(municipality__in=seen)
    return list(there.values_list("person__name", flat=True))
