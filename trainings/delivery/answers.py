"""A task's answers for those who read them: staff, and trainers of the group."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import signed_in, staff_only
from silab.common.markdown import to_html
from silab.common.uploads import private_file
from trainings.delivery import actions
from trainings.delivery.forms import CommentForm, HomeworkForm
from trainings.delivery.homework import standings
from trainings.delivery.rules import may_read
from trainings.models import Homework, Submission, Training


@staff_only
@require_GET
def homework(request, slug, pk):
    """Show who handed in, who is late, who has not."""
    return _page(request, _task(request, slug, pk))


@staff_only
@require_http_methods(["GET", "POST"])
def homework_change(request, slug, pk):
    """Change a task."""
    task = _task(request, slug, pk)
    form = HomeworkForm(request.POST if request.method == "POST" else None, instance=task)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_homework(homework=form.save(commit=False), by=request.user)
            messages.success(request, _("The homework is changed."))
            return redirect("trainings:homework", slug, pk)
        except ValidationError as error:
            form.add_error("by_team", error)
    status = 422 if form.is_bound else 200
    context = {"training": task.session.training, "task": task, "form": form}
    return render(request, "trainings/delivery/homework_change.html", context, status=status)


@staff_only
@require_POST
def homework_remove(request, slug, pk):
    """Take a task away that nobody has answered."""
    task = _task(request, slug, pk)
    try:
        actions.remove_homework(homework=task, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("trainings:homework", slug, pk)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": task.title})
    return redirect("trainings:day", slug, task.session_id)


@signed_in
@require_GET
def hand_in_file(request, pk):
    """Answer a handed-in file; strangers find nothing."""
    submission = _submission(request, pk)
    if not submission.file:
        raise Http404
    return private_file(submission.file, submission.file_name)


@signed_in
@require_POST
def hand_in_comment(request, pk):
    """Keep a trainer's comment."""
    submission = _submission(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        actions.comment(submission=submission, text=form.cleaned_data["comment"], by=request.user)
        messages.success(request, _("The comment is saved: they see it on their page."))
    else:
        messages.error(request, form.errors["comment"][0])
    task = submission.homework
    if request.user.is_staff:
        return redirect("trainings:homework", task.session.training.slug, task.pk)
    return redirect("home")


def _page(request, task):
    rows = standings(task)
    count = {state: sum(row.state == state for row in rows) for state in ("done", "late", "missing", "open")}
    context = {
        "training": task.session.training,
        "task": task,
        "text": to_html(task.text, below=2),
        "rows": rows,
        "count": count,
        "handed_in": count["done"] + count["late"],
    }
    return render(request, "trainings/delivery/homework.html", context)


def _task(request, slug, pk):
    trainings = Training.objects.for_user(request.user).filter(slug=slug)
    found = Homework.objects.select_related("session__training", "session__group")
    return get_object_or_404(found, pk=pk, session__training__in=trainings)


def _submission(request, pk):
    found = Submission.objects.select_related("homework__session__training", "application", "participant")
    submission = get_object_or_404(found, pk=pk)
    if not may_read(request.user, submission):
        raise Http404
    return submission
