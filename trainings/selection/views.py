"""Selection: the board of a training's applications, their list, one application (domain.md §3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day, figure
from trainings.enums import ApplicationState
from trainings.models import Application, Training
from trainings.registration.rules import facts_of, findings
from trainings.rooms import rooms_of
from trainings.selection import actions
from trainings.selection.cards import board_of, groups_with_places, sent_applications
from trainings.selection.decisions import DECISIONS, open_in
from trainings.selection.filters import ApplicationFilter
from trainings.selection.forms import DecisionForm, InterviewForm, ScoreForm
from trainings.selection.letters import letter_for
from trainings.selection.replacement import why_not

LIST = (
    Column("name", gettext_lazy("Team"), "shown_name", sort="shown_name", link=True),
    Column("municipality", gettext_lazy("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("joint", gettext_lazy("Other municipalities"), "joint"),
    Column("people", gettext_lazy("Members"), "people", sort="people", numeric=True),
    Column("confirmed", gettext_lazy("Confirmed"), "confirmed", sort="confirmed", numeric=True),
    Column("wish", gettext_lazy("Preferred group"), "preferred_group__name", sort="preferred_group__name"),
    Column("group", gettext_lazy("Group"), "group__name", sort="group__name"),
    Column("score", gettext_lazy("Score"), "score", text=figure, sort="score", numeric=True),
    Column("sent", gettext_lazy("Sent"), "submitted_at", text=day, sort="submitted_at"),
    Column("state", gettext_lazy("State"), "state", text=choice(ApplicationState), sort="state", state=True),
)


@staff_only
@require_safe
def board(request, slug):
    """Show a training's applications as a board; its filter answers the board alone."""
    request.training = training = _training(request, slug)
    found = ApplicationFilter(request.GET, queryset=sent_applications(training), request=request)
    state = request.GET.get("state", "")
    context = {
        "training": training,
        "filter": found,
        "is_filtered": any(request.GET.get(name) for name in found.filters),
        "columns": board_of(found.qs, state if state in ApplicationState.values else ""),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "trainings/selection/board_part.html", context)
    context |= {"groups": groups_with_places(training), "rooms": rooms_of(training, request.path)}
    return render(request, "trainings/selection/board.html", context)


@staff_only
@require_safe
def applicants(request, slug):
    """List a training's applications; the list can be downloaded."""
    request.training = training = _training(request, slug)
    return list_response(
        request,
        queryset=sent_applications(training),
        columns=LIST,
        template="trainings/selection/list.html",
        filterset=ApplicationFilter,
        row_url=("trainings:applicant", "pk"),
        export_name=f"avaldused-{training.slug}",
        context={
            "training": training,
            "rooms": rooms_of(training, _board_path(training)),
        },
    )


@staff_only
@require_safe
def applicant(request, pk):
    """Show one application to staff, with all that a decision needs."""
    return _applicant_page(request, _application(request, pk))


@staff_only
@require_POST
def score(request, pk):
    """Keep the score."""
    found = _application(request, pk)
    form = ScoreForm(request.POST, instance=found)
    if not form.is_valid():
        return _applicant_page(request, found, score_form=form, status=422)
    actions.give_score(application=found, score=form.cleaned_data["score"], by=request.user)
    messages.success(request, _("The score is saved."))
    return redirect("trainings:applicant", pk)


@staff_only
@require_POST
def interview(request, pk):
    """Note a talk with the team."""
    found = _application(request, pk)
    form = InterviewForm(request.POST)
    if not form.is_valid():
        return _applicant_page(request, found, interview_form=form, status=422)
    actions.note_interview(application=found, **form.cleaned_data, by=request.user)
    messages.success(request, _("The note is saved."))
    return redirect("trainings:applicant", pk)


