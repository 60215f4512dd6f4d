"""Pages of participant data: the participant's own form, staff's overview with reveals, export and erasure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import public, staff_only
from silab.common.exports import xlsx_file
from silab.common.markdown import to_html
from trainings.models import ParticipantData, Reveal, Training
from trainings.participant_data import actions, export, held
from trainings.participant_data.forms import EraseForm, GiveDataForm, ReasonForm
from trainings.personal import by_link
from trainings.rooms import rooms_of


@public
@by_link
@never_cache
@sensitive_post_parameters()
@sensitive_variables("form", "given")
@require_http_methods(["GET", "POST"])
def give_data(request, participant, token):
    """The participant's own form, by signed link. What was given before is never shown again here."""
    training = participant.training
    if not training.needs_participant_data:
        raise Http404
    data = ParticipantData.objects.filter(participant=participant).first()
    if actions.is_over(training, data):
        context = {"training": training, "data": data, "back": token}
        return render(request, "trainings/participant_data/over.html", context, status=410)
    person = participant.person
    known = {"name": person.name, "email": person.email, "phone": person.phone}
    form = GiveDataForm(request.POST or None, initial=known)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.give(participant=participant, given=form.given())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Thank you! Your data are kept encrypted."))
                return redirect("trainings:my_page", token)
    context = {
        "training": training,
        "participant": participant,
        "data": data,
        "form": form,
        "notice": to_html(training.data_notice),
        "back": token,
    }
    return render(request, "trainings/participant_data/give.html", context, status=status)


@staff_only
@never_cache
@require_GET
def overview(request, slug):
    """Who has given data and who has not; nothing of what was given."""
    return _overview(request, _training(request, slug))


@staff_only
@require_POST
def ask(request, slug):
    """Send whoever has not given data a personal link."""
    training = _training(request, slug)
    sent = actions.ask(training=training, by=request.user)
    if sent:
        messages.success(
            request, ngettext("%(n)d mail was sent.", "%(n)d mails were sent.", sent) % {"n": sent}
        )
    else:
        messages.info(request, _("Everybody has been asked today, or has given the data already."))
    return redirect("trainings:participant_data", training.slug)


@staff_only
@never_cache
@sensitive_variables("given")
@require_POST
def reveal(request, slug, participant):
    """Show one participant's data once, and keep who looked and why."""
    training = _training(request, slug)
    data = get_object_or_404(
        ParticipantData.objects.select_related("participant__person").exclude(given_at=None),
        participant=participant,
        participant__training=training,
        erased_at=None,
    )
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _overview(request, training, asked=data, form=form, status=422)
    given = actions.reveal(data=data, reason=form.cleaned_data["reason"], by=request.user)
    context = {
        "training": training,
        "participant": data.participant,
        "given": given,
        "reveals": Reveal.objects.filter(data=data).select_related("revealed_by")[:20],
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/participant_data/revealed.html", context)


@staff_only
@never_cache
@require_POST
def export_data(request, slug):
    """Give the funder's table as XLSX; each opening is kept with its reason."""
    training = _training(request, slug)
    form = ReasonForm(request.POST, prefix="export")
    if not form.is_valid():
        return _overview(request, training, export_form=form, status=422)
    opened = actions.reveal_all(training=training, reason=form.cleaned_data["reason"], by=request.user)
    file = xlsx_file(export.rows(opened), export.COLUMNS)
    answer = FileResponse(file, as_attachment=True, filename=export.file_name(training))
    answer["Cache-Control"] = "private, no-store"
    return answer


@staff_only
@require_POST
def erase(request, slug):
    """Erase a training's participant data before their date; asked twice."""
    training = _training(request, slug)
    form = EraseForm(request.POST)
    if not form.is_valid():
        return _overview(request, training, erase_form=form, status=422)
    erased = actions.erase(training=training, by=request.user)
    messages.success(
        request,
        ngettext(
            "The data of %(n)d participant were erased.",
            "The data of %(n)d participants were erased.",
            erased,
        )
        % {"n": erased},
    )
    return redirect("trainings:participant_data", training.slug)


@staff_only
@require_GET
def held_data(request):
    """What personal data the portal holds, and until when."""
    context = {"kinds": held.kinds(), "trainings": held.by_training()}
    return render(request, "trainings/participant_data/held.html", context)


def _overview(request, training, *, asked=None, form=None, export_form=None, erase_form=None, status=200):
    participants = list(
        training.participants.select_related("person", "data", "group").order_by("person__sort_key", "pk")
    )
    rows = [(one, getattr(one, "data", None)) for one in participants]
    given = sum(bool(data and data.given_at) for _one, data in rows)
    context = {
        "training": training,
        "rows": rows,
        "given": given,
        "may_ask": not actions.is_over(training) and any(_is_missing(*row) for row in rows),
        "erased": sum(bool(data and data.erased_at) for _one, data in rows),
        "asked": asked,
        "form": form or ReasonForm(),
        "export_form": export_form or ReasonForm(prefix="export"),
        "erase_form": erase_form or EraseForm(),
        "aggregates": training.participant_aggregates.order_by("sex", "age_group"),
        "reveals": Reveal.objects.filter(data__participant__training=training).select_related(
            "revealed_by", "data__participant"
        )[:30],
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/participant_data/overview.html", context, status=status)


def _is_missing(participant, data):
    # As in actions.missing: who left without having been there owes nothing.
    never_there = participant.left_on is not None and participant.first_there_on is None
    return not (data and data.given_at) and not never_there


def _training(request, slug):
    found = get_object_or_404(Training.objects.for_user(request.user), slug=slug)
    if (
        not found.needs_participant_data
        and not ParticipantData.objects.filter(participant__training=found).exists()
    ):
        raise Http404
    return found
