"""Pages of trainings, for staff."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
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
from trainings.calls.window import standing_of
from trainings.enums import THERE, ApplicationState, Audience, TrainingKind, TrainingState
from trainings.filters import TrainingFilter
from trainings.grid import LETTERS, CellMaker, Grid, Typed, hours_of, key, read, typed
from trainings.models import Participant, Training
from trainings.overview import days_by_group, groups_of, tasks_of
from trainings.rooms import rooms_of
from trainings.seats import seat

COLUMNS = (
    Column("name", gettext_lazy("Training"), "name", sort="sort_key", link=True),
    Column("starts", gettext_lazy("Begins"), "begins_on", text=day, sort="begins_on"),
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
    trainings = Training.objects.for_user(request.user).annotate(
        people=Coalesce(Subquery(people.annotate(people=Count("pk")).values("people")), 0),
    )
    return list_response(
        request,
        queryset=trainings.latest_first(),
        columns=COLUMNS,
        template="trainings/list.html",
        filterset=TrainingFilter,
        row_url=("trainings:detail", "slug"),
        export_name="koolitused",
    )


@staff_only
@require_GET
def training_detail(request, slug):
    """Show a training: what waits, its groups and places, its days and how many were there, its people."""
    training = _training(request, slug)
    there = Count("attendances", filter=Q(attendances__presence__in=THERE))
    sessions = list(
        training.sessions.annotate(there=there, marked=Count("attendances")).order_by("starts_at")
    )
    participants = training.participants.select_related("person", "municipality", "group").order_by(
        "person__sort_key", "pk"
    )
    participants = list(
        participants.annotate(there=Count("attendances", filter=Q(attendances__presence__in=THERE)))
    )
    groups = groups_of(training)
    counted = training.applications.order_by().values_list("state").annotate(count=Count("pk"))
    applications = dict(counted)
    context = {
        "training": training,
        "sessions": sessions,
        "groups": groups,
        "days": days_by_group(groups, sessions),
        "tasks": tasks_of(training, groups, sessions, applications, len(participants)),
        "submitted": sum(count for state, count in applications.items() if state != ApplicationState.DRAFT),
        "standing": standing_of(training),
        "participants": participants,
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
    groups = list(training.groups.order_by("pk"))
    group = next((one for one in groups if str(one.pk) == request.GET.get("ryhm")), None)
    grid, status = Grid(training, group=group), 200
    if request.method == "POST":
        saved, refused = save_grid(grid, request.POST, by=request.user)
        if saved:
            messages.success(
                request, ngettext("%(n)d mark was saved.", "%(n)d marks were saved.", saved) % {"n": saved}
            )
        if not refused:
            return redirect(request.get_full_path())
        messages.error(request, _("Some marks were not saved: see the cells with a message."))
        grid, status = Grid(training, group=group, refused=refused), 422
    letters = [(letter, presence.label) for presence, letter in LETTERS.items()]
    rooms = rooms_of(training, request.path)
    context = {"training": training, "grid": grid, "groups": groups, "letters": letters, "rooms": rooms}
    return render(request, "trainings/attendance.html", context, status=status)


@staff_only
@require_POST
def mark(request, slug, session, participant):
    """Set, change or clear one mark; answer its cell, with a message and 422 when it is refused."""
    place = {"training": slug, "session": session, "participant": participant}
    given = read(request.POST, key(session, participant)) or Typed()
    try:
        found = mark_attendance(**place, presence=given.presence, hours=hours_of(given), by=request.user)
        shown, status = typed(found.mark.presence, found.mark.hours) if found.mark else Typed(), 200
    except ValidationError as error:
        found = seat(**place)
        shown, status = Typed(given.presence, given.hours, error.messages[0]), 422
    except ObjectDoesNotExist:
        raise Http404 from None
    cell = CellMaker(found.training, [found.session])
    return HttpResponse(cell(found.session, found.participant, shown), status=status)


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)
