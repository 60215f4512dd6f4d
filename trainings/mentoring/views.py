"""Mentoring of teams: hours against the quota, talks, models; for staff and the programme's trainers."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from silab.accounts.access import signed_in
from silab.common.history import entries
from silab.common.lists import Column, list_response
from silab.common.states import chip
from silab.common.templatetags.formats import day, figure
from trainings.mentoring import actions, rules
from trainings.mentoring.filters import TalkFilter, TeamFilter
from trainings.mentoring.forms import ModelForm, TalkForm
from trainings.models import CooperationModel, MentoringSession
from trainings.rooms import rooms_of

TALKS = (
    Column("on", gettext_lazy("Date"), "on", text=day, sort="on", link=True),
    Column("team", gettext_lazy("Team"), "application__name", sort="application__name"),
    Column("municipality", gettext_lazy("Municipality"), "application__municipality__name"),
    Column("mentor", gettext_lazy("Mentor"), "mentor", sort="mentor"),
    Column("hours", gettext_lazy("Hours"), "hours", text=figure, sort="hours", numeric=True),
    Column("notes", gettext_lazy("Notes"), "notes", text=lambda notes: _short(notes)),
)


@signed_in
@require_safe
def mentoring(request, slug):
    """List the programme's teams with their hours used and left."""
    request.training = training = _training(request, slug)
    teams = rules.mentored_teams(request.user).filter(training=training).select_related("municipality")
    return list_response(
        request,
        queryset=_with_hours(teams).order_by("group", "name", "pk"),
        columns=_team_columns(training.mentoring_hours),
        template="trainings/mentoring/teams.html",
        filterset=TeamFilter,
        row_url=("trainings:mentored_team", "pk"),
        export_name=f"noustamine-{training.slug}",
        context=_frame(request, training),
    )


