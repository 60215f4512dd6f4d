"""The days of a training for staff: who comes, materials, homework, the mails, the sheet to sign."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import staff_only
from silab.common.lists import Column, list_response
from silab.common.markdown import to_html
from silab.common.templatetags.formats import day, moment
from silab.common.uploads import private, private_file
from silab.jobs.actions import enqueue
from trainings.delivery import actions, sheet
from trainings.delivery.forms import HomeworkForm, MaterialForm
from trainings.delivery.mails import letter_at, notice_at, recipients, reminder_at
from trainings.delivery.progress import days_of
from trainings.delivery.schedule import by_group, place_of
from trainings.delivery.told import counts, event, whens_of
from trainings.enums import TrainingState
from trainings.models import Homework, Material, Participant, Session, Training
from trainings.rooms import rooms_of

LINK_COLUMNS = (
    Column("name", gettext_lazy("Name"), "person__name", sort="person__sort_key", link=True),
    Column("group", gettext_lazy("Group"), "group__name", sort="group"),
    Column("team", gettext_lazy("Team"), "member__application__name", sort="member__application__name"),
    Column("email", gettext_lazy("E-mail address"), "person__email", sort="person__email"),
    Column("left", gettext_lazy("Left the training"), "left_on", text=day, sort="left_on"),
    Column("renewed", gettext_lazy("Link renewed"), "link__renewed_at", text=moment),
)


@staff_only
@require_GET
def delivery(request, slug):
    """Show the days of a training group by group."""
    training = _training(request, slug)
    days = days_of(training)
    context = {
        "training": training,
        "groups": by_group(training, days),
        "has_groups": any(session.group_id for session in days),
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/delivery/delivery.html", context)


@staff_only
@require_GET
def training_day(request, slug, session):
    """Show one day: who comes, what goes with it, which mails went."""
    return _day_page(request, _session(request, slug, session))


@staff_only
@require_POST
def material_add(request, slug, session):
    """Add a material to a day."""
    found = _session(request, slug, session)
    form = MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        return _day_page(request, found, material_form=form, status=422)
    actions.add_material(session=found, **form.cleaned_data, by=request.user)
    messages.success(request, _("The material is added."))
    return redirect("trainings:day", slug, session)


@staff_only
@require_POST
def material_remove(request, slug, pk):
    """Take a material away."""
    material = _material(request, slug, pk)
    actions.remove_material(material=material, by=request.user)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": material.title})
    return redirect("trainings:day", slug, material.session_id)


@staff_only
@require_GET
def material_file(request, slug, pk):
    """Answer the file of a material."""
    material = _material(request, slug, pk)
    if not material.file:
        raise Http404
    return private_file(material.file, material.file_name)


@staff_only
@require_POST
def homework_add(request, slug, session):
    """Set a task for a day."""
    found = _session(request, slug, session)
    form = HomeworkForm(request.POST, instance=Homework(session=found))
    if not form.is_valid():
        return _day_page(request, found, homework_form=form, status=422)
    actions.save_homework(homework=form.save(commit=False), by=request.user)
    messages.success(request, _("The homework is set."))
    return redirect("trainings:day", slug, session)


@staff_only
@require_POST
def send_letter(request, slug, session):
    """Send the letter after a day now, to whom it has not gone."""
    found = _session(request, slug, session)
    if not found.is_over or found.training.state == TrainingState.CANCELLED:
        messages.error(request, _("The letter can be sent once the day is over."))
    else:
        enqueue("trainings.letter", key=str(found.pk), payload={"session": found.pk}, by=request.user)
        messages.success(request, _("The letter is on its way."))
    return redirect("trainings:day", slug, session)


@staff_only
@require_GET
def sign_in_sheet(request, slug, session):
    """Answer the sheet of a day (`?ryhm=`: of one group of it); while it is being made, a page that waits."""
    found = _session(request, slug, session)
    group = found.training.groups.filter(pk=_number(request.GET.get("ryhm"))).first()
    printed = sheet.sheet_of(found, group)
    if made := sheet.find(printed):
        answer = HttpResponse(made)
        name = f"osavotuleht-{slug}-{timezone.localdate(found.starts_at):%Y-%m-%d}.pdf"
        answer["Content-Disposition"] = f'inline; filename="{name}"'
        return private(answer, "application/pdf")
    payload = {"session": found.pk, "group": group.pk if group else None}
    key = f"{found.pk}-{group.pk if group else ''}"
    job = enqueue("trainings.sign_in_sheet", key=key, payload=payload, by=request.user)
    context = {"training": found.training, "session": found, "job": job}
    return render(request, "trainings/delivery/sheet.html", context)


@staff_only
@require_GET
def participant_links(request, slug):
    """List participants: whose own page it is, when their link was renewed."""
    training = _training(request, slug)
    return list_response(
        request,
        queryset=training.participants.order_by("group", "person__sort_key", "pk"),
        columns=LINK_COLUMNS,
        template="trainings/delivery/links.html",
        row_url=("trainings:participant_link", "pk"),
        export_name=f"osalejad-{training.slug}",
        context={"training": training, "rooms": rooms_of(training, request.path)},
    )


@staff_only
@require_http_methods(["GET", "POST"])
def participant_link(request, pk):
    """Show a participant's own link; a POST sends it, renewed where that is asked."""
    found = Participant.objects.select_related("training", "person__user", "group", "member__application")
    trainings = Training.objects.for_user(request.user)
    participant = get_object_or_404(found.select_related("link"), pk=pk, training__in=trainings)
    if request.method == "POST":
        _send_link(request, participant)
        return redirect("trainings:participant_link", pk)
    context = {
        "participant": participant,
        "training": participant.training,
        "link": getattr(participant, "link", None),
    }
    return render(request, "trainings/delivery/link.html", context)


