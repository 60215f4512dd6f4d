"""Staff recruit for a programme: contacts with municipalities, information days, the funnel."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from silab.accounts.access import staff_only
from silab.common.lists import list_response
from trainings.calls.funnel import STAGES, drawing_of, figures_of
from trainings.calls.recruit_forms import ContactForm, InfoDayForm, LettersForm
from trainings.calls.recruiting import create_info_day, log_contacts
from trainings.models import Training
from trainings.rooms import rooms_of

LATEST = 10


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def recruitment(request, slug):
    """Show the funnel and the latest contacts; a POST notes one contact."""
    training = _training(request, slug)
    form = ContactForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        return _logged(request, training, form)
    figures = figures_of(training)
    outreach = training.outreach.select_related("contact__municipality", "contact__created_by")
    context = {
        "training": training,
        "form": form,
        "figures": figures,
        "chart": drawing_of(figures),
        "latest": outreach.order_by("-contact__on", "-pk")[:LATEST],
        "campaigns": training.campaigns.order_by("-pk"),
        "info_days": training.info_days.prefetch_related("sessions").order_by("pk"),
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/calls/recruitment.html", context, status=_status(request))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request, slug):
    """Note the same contact with many municipalities at once."""
    training = _training(request, slug)
    form = LettersForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        return _logged(request, training, form)
    return _form_page(request, training, form, "trainings/calls/letters.html")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def info_day(request, slug):
    """Make an information day for a programme."""
    training = _training(request, slug)
    named = _("Information day: %(name)s") % {"name": training.name}
    form = InfoDayForm(_typed(request), initial={"name": named[:200]})
    if request.method == "POST" and form.is_valid():
        made = create_info_day(programme=training, by=request.user, **form.cleaned_data)
        messages.success(request, _("The information day is there. Write its text and publish it."))
        return redirect("trainings:setup", made.slug)
    return _form_page(request, training, form, "trainings/calls/info_day.html")


@staff_only
@require_safe
def records(request, slug, stage):
    """List the records that a figure of the funnel counts."""
    training = _training(request, slug)
    found = next((one for one in STAGES if one.key == stage), None)
    if found is None:
        raise Http404(stage)
    return list_response(
        request,
        queryset=found.records(training),
        columns=found.columns,
        template="trainings/calls/records.html",
        export_name=f"{training.slug}-{found.key}",
        context={
            "training": training,
            "stage": found,
            "empty": _("Nothing has been recorded here yet."),
            "rooms": rooms_of(training, _room(training)),
        },
    )


def _logged(request, training, form):
    data = form.cleaned_data
    names = ("on", "channel", "with_whom", "summary")
    made, known = log_contacts(
        training=training,
        municipalities=form.chosen(),
        by=request.user,
        **{name: data[name] for name in names},
    )
    if made:
        words = ngettext("%(n)d contact was noted.", "%(n)d contacts were noted.", made)
        messages.success(request, words % {"n": made})
    if known:
        words = ngettext("%(n)d was there already.", "%(n)d were there already.", known)
        messages.info(request, words % {"n": known})
    return redirect("trainings:recruitment", training.slug)


def _form_page(request, training, form, template):
    context = {"training": training, "form": form, "rooms": rooms_of(training, _room(training))}
    return render(request, template, context, status=_status(request))


def _room(training):
    return reverse("trainings:recruitment", args=[training.slug])


def _typed(request):
    return request.POST if request.method == "POST" else None


def _status(request):
    return 422 if request.method == "POST" else 200


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)