@signed_in
@require_safe
def talks(request, slug):
    """List the talks of the programme's mentors with its teams."""
    request.training = training = _training(request, slug)
    own = rules.mentored_teams(request.user).filter(training=training).order_by()
    return list_response(
        request,
        queryset=MentoringSession.objects.filter(application__in=own.values("pk")).order_by("-on", "-pk"),
        columns=TALKS,
        template="trainings/mentoring/talks.html",
        filterset=TalkFilter,
        row_url=("trainings:mentoring_session", "pk"),
        export_name=f"noustamised-{training.slug}",
        context=_frame(request, training),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def team(request, pk):
    """Show a team's talks and models; add one."""
    found = _teams(request).select_related("training", "municipality", "group")
    found = get_object_or_404(_with_hours(found), pk=pk)
    talk_form, model_form = _new_talk(request, found), _new_model(request, found)
    for form in (talk_form, model_form):
        if form.is_bound and form.is_valid():
            actions.record(entry=form.save(commit=False), by=request.user)
            messages.success(request, _("Saved."))
            return redirect("trainings:mentored_team", pk)
    context = {
        **_frame(request, found.training),
        "team": found,
        "left": _left(found.training.mentoring_hours, found.used),
        "talks": found.mentoring.order_by("-on", "-pk"),
        "models": found.models.order_by("-ready_on", "-pk"),
        "talk_form": talk_form,
        "model_form": model_form,
        "mentors": found.training.trainers.order_by("name").values_list("name", flat=True),
    }
    return render(
        request, "trainings/mentoring/team.html", context, status=422 if request.method == "POST" else 200
    )


@signed_in
@require_http_methods(["GET", "POST"])
def talk(request, pk):
    """Show, change or delete a talk."""
    return _entry_page(request, MentoringSession, pk, TalkForm, _("Mentoring session"))


@signed_in
@require_http_methods(["GET", "POST"])
def model(request, pk):
    """Show, change or delete a model of co-operation."""
    return _entry_page(request, CooperationModel, pk, ModelForm, _("Co-operation model"))


def _entry_page(request, kind, pk, form_class, title):
    own = _teams(request).order_by().values("pk")
    rows = kind.objects.filter(application__in=own)
    entry = get_object_or_404(rows.select_related("application__training"), pk=pk)
    may_change = rules.can_change(request.user, entry)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    if "delete" in request.POST:
        actions.remove(entry=entry, by=request.user)
        messages.success(request, _("Deleted. Its history stays."))
        return redirect("trainings:mentored_team", entry.application_id)
    form = form_class(request.POST or None, instance=entry)
    if request.method == "POST" and form.is_valid():
        actions.record(entry=form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("trainings:mentored_team", entry.application_id)
    context = {
        **_frame(request, entry.application.training),
        "entry": entry,
        "title": title,
        "form": form,
        "may_change": may_change,
        "mentors": entry.application.training.trainers.order_by("name").values_list("name", flat=True),
        "history": entries(entry),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trainings/mentoring/entry.html", context, status=status)


def _new_talk(request, team):
    initial = {"on": timezone.localdate()}
    trainer = team.training.trainers.filter(user=request.user).order_by("pk").first()
    if trainer:
        initial["mentor"] = trainer.name
    given = request.POST if "hours" in request.POST else None
    return TalkForm(given, initial=initial, instance=MentoringSession(application=team))


def _new_model(request, team):
    given = request.POST if "title" in request.POST else None
    initial = {"ready_on": timezone.localdate()}
    return ModelForm(given, initial=initial, instance=CooperationModel(application=team), prefix=None)


def _with_hours(teams):
    talks = MentoringSession.objects.filter(application=OuterRef("pk")).order_by().values("application")
    models = CooperationModel.objects.filter(application=OuterRef("pk")).order_by().values("application")
    return teams.annotate(
        used=Subquery(talks.annotate(sum=Sum("hours")).values("sum")),
        held=Coalesce(Subquery(talks.annotate(n=Count("pk")).values("n")), 0),
        ready=Coalesce(Subquery(models.annotate(n=Count("pk")).values("n")), 0),
        spent=Coalesce(F("used"), Value(0), output_field=MentoringSession._meta.get_field("hours")),
    )


def _team_columns(quota):
    columns = [
        Column("team", _("Team"), "name", sort="name", link=True),
        Column("municipality", _("Municipality"), "municipality__name", sort="municipality__sort_key"),
        Column("group", _("Group"), "group__name", sort="group__name"),
        Column("held", _("Talks"), "held", sort="held", numeric=True),
        Column("used", _("Hours used"), "used", text=partial(_bar, quota), sort="spent", numeric=True),
    ]
    if quota is not None:
        columns.append(
            Column("left", _("Hours left"), "spent", text=partial(_left_words, quota), numeric=True)
        )
    return [*columns, Column("ready", _("Models ready"), "ready", sort="ready", numeric=True)]


def _bar(quota, used):
    if not quota:
        return figure(used)
    words = _("%(used)s of %(quota)s hours") % {"used": figure(used or 0), "quota": figure(quota)}
    bar = '<span class="hours"><progress max="{}" value="{}">{}</progress> {}</span>'
    return format_html(bar, str(quota), str(min(used or 0, quota)), words, figure(used))


def _left(quota, used):
    return None if quota is None else quota - (used or 0)


def _left_words(quota, used):
    left = _left(quota, used)
    if left < 0:
        return chip("overdue", _("%(n)s over") % {"n": figure(-left)})
    return figure(left)


def _short(text) -> str:
    return f"{text[:120]}…" if len(text) > 120 else text or "–"


def _training(request, slug):
    return get_object_or_404(rules.mentored_trainings(request.user), slug=slug)


def _teams(request):
    return rules.mentored_teams(request.user)


def _frame(request, training):
    """Return what every page of the room shows around its content; trainers do not see staff's tabs."""
    here = reverse("trainings:mentoring", args=[training.slug])
    return {"training": training, "rooms": rooms_of(training, here) if request.user.is_staff else ()}
