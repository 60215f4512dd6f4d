"""The model itself: its stages in order, edited by staff."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.models import ModelStage
from networks.staged import stage_actions
from networks.staged.forms import StageForm
from networks.staged.rooms import rooms_of
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.markdown import to_html

STEPS = {"yles": stage_actions.UP, "alla": stage_actions.DOWN}


@staff_only
@require_safe
def stages(request):
    """Show the stages in use in their order, and the retired ones."""
    found = list(ModelStage.objects.annotate(reached=Count("completions")).order_by("order", "pk"))
    for stage in found:
        stage.tools_html = to_html(stage.tools, below=3) if stage.tools else ""
    context = {
        "stages": [stage for stage in found if stage.in_use],
        "retired": [stage for stage in found if not stage.in_use],
        "rooms": rooms_of("networks:stages"),
    }
    return render(request, "networks/staged/stages.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def stage_add(request):
    """Add a stage to the end of the model."""
    return _stage_page(request, ModelStage())


@staff_only
@require_http_methods(["GET", "POST"])
def stage(request, pk):
    """Change a stage's words, tools and rule."""
    return _stage_page(request, get_object_or_404(ModelStage, pk=pk))


@staff_only
@require_POST
def stage_move(request, pk):
    """Move a stage one place up or down (`suund`), from the order at which it was seen (`kohalt`)."""
    found = get_object_or_404(ModelStage, pk=pk)
    step, seen = STEPS.get(request.POST.get("suund", "")), request.POST.get("kohalt", "")
    if step is None or not (seen.isdecimal() and len(seen) < 6):
        messages.warning(request, _("Nothing was moved: use the arrows beside a stage."))
        return redirect("networks:stages")
    try:
        stage_actions.move_stage(stage=found, step=step, seen=int(seen), by=request.user)
        messages.success(request, _("“%(stage)s” is in its new place.") % {"stage": found.title})
    except stage_actions.MovedMeanwhile:
        messages.warning(
            request, _("The order has been changed meanwhile. Look at it and move again if need be.")
        )
    return redirect("networks:stages")


@staff_only
@require_POST
def stage_use(request, pk):
    """Retire a stage in use, or take a retired one into use again."""
    found = get_object_or_404(ModelStage, pk=pk)
    try:
        if "retire" in request.POST:
            stage_actions.retire_stage(stage=found, by=request.user)
            messages.success(request, _("“%(stage)s” is out of use.") % {"stage": found.title})
        else:
            stage_actions.use_stage(stage=found, by=request.user)
            messages.success(request, _("“%(stage)s” is in use again, at the end.") % {"stage": found.title})
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("networks:stages")


def _stage_page(request, found):
    form = StageForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        stage_actions.save_stage(stage=form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("networks:stages")
    context = {
        "stage": found,
        "form": form,
        "rooms": rooms_of("networks:stages"),
        "history": entries(found) if found.pk else (),
    }
    return render(request, "networks/staged/stage.html", context, status=422 if form.is_bound else 200)