@staff_only
@require_http_methods(["GET", "POST"])
def decide(request, pk, decision):
    """Take a decision: fill in what it asks, see the mail as it will go, confirm."""
    found = _application(request, pk)
    chosen = DECISIONS.get(decision)
    if chosen is None:
        raise Http404(decision)
    last = actions.last_change(found)
    stands = last.pk if last else 0
    if chosen not in open_in(found.state) or _is_stale(request, stands):
        return _somebody_was_faster(request, found, last)
    form = _decision_form(request, found, chosen, stands)
    letter = letter_for(found, chosen, form.cleaned_data, by=request.user) if form.is_valid() else None
    is_seen = letter is not None and form.cleaned_data["previewed"] == letter.digest
    if "confirm" in request.POST and letter and is_seen:
        try:
            return _take(request, found, chosen, form)
        except actions.DecidedMeanwhile:
            return _somebody_was_faster(request, found, actions.last_change(found))
        except ValidationError as error:
            form.add_error(None, error)
            return _decision_page(request, found, chosen, form, status=409)
    changed = "confirm" in request.POST and letter is not None
    status = 422 if request.method == "POST" and not letter else 200
    return _decision_page(request, found, chosen, form, letter=letter, changed=changed, status=status)


def _decision_form(request, found, chosen, stands):
    """Return the form as sent; a decision that asks for nothing is ready to be previewed at once."""
    groups = groups_with_places(found.training).filter(left__gt=0).exclude(pk=found.group_id)
    initial = {"seen": stands}
    if "group" in chosen.fields:
        ready = [group.pk for group in groups]
        wished = found.preferred_group_id
        initial["group"] = wished if wished in ready else next(iter(ready), None)
    if request.method == "POST":
        return DecisionForm(request.POST, decision=chosen, groups=groups, initial=initial)
    asks = {"reason", "question"} & set(chosen.fields)
    is_ready = initial.get("group", True) and (not asks or chosen.slug == "loobumine")
    return DecisionForm(initial if is_ready else None, decision=chosen, groups=groups, initial=initial)


def _take(request, found, chosen, form):
    asked = {name: form.cleaned_data[name] for name in (*chosen.fields, "words", "seen")}
    change = chosen.act(application=found, **asked, by=request.user)
    sent = _("The application is now “%(state)s”; the team is told by mail.")
    messages.success(request, sent % {"state": change.get_after_display()})
    return redirect("trainings:applicant", found.pk)


def _is_stale(request, stands):
    seen = request.POST.get("seen", "")
    return request.method == "POST" and seen.isdigit() and int(seen) != stands


def _somebody_was_faster(request, found, last):
    if request.method == "POST" and last is not None:
        messages.warning(request, actions.meanwhile(last))
    else:
        state = {"state": found.get_state_display()}
        messages.warning(request, _("This application is “%(state)s” by now: that cannot be done.") % state)
    return redirect("trainings:applicant", found.pk)


def _decision_page(request, found, chosen, form, *, letter=None, changed=False, status=200):
    context = {
        "application": found,
        "training": found.training,
        "decision": chosen,
        "form": form,
        "letter": letter,
        "changed": changed,
        "no_groups": "group" in chosen.fields and not form.fields["group"].queryset.exists(),
    }
    return render(request, "trainings/selection/decide.html", context, status=status)


def _applicant_page(request, found, *, score_form=None, interview_form=None, status=200):
    members = found.members.select_related("municipality", "replaced_by", "participant")
    context = {
        "application": found,
        "training": found.training,
        "rooms": rooms_of(found.training, _board_path(found.training)),
        "members": list(members.order_by("left_at", "pk")),
        "joint": list(found.other_municipalities.order_by("sort_key")),
        "decisions": open_in(found.state),
        "findings": findings(facts_of(found)),
        "acceptances": found.acceptances.filter(member=None).select_related("terms"),
        "undertakings": found.terms.undertakings.order_by("number") if found.terms else (),
        "interviews": found.interviews.select_related("created_by").order_by("-on", "-pk"),
        "changes": found.changes.select_related("changed_by").order_by("-pk"),
        "score_form": score_form or ScoreForm(instance=found),
        "interview_form": interview_form or InterviewForm(),
        "cannot_replace": why_not(found),
        "history": entries(found),
    }
    return render(request, "trainings/selection/applicant.html", context, status=status)


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)


def _application(request, pk):
    read = ("training", "municipality", "group", "preferred_group", "submitter", "submitted_by", "terms")
    found = Application.objects.for_user(request.user).select_related(*read, "decided_by")
    return get_object_or_404(found.exclude(state=ApplicationState.DRAFT), pk=pk)


def _board_path(training):
    return reverse("trainings:board", args=[training.slug])
