"""A participant's own page behind the personal link: no account, made for a phone (domain.md §3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import public
from silab.common.links import LinkExpired, LinkRefused
from silab.common.personal import personal
from silab.common.uploads import private_file
from trainings.calendar import calendar_of
from trainings.completion import mine as completion
from trainings.delivery import mine
from trainings.delivery.actions import ChangedMeanwhile, hand_in, send_link
from trainings.delivery.forms import HandInForm, seen_of
from trainings.delivery.homework import state_of, team_of
from trainings.delivery.rules import may_hand_in, may_have, may_see
from trainings.delivery.schedule import sessions_of
from trainings.feedback import mine as feedback
from trainings.links import participant_of
from trainings.models import Homework, Material, Participant
from trainings.participant_data import mine as participant_data
from trainings.personal import by_link

#: What each room has for a participant, in reading order; what waits comes first (trainings/my_page.py).
SECTIONS = (
    participant_data.section,
    mine.homework,
    feedback.section,
    completion.section,
    mine.schedule,
    mine.materials,
)


@public
@by_link
@require_GET
def my_page(request, participant, token):
    """Show what waits for a participant first, then everything of theirs."""
    sections = [found for section in SECTIONS if (found := section(participant))]
    sections.sort(key=lambda one: not one.waits)
    shared = {"participant": participant, "token": token}
    shown = [
        (one.title, one.waits, render_to_string(one.template, {**one.context, **shared}, request=request))
        for one in sections
    ]
    context = {**shared, "training": participant.training, "sections": shown}
    return render(request, "trainings/delivery/my_page.html", context)


@public
@by_link
@require_GET
def my_calendar(request, participant, token):
    """Answer the participant's days as a calendar file."""
    answer = HttpResponse(calendar_of(sessions_of(participant)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{participant.training.slug}.ics"'
    return answer


@public
@by_link
@require_GET
def my_material(request, participant, token, pk):
    """Answer the file of a material that is the participant's by now."""
    material = get_object_or_404(Material.objects.select_related("session"), pk=pk)
    if not material.file or not may_have(participant, material):
        raise Http404
    return private_file(material.file, material.file_name)


@public
@by_link
@require_GET
def my_hand_in(request, participant, token, pk):
    """Answer the file that the participant or their team handed in."""
    submission = mine.submission_of(participant, _task(participant, pk))
    if submission is None or not submission.file:
        raise Http404
    return private_file(submission.file, submission.file_name)


@public
@by_link
@require_http_methods(["GET", "POST"])
def my_homework(request, participant, token, pk):
    """Show a task with what was handed in; a POST hands in."""
    task = _task(participant, pk)
    submission = mine.submission_of(participant, task)
    if request.method == "GET":
        return _task_page(request, participant, token, task, submission)
    form = HandInForm(request.POST, request.FILES, submission=submission)
    if not form.is_valid():
        return _task_page(request, participant, token, task, submission, form, status=422)
    try:
        made = hand_in(homework=task, participant=participant, **{"drop_file": False, **form.cleaned_data})
    except ChangedMeanwhile as meanwhile:
        return _changed_meanwhile(request, participant, token, task, meanwhile.submission, form)
    except ValidationError as error:
        form.add_error(None, error)
        return _task_page(request, participant, token, task, submission, form, status=422)
    late = state_of(task, made) == "late"
    messages.success(
        request, _("Handed in, after the deadline. Thank you!") if late else _("Handed in. Thank you!")
    )
    return redirect("trainings:my_page", token)


@public
@personal
@require_POST
def ask_link(request, token):
    """Send a fresh link to the own address of whoever an old one belonged to; say the same to everybody."""
    try:
        key = str(participant_of(token).pk)
    except LinkExpired as expired:
        key = expired.key
    except LinkRefused:
        raise Http404 from None
    participant = get_object_or_404(Participant.objects.select_related("person__user", "training"), pk=key)
    try:
        was_sent = send_link(participant=participant)
    except ValidationError:
        was_sent = True  # who has no address here is not told to a stranger
    return render(request, "trainings/delivery/link_sent.html", {"was_sent": was_sent})


def _task(participant, pk):
    task = get_object_or_404(Homework.objects.select_related("session"), pk=pk)
    if not may_see(participant, task):
        raise Http404
    return task


def _task_page(request, participant, token, task, submission, form=None, status=200):
    context = {
        "participant": participant,
        "token": token,
        "training": participant.training,
        "task": task,
        "text": mine.task_html(task),
        "team": team_of(participant) if task.by_team else None,
        "submission": submission,
        "state": state_of(task, submission),
        "form": form or HandInForm(submission=submission),
        "may_hand_in": may_hand_in(participant, task),
    }
    return render(request, "trainings/delivery/my_homework.html", context, status=status)


def _changed_meanwhile(request, participant, token, task, submission, form):
    words = _(
        "%(name)s of your team handed in after you opened this page. Your words are still here, not handed "
        "in yet: compare them with the answer above, then hand in again."
    )
    form.add_error(None, words % {"name": submission.handed_in_by or _("Somebody")})
    form.data = form.data.copy()
    form.data["seen"] = seen_of(submission if submission.pk else None)
    return _task_page(
        request, participant, token, task, submission if submission.pk else None, form, status=409
    )
