"""Pages of trainings, for staff."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day
from trainings.actions import hold_training, mark_attendance
from trainings.attendance_form import save_grid
from trainings.enums import THERE, Audience, TrainingKind, TrainingState
from trainings.filters import TrainingFilter
from trainings.grid import LETTERS, CellMaker, Grid, Typed, hours_of, key, read, typed
from trainings.models import Participant, Session, Training
from trainings.rooms import rooms_of

COLUMNS = (
    Column("name", gettext_lazy("Training"), "name", sort="sort_key", link=True),
    Column("starts", gettext_lazy("Begins"), "first_at", text=day, sort="first_at"),
    Column("kind", gettext_lazy("Kind"), "kind", text=choice(TrainingKind)),
    Column("audience", gettext_lazy("For whom"), "audience", text=choice(Audience)),
    Column("people", gettext_lazy("Participants"), "people", sort="people", numeric=True),
    Column("state", gettext_lazy("State"), "state", text=choice(TrainingState), sort="state"),
)


@staff_only
@require_GET
def training_list(request):
    """List trainings, the latest first."""
    people = Participant.objects.filter(training=OuterRef("pk")).order_by().values("training")
    first = Session.objects.filter(training=OuterRef("pk")).order_by().values("training")
    trainings = Training.objects.for_user(request.user).annotate(
        first_at=Subquery(first.annotate(first=Min("starts_at")).values("first")),
        people=Coalesce(Subquery(people.annotate(people=Count("pk")).values("people")), 0),
    )
    return list_response(
        request,
        queryset=trainings.order_by("-first_at", "pk"),
        columns=COLUMNS,
        template="trainings/list.html",
        filterset=TrainingFilter,
        row_url=("trainings:detail", "slug"),
        export_name="koolitused",
    )


@staff_only
@require_GET
def training_detail(request, slug):
    """Show a training: its days, how many were there, its participants."""
    training = _training(request, slug)
    there = Count("attendances", filter=Q(attendances__presence__in=THERE))
    sessions = list(training.sessions.annotate(there=there, marked=Count("attendances")).order_by("number"))
    participants = training.participants.select_related("person", "municipality").order_by(
        "person__sort_key", "pk"
    )
    context = {
        "training": training,
        "sessions": sessions,
        "participants": participants.annotate(
            there=Count("attendances", filter=Q(attendances__presence__in=THERE))
        ),
        "can_be_held": training.can_be_held(sessions),
        "history": entries(training),
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/detail.html", context)


@staff_only
@require_POST
def hold(request, slug):
    """Mark a training as held."""
    training = _training(request, slug)
    try:
        hold_training(training=training, by=request.user)
        messages.success(request, _("The training is marked as held and counts in reports."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(training)


@staff_only
@require_http_methods(["GET", "POST"])
def attendance(request, slug):
    """Show the attendance grid; a POST saves the whole of it, for browsers without JavaScript."""
    training = _training(request, slug)
    grid, status = Grid(training), 200
    if request.method == "POST":
        saved, refused = save_grid(grid, request.POST, by=request.user)
        if saved:
            messages.success(
                request, ngettext("%(n)d mark was saved.", "%(n)d marks were saved.", saved) % {"n": saved}
            )
        if not refused:
            return redirect("trainings:attendance", training.slug)
        messages.error(request, _("Some marks were not saved: see the cells with a message."))
        grid, status = Grid(training, refused=refused), 422
    letters = [(letter, presence.label) for presence, letter in LETTERS.items()]
    rooms = rooms_of(training, request.path)
    context = {"training": training, "grid": grid, "letters": letters, "rooms": rooms}
    return render(request, "trainings/attendance.html", context, status=status)


@staff_only
@require_POST
def mark(request, slug, session, participant):
    """Set, change or clear one mark; answer its cell, with a message and 422 when it is refused."""
    session = get_object_or_404(Session.objects.select_related("training"), pk=session, training__slug=slug)
    participant = get_object_or_404(Participant.objects.select_related("person"), pk=participant)
    given = read(request.POST, key(session.pk, participant.pk)) or Typed()
    try:
        hours = hours_of(given)
        saved = mark_attendance(
            session=session, participant=participant, presence=given.presence, hours=hours, by=request.user
        )
        shown, status = typed(saved.presence, saved.hours) if saved else Typed(), 200
    except ValidationError as error:
        shown, status = Typed(given.presence, given.hours, error.messages[0]), 422
    cell = CellMaker(session.training, [session])
    return HttpResponse(cell(session, participant, shown), status=status)


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)
