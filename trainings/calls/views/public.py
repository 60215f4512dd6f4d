"""The public pages of calls, and the feed of their days."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from silab.accounts.access import public
from trainings.calls import fresh
from trainings.calls.calendar import days_of_call
from trainings.calls.listing import lists
from trainings.calls.page import page_of
from trainings.calls.rules import trained_by
from trainings.models import Training


@public
@require_safe
def calls(request):
    """List the calls: open ones with the days left, those yet to open, earlier ones."""
    number = request.GET.get("leht", "1")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1

    def make():
        context = {**lists(number), "request": None}
        return {"body": render_to_string("trainings/calls/calls_body.html", context)}

    return _answer(request, "trainings/calls/calls.html", f"list.{number}", make)


@public
@require_safe
def call(request, slug):
    """Show a call to everyone; staff see it before it is published too."""

    def make():
        training = get_object_or_404(Training.objects.filter(is_public=True), slug=slug)
        return page_of(training)

    if request.user.is_authenticated:
        return _own_answer(request, slug)
    return _answer(request, "trainings/calls/call.html", f"call.{slug}", make)


@public
@require_safe
def call_ics(request, slug):
    """Give the days of a call as a calendar, of one group with `?ryhm=`."""
    made_at = fresh.stamp()
    group = request.GET.get("ryhm", "")
    if group and not (group.isascii() and group.isdigit() and len(group) < 10):
        raise Http404(group)

    def make():
        training = get_object_or_404(Training.objects.filter(is_public=True), slug=slug)
        if group and not training.groups.filter(pk=group).exists():
            raise Http404(group)
        return days_of_call(training, int(group) if group else None)

    tag = f'"{fresh.fragment_key(f"ics.{slug}.{group}", made_at)[:32]}"'
    same = fresh.unchanged(request, tag)
    if same:
        return same
    body = fresh.fragment(f"ics.{slug}.{group}", made_at, make)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    return response


def _answer(request, template, name, make):
    """Answer a page whose content everybody shares: 304 where it is unchanged, else out of the cache."""
    made_at = fresh.stamp()
    same = fresh.unchanged(request, fresh.page_tag(request, made_at))
    if same:
        return same
    response = render(request, template, {"page": fresh.fragment(name, made_at, make), "own": None})
    tag = fresh.page_tag(request, made_at)
    if tag:
        response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _own_answer(request, slug):
    """Answer a call to somebody signed in: staff see it unpublished, trainers the way to their groups."""
    shown = Training.objects.all() if request.user.is_staff else Training.objects.filter(is_public=True)
    training = get_object_or_404(shown, slug=slug)
    own = {
        "training": training,
        "is_staff": request.user.is_staff,
        "is_trainer": trained_by(request.user).filter(pk=training.pk).exists(),
        "now": timezone.now(),
    }
    return render(request, "trainings/calls/call.html", {"page": page_of(training), "own": own})
