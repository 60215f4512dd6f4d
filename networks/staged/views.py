"""One municipality's process: its path, confirming and withdrawing stages, advice, its begin and end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.models import Advice, EngagementProcess, ModelStage, PilotInterest, StageCompletion
from networks.staged import actions
from networks.staged.adoption import adoptions
from networks.staged.filters import advisers
from networks.staged.forms import AdviceForm, ConfirmForm, EndForm, ProcessForm, StartForm, WithdrawForm
from networks.staged.path import all_proposals, path_of, proposal_for
from networks.staged.rooms import rooms_of
from networks.staged.rules import interests_for, processes_for
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.markdown import to_html
from silab.common.templatetags.formats import day


@staff_only
@require_safe
def process(request, pk):
    """Show a process: the path with its evidence, advice, evaluation."""
    return _process_page(request, _process(request, pk))


@staff_only
@require_http_methods(["GET", "POST"])
def start(request):
    """Begin a process, perhaps out of somebody's interest in a pilot (`?huvi=`)."""
    interest = _asked_interest(request)
    initial = {"started_on": timezone.localdate(), "adviser": request.user.get_full_name()}
    if interest:
        initial |= {"municipality": interest.municipality_id, "is_pilot": True}
    form = StartForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.start_process(process=form.save(commit=False), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The process has begun."))
            return redirect("networks:process", begun.pk)
    context = {
        "form": form,
        "advisers": advisers(),
        "interest": interest,
        "rooms": rooms_of("networks:board"),
    }
    return render(request, "networks/staged/start.html", context, status=_status(form))


@staff_only
@require_http_methods(["GET", "POST"])
def change(request, pk):
    """Change a process's adviser, notes, pilot and evaluation."""
    found = _process(request, pk)
    form = ProcessForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_process(process=form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("networks:process", pk)
    context = {"process": found, "form": form, "advisers": advisers()}
    return render(request, "networks/staged/change.html", context, status=_status(form))


@staff_only
@require_POST
def end(request, pk):
    """End a process, or open an ended one again."""
    found = _process(request, pk)
    form = EndForm(request.POST)
    try:
        if found.ended_on:
            actions.reopen_process(process=found, by=request.user)
            messages.success(request, _("The process goes on."))
        elif form.is_valid():
            actions.end_process(process=found, ended_on=form.cleaned_data["ended_on"], by=request.user)
            messages.success(request, _("The process has ended."))
        else:
            return _process_page(request, found, end_form=form, status=422)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("networks:process", pk)


@staff_only
@require_http_methods(["GET", "POST"])
def confirm(request, pk, stage):
    """Confirm a stage by what the records propose, or by the adviser's reasoned word."""
    found = _process(request, pk)
    stage = get_object_or_404(ModelStage, pk=stage, in_use=True)
    proposal = proposal_for(found, stage.evidence_rule, timezone.localdate())
    initial = {"evidence": _proposed_words(proposal, stage)} if proposal else {}
    form = ConfirmForm(request.POST or None, initial=initial, proposal=proposal)
    moved = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.confirm_stage(
                process=found,
                stage=stage,
                evidence=given["evidence"],
                reached_on=given.get("reached_on"),
                seen=given["seen"],
                by=request.user,
            )
        except actions.AlreadyReached as meanwhile:
            return _reached_meanwhile(request, pk, meanwhile.completion)
        except actions.RecordsMoved:
            moved, form = True, ConfirmForm(initial=initial, proposal=proposal)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("“%(stage)s” is reached.") % {"stage": stage.title})
            return redirect("networks:process", pk)
    done = StageCompletion.objects.filter(process=found, stage=stage).select_related("confirmed_by").first()
    if done and not moved and request.method == "GET":
        return _reached_meanwhile(request, pk, done)
    context = {
        "process": found,
        "stage": stage,
        "proposal": proposal,
        "form": form,
        "moved": moved,
        "tools": to_html(stage.tools) if stage.tools else "",
    }
    return render(request, "networks/staged/confirm.html", context, status=409 if moved else _status(form))


@staff_only
@require_http_methods(["GET", "POST"])
def withdraw(request, pk, completion):
    """Withdraw a confirmed stage with a reason."""
    done = get_object_or_404(
        StageCompletion.objects.select_related("stage", "process__municipality", "confirmed_by"),
        pk=completion,
        process__in=processes_for(request.user).filter(pk=pk).order_by(),
    )
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_stage(completion=done, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error("reason", error.messages[0])
        else:
            messages.success(request, _("“%(stage)s” is withdrawn.") % {"stage": done.stage.title})
            return redirect("networks:process", pk)
    context = {"process": done.process, "completion": done, "form": form}
    return render(request, "networks/staged/withdraw.html", context, status=_status(form))


@staff_only
@require_POST
def advice_add(request, pk):
    """Note an adviser's conversation."""
    found = _process(request, pk)
    form = AdviceForm(request.POST, instance=Advice(process=found))
    if _saves_advice(request, form):
        return redirect("networks:process", pk)
    return _process_page(request, found, advice_form=form, status=422)


@staff_only
@require_http_methods(["GET", "POST"])
def advice(request, pk):
    """Change or delete a conversation."""
    own = Advice.objects.filter(process__in=processes_for(request.user).order_by())
    found = get_object_or_404(own.select_related("process__municipality"), pk=pk)
    if "delete" in request.POST:
        actions.remove_advice(advice=found, by=request.user)
        messages.success(request, _("Deleted. Its history stays."))
        return redirect("networks:process", found.process_id)
    form = AdviceForm(request.POST or None, instance=found)
    if request.method == "POST" and _saves_advice(request, form):
        return redirect("networks:process", found.process_id)
    context = {"advice": found, "form": form, "advisers": advisers(), "history": entries(found)}
    return render(request, "networks/staged/advice.html", context, status=_status(form))


def _saves_advice(request, form) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.note_advice(advice=form.save(commit=False), by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Saved."))
    return True


def _process(request, pk) -> EngagementProcess:
    return get_object_or_404(processes_for(request.user).select_related("municipality__county"), pk=pk)


def _asked_interest(request) -> PilotInterest | None:
    key = request.GET.get("huvi", "")
    if not (key.isdecimal() and len(key) < 18):
        return None
    found = interests_for(request.user).filter(pk=key, process=None)
    return found.select_related("municipality", "person").first()


def _reached_meanwhile(request, pk, completion):
    words = _("“%(stage)s” is confirmed already, as reached on %(day)s.")
    messages.warning(request, words % {"stage": completion.stage.title, "day": day(completion.reached_on)})
    return redirect("networks:process", pk)


def _proposed_words(proposal, stage) -> str:
    names = ", ".join(f"{record.title} ({record.code})" for record in proposal.records[:5])
    if len(proposal.records) > 5:
        more = len(proposal.records) - 5
        names += " " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}
    return f"{stage.get_evidence_rule_display().capitalize()}: {names}" if names else ""


def _process_page(request, found, *, advice_form=None, end_form=None, status=200):
    today = timezone.localdate()
    talks = list(found.advice.order_by("-on", "-pk"))
    initial = {"on": today, "adviser": found.adviser}
    context = {
        "process": found,
        "steps": path_of(found, proposals=all_proposals(found, today)),
        "adopted": adoptions().filter(pk=found.municipality_id, adopted_on__lte=today).first(),
        "advice": talks,
        "hours": sum(talk.hours for talk in talks) if talks else None,
        "years": _hours_a_year(found) if talks else (),
        "advice_form": advice_form or AdviceForm(initial=initial, instance=Advice(process=found)),
        "end_form": end_form or EndForm(initial={"ended_on": today}),
        "withdrawn": _withdrawn(found),
        "interests": found.interests.select_related("person").order_by("told_on", "pk"),
        "evaluation": to_html(found.evaluation) if found.evaluation else "",
        "history": entries(found),
    }
    return render(request, "networks/staged/process.html", context, status=status)


def _hours_a_year(found):
    by_year = found.advice.order_by().annotate(year=ExtractYear("on")).values("year")
    return list(by_year.annotate(sum=Sum("hours")).order_by("-year").values_list("year", "sum"))


def _withdrawn(found):
    gone = StageCompletion.history.filter(process_id=found.pk, history_type="-")
    return gone.select_related("stage", "history_user").order_by("-history_date")[:20]


def _status(form) -> int:
    return 422 if form.is_bound else 200
