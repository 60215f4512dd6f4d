"""Staff set a training up, page by page, and publish its call."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.steps import Steps
from trainings.calls import actions
from trainings.calls.copying import copy_training
from trainings.calls.days_form import DayForm, DaysForm
from trainings.calls.forms import (
    BasicsForm,
    ConditionsForm,
    DataForm,
    NewForm,
    TeamForm,
    TermsForm,
    TextForm,
    WindowForm,
)
from trainings.calls.missing import missing_of
from trainings.calls.people_forms import GroupsForm, TrainersForm
from trainings.calls.steps import PAGES, address, address_of, pages_of, steps_of
from trainings.calls.summary import summary_of
from trainings.calls.window import standing_of
from trainings.models import Session, Training
from trainings.rooms import rooms_of

FORMS = {
    "basics": BasicsForm,
    "text": TextForm,
    "team": TeamForm,
    "window": WindowForm,
    "groups": GroupsForm,
    "days": DaysForm,
    "terms": TermsForm,
    "conditions": ConditionsForm,
    "data": DataForm,
    "trainers": TrainersForm,
}
#: Pages with a template of their own; the others are plain fields.
OWN_TEMPLATES = {"groups", "days", "terms", "trainers"}


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Start a training, after an earlier one or from scratch, and lead on to its first page."""
    form = NewForm(_typed(request), user=request.user, initial={"source": request.GET.get("eeskuju")})
    if request.method == "POST" and form.is_valid():
        training = _made(form.cleaned_data, request.user)
        messages.success(request, _("The training is there. Go through its pages; each one is saved."))
        return redirect(address_of(training, "basics"))
    steps = Steps([(_("Start"), reverse("trainings:new")), *((page.title, "") for page in PAGES)], 1)
    context = {"form": form, "steps": steps, "saved_at": None}
    return render(request, "trainings/calls/new.html", context, status=_status(request))


@staff_only
@require_safe
def setup(request, slug):
    """Show the pages of a training's setup: what is given on each, what is missing."""
    training = _training(request, slug)
    missing = missing_of(training)
    summary = summary_of(training)
    pages = [
        (page.title, address(training, page), summary[page.key])
        for page in pages_of(training)
        if page.key in summary
    ]
    context = {
        "training": training,
        "pages": pages,
        "missing": missing,
        "can_publish": not any(one.stops for one in missing),
        "standing": standing_of(training),
        "rooms": rooms_of(training, request.path),
        "history": entries(training),
    }
    return render(request, "trainings/calls/setup.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def setup_step(request, slug, step):
    """Show one page of the setup; a POST saves it and leads on to the next."""
    training = _training(request, slug)
    pages = pages_of(training)
    page = next((page for page in pages if page.slug == step), None)
    if page is None:
        raise Http404(step)
    if page.key == "check":
        return _check(request, training, page)
    form = FORMS[page.key](_typed(request), training=training)
    if request.method == "POST" and form.is_valid() and _stored(form, request.user):
        messages.success(request, _("%(page)s: saved.") % {"page": page.title})
        return redirect(_next(request, training, pages, page))
    name = f"step_{page.key}" if page.key in OWN_TEMPLATES else "step"
    context = _context(request, training, page) | {"form": form}
    return render(request, f"trainings/calls/{name}.html", context, status=_status(request))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def setup_day(request, slug, pk):
    """Change one group's day where it differs from the other groups'."""
    session = get_object_or_404(
        Session.objects.select_related("training", "group"),
        pk=pk,
        training__in=Training.objects.for_user(request.user).filter(slug=slug),
    )
    form = DayForm(_typed(request), instance=session)
    if request.method == "POST" and form.is_valid():
        actions.save_rows(rows=[form.instance], gone=[], by=request.user)
        messages.success(request, _("The day is saved."))
        return redirect(address_of(session.training, "days"))
    saved = Session.objects.select_related("training", "group").get(pk=pk)
    context = {
        "form": form,
        "session": saved,
        "training": saved.training,
        "days_url": address_of(saved.training, "days"),
        "history": entries(saved),
        "rooms": rooms_of(saved.training, _room(saved.training)),
    }
    return render(request, "trainings/calls/day.html", context, status=_status(request))


@staff_only
@require_POST
def publish(request, slug):
    """Open the public page."""
    training = _training(request, slug)
    try:
        actions.publish(training=training, by=request.user)
        messages.success(request, _("The call is published."))
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
    return redirect("trainings:setup", training.slug)


@staff_only
@require_POST
def unpublish(request, slug):
    """Close the public page."""
    training = _training(request, slug)
    actions.unpublish(training=training, by=request.user)
    messages.success(request, _("The call is no longer public. Applications already made stay as they are."))
    return redirect("trainings:setup", training.slug)


def _made(data, user):
    if data["source"]:
        training = copy_training(
            source=data["source"], name=data["name"], first_day=data["first_day"], by=user
        )
        chosen = {name: data[name] for name in ("kind", "track", "audience") if data[name]}
        for name, value in chosen.items():
            setattr(training, name, value)
        return actions.save_training(training=training, by=user) if chosen else training
    values = {name: data[name] for name in ("name", "kind", "track", "audience")}
    return actions.create_training(by=user, **values)


def _stored(form, user):
    """Save what the form holds; what another one's act refuses meanwhile is said on top."""
    try:
        form.store(by=user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _next(request, training, pages, page):
    if "again" in request.POST:
        return address(training, page)
    if "overview" in request.POST:
        return reverse("trainings:setup", args=[training.slug])
    return address(training, pages[pages.index(page) + 1])


def _check(request, training, page):
    missing = missing_of(training)
    context = _context(request, training, page) | {
        "form": None,
        "missing": missing,
        "can_publish": not any(one.stops for one in missing),
        "standing": standing_of(training),
    }
    return render(request, "trainings/calls/step_check.html", context)


def _context(request, training, page):
    return {
        "training": training,
        "page": page,
        "steps": steps_of(training, page),
        "saved_at": None,
        "rooms": rooms_of(training, _room(training)),
    }


def _room(training):
    return reverse("trainings:setup", args=[training.slug])


def _typed(request):
    return request.POST if request.method == "POST" else None


def _status(request):
    return 422 if request.method == "POST" else 200


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)
