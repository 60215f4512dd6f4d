"""Who is invited and what they answered, for staff; the answer by personal link."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from networks.enums import Answer
from networks.meetings import inviting
from networks.meetings.forms import AnswerForm, GuestForm
from networks.meetings.people import person_of
from networks.meetings.personal import invited_by_link
from networks.meetings.tabs import MEETING, tabs_of
from networks.meetings.telling import reminder_at
from networks.meetings.views.meetings import get_meeting
from silab.accounts.access import public, staff_only


@staff_only
@require_http_methods(["GET", "POST"])
def invitations(request, pk):
    """Show who is invited and what they answered; a POST asks about the chosen representatives, then invites them."""
    found = get_meeting(request, pk)
    if request.method == "GET":
        return _invitations_page(request, found)
    chosen = set(request.POST.getlist("kutsu"))
    people = [one for one in inviting.proposed(found) if str(one.pk) in chosen and one.person.email]
    if people and "saada" not in request.POST:
        context = {"meeting": found, "chosen": people}
        return render(request, "networks/meetings/invite_check.html", context)
    return _invite(request, found, [(one.person, one.membership.municipality) for one in people])


def _invite(request, found, people):
    try:
        count = inviting.invite(meeting=found, people=people, by=request.user)
        messages.success(request, _invited(count)) if count else messages.info(
            request, _("Nobody was chosen who is not invited already.")
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("networks:invitations", found.pk)


@staff_only
@require_POST
def guest_invite(request, pk):
    """Invite somebody besides the representatives."""
    found = get_meeting(request, pk)
    form = GuestForm(request.POST, meeting=found, needs_address=True)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                person = person_of(
                    person=given["person"], name=given["name"], email=given["email"], by=request.user
                )
                guest = [(person, given["municipality"])]
                count = inviting.invite(meeting=found, people=guest, by=request.user)
            words = _invited(count) if count else _("%(name)s is invited already.") % {"name": person.name}
            messages.success(request, words)
            return redirect("networks:invitations", pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _invitations_page(request, found, form=form, status=422)


@staff_only
@require_POST
def told_answer(request, pk, invitation):
    """Note what an invited person answered by phone or mail."""
    found = get_object_or_404(get_meeting(request, pk).invitations, pk=invitation)
    wanted = request.POST.get("answer")
    if wanted in Answer.values:
        try:
            found = inviting.answer(invitation=found, answer=Answer(wanted), note=found.note)
            words = _("Noted: %(name)s – %(answer)s.")
            told = {"name": found.person.name, "answer": found.get_answer_display()}
            messages.success(request, words % told)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect(f"{request.path.rpartition('kutsed/')[0]}kutsed/#kutse-{found.pk}")


@public
@invited_by_link
@require_http_methods(["GET", "POST"])
def answer(request, invitation, token):
    """Show a meeting to whoever is invited by link, and keep their answer; they may change it until the start."""
    meeting = invitation.meeting
    context = {"invitation": invitation, "meeting": meeting, "token": token}
    if meeting.cancelled:
        return render(request, "networks/meetings/answer.html", context, status=410)
    given = invitation.answer if invitation.answered else request.GET.get("vastus", "")
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"answer": given, "note": invitation.note},
    )
    if form.is_valid():
        try:
            inviting.answer(invitation=invitation, **form.cleaned_data)
            return redirect(f"{request.path}?aitah")
        except inviting.TooLate:
            return redirect(request.path)
    context |= {"form": form, "has_thanks": "aitah" in request.GET}
    status = 422 if form.is_bound else 200
    return render(request, "networks/meetings/answer.html", context, status=status)


def _invited(count):
    words = ngettext(
        "%(n)d person is invited; the mail is on its way.",
        "%(n)d people are invited; the mails are on their way.",
        count,
    )
    return words % {"n": count}


def _invitations_page(request, found, *, form=None, status=200):
    rows = found.invitations.select_related("person", "municipality")
    context = {
        "meeting": found,
        "coming": inviting.coming(found),
        "rows": list(rows.order_by("municipality__sort_key", "person__sort_key", "pk")),
        "proposed": list(inviting.proposed(found)) if not found.has_begun else [],
        "form": form or GuestForm(meeting=found, needs_address=True),
        "reminder_at": reminder_at(found),
        "is_open": not found.cancelled and not found.has_begun,
        "tabs": tabs_of(MEETING, found.pk, request),
    }
    return render(request, "networks/meetings/invitations.html", context, status=status)
