"""Satisfaction with a network: rounds for staff, the form behind a signed link."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networks.meetings import figures, satisfaction
from networks.meetings.links import SATISFACTION
from networks.meetings.personal import by_link
from networks.meetings.satisfaction_forms import ExtendForm, RoundForm, SatisfactionForm
from networks.meetings.tabs import NETWORK, tabs_of
from networks.models import Network, SatisfactionRequest, SatisfactionRound
from silab.accounts.access import public, staff_only


@staff_only
@require_http_methods(["GET", "POST"])
def rounds(request, pk):
    """Show the rounds with their figures; a POST opens one and asks everybody."""
    network = get_object_or_404(Network.objects.for_user(request.user).select_related("contract"), pk=pk)
    new = SatisfactionRound(network=network)
    form = RoundForm(request.POST if request.method == "POST" else None, instance=new)
    if form.is_valid():
        try:
            with transaction.atomic():
                emails = form.cleaned_data["emails"]
                asked = satisfaction.open_round(round=form.save(commit=False), emails=emails, by=request.user)
            words = ngettext("%(n)d person is asked.", "%(n)d people are asked.", asked) % {"n": asked}
            messages.success(request, words)
            return redirect("networks:satisfaction", pk)
        except ValidationError as error:
            form.add_error(None, error)
    found = figures.standings(network)
    context = {
        "network": network,
        "standings": found,
        "chart": figures.chart(found),
        "form": form,
        "enough": figures.ENOUGH,
        "tabs": tabs_of(NETWORK, pk, request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "networks/meetings/satisfaction.html", context, status=status)


@staff_only
@require_GET
def round_detail(request, pk):
    """Show one round: figures by kind of respondent, and words once there are enough answers."""
    return _round_page(request, _round(request, pk))


@staff_only
@require_POST
def round_extend(request, pk):
    """Move the last day of a round."""
    found = _round(request, pk)
    form = ExtendForm(request.POST, round=found)
    if not form.is_valid():
        return _round_page(request, found, form, status=422)
    try:
        satisfaction.extend(round=found, closes_on=form.cleaned_data["closes_on"], by=request.user)
        messages.success(request, _("Saved."))
    except satisfaction.RoundOver as error:
        messages.error(request, error.messages[0])
    return redirect("networks:satisfaction_round", pk)


@public
@by_link(SATISFACTION)
@require_http_methods(["GET", "POST"])
def give(request, key, token):
    """Show the form of one request; a used link says thanks, a round that is over says so."""
    asked = get_object_or_404(SatisfactionRequest.objects.select_related("round__network"), pk=key)
    context = {"network": asked.round.network, "round": asked.round}
    if asked.has_answered:
        return render(request, "networks/meetings/satisfaction_thanks.html", context)
    if asked.round.is_over:
        return render(request, "networks/meetings/satisfaction_over.html", context, status=410)
    form = SatisfactionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        # Pressed twice, or at midnight: the page says which.
        with suppress(satisfaction.AlreadyAnswered, satisfaction.RoundOver):
            satisfaction.give(request=asked, **form.cleaned_data)
        return redirect(request.path)
    status = 422 if form.is_bound else 200
    return render(
        request, "networks/meetings/satisfaction_give.html", {**context, "form": form}, status=status
    )


def _round(request, pk):
    networks = Network.objects.for_user(request.user)
    found = SatisfactionRound.objects.select_related("network")
    return get_object_or_404(found, pk=pk, network__in=networks)


def _round_page(request, found, form=None, status=200):
    standing = next(one for one in figures.standings(found.network) if one.round == found)
    good, better = figures.texts(standing)
    context = {
        "network": found.network,
        "round": found,
        "standing": standing,
        "good": good,
        "better": better,
        "remind_at": satisfaction.remind_at(found),
        "form": form or ExtendForm(initial={"closes_on": found.closes_on}),
        "enough": figures.ENOUGH,
    }
    return render(request, "networks/meetings/satisfaction_round.html", context, status=status)