def _send_link(request, participant):
    try:
        if not participant.person.email:
            raise ValidationError(_("%(name)s has no e-mail address.") % {"name": participant.person.name})
        if "renew" in request.POST:
            actions.renew_link(participant=participant, by=request.user)
        actions.send_link(participant=participant, by=request.user)
        messages.success(request, _("The link is on its way to %(to)s.") % {"to": participant.person.email})
    except ValidationError as error:
        messages.error(request, error.messages[0])


def _day_page(request, session, *, material_form=None, homework_form=None, status=200):
    training = session.training
    homework = session.homework.annotate(handed_in=Count("submissions")).order_by("due_at", "pk")
    context = {
        "training": training,
        "session": session,
        "place": place_of(session),
        "progress": days_of(training, only=session.pk)[0],
        "materials": session.materials.order_by("pk"),
        "homework": [(task, to_html(task.text, below=3)) for task in homework],
        "material_form": material_form or MaterialForm(),
        "homework_form": homework_form or HomeworkForm(),
        "mails": _mails(session),
        "sheets": [] if session.group_id else list(training.groups.order_by("pk")),
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/delivery/day.html", context, status=status)


def _mails(session):
    """Return (words, when it goes, to how many it went, to how many it goes) of each mail around a day."""
    names = {
        kind: [event(kind, session, number) for number in range(len(whens_of(session)))]
        for kind in ("notice", "reminder", "moved")
    }
    told = counts(session, {**names, "letter": [f"trainings.letter:{session.pk}"]})
    people = recipients(session).count()
    rows = [
        (_("Notice"), notice_at(session), told["notice"]),
        (_("Reminder"), reminder_at(session), told["reminder"]),
        (_("Letter after the day"), letter_at(session), told["letter"]),
    ]
    if told["moved"]:
        rows.insert(1, (_("Word of a changed time or place"), None, told["moved"]))
    return [(words, at, sent, people) for words, at, sent in rows]


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)


def _session(request, slug, pk):
    found = Session.objects.select_related("training", "group")
    trainings = Training.objects.for_user(request.user).filter(slug=slug)
    return get_object_or_404(found, pk=pk, training__in=trainings)


def _material(request, slug, pk):
    trainings = Training.objects.for_user(request.user).filter(slug=slug)
    return get_object_or_404(
        Material.objects.select_related("session"), pk=pk, session__training__in=trainings
    )


def _number(text):
    return int(text) if text and text.isdigit() and len(text) < 10 else None
