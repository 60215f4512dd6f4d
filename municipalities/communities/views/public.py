"""A community describes itself: the public form, the invited one, and the representative's own page."""

from allauth.core.ratelimit import consume
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from municipalities.communities import defining
from municipalities.communities.defining import NameTaken, NotSentBack
from municipalities.communities.forms.defining import (
    DescriptionForm,
    InvitedForm,
    OtherNameForm,
    ProposalForm,
)
from municipalities.communities.links import CONFIRM, INVITED, REPRESENTATIVE, community_of, own_path
from municipalities.enums import CommunityState
from municipalities.models import CommunityInvitation, CommunityProposal
from silab.accounts.access import public
from silab.common.links import LinkExpired, LinkRefused

PROPOSAL = (
    "municipality",
    "representative_name",
    "representative_email",
    "representative_phone",
)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def define(request):
    """Let anybody describe a community; it goes to the municipality once the address is confirmed."""
    form = ProposalForm(request.POST or None)
    if request.method != "POST":
        return render(request, "municipalities/communities/define.html", {"form": form})
    if form.is_filled_by_a_program:
        return redirect("municipalities:proposal_sent")
    if not form.is_valid():
        return render(request, "municipalities/communities/define.html", {"form": form}, status=422)
    address = form.cleaned_data["representative_email"].lower()
    if not consume(request, action="propose_community", key=address):
        form.add_error(None, _("Much has been sent from here in a short time. Please try again in an hour."))
        return render(request, "municipalities/communities/define.html", {"form": form}, status=429)
    words = {field: form.cleaned_data[field] for field in PROPOSAL}
    try:
        defining.propose(proposal=CommunityProposal(**form.description, **words))
    except NameTaken as taken:
        form.add_error("name", taken)
        return render(request, "municipalities/communities/define.html", {"form": form}, status=422)
    request.session["proposed_to"] = address
    return redirect("municipalities:proposal_sent")


@public
@never_cache
@require_safe
def proposal_sent(request):
    """Say what happens next: a link in the mail."""
    address = request.session.get("proposed_to", "")
    return _own(request, "municipalities/communities/proposal_sent.html", {"address": address})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_confirm(request, token):
    """Show what was written, and on POST send it to the municipality."""
    key = _key(CONFIRM, token)
    found = CommunityProposal.objects.select_related("municipality", "community").filter(pk=key).first()
    if found is None:
        # Nobody opened the link in time, and what was written is forgotten.
        return _expired(request)
    if found.community is not None:
        return redirect(own_path(found.community))
    asks_name = "name" in request.POST
    form = OtherNameForm(request.POST if asks_name else None, municipality=found.municipality)
    context = {"proposal": found, "form": None}
    if request.method == "POST" and (not asks_name or form.is_valid()):
        try:
            community = defining.confirm(proposal=found, name=form.cleaned_data["name"] if asks_name else "")
        except NameTaken as taken:
            form = OtherNameForm({"name": found.name}, municipality=found.municipality)
            form.is_valid()
            context["taken"] = taken
        else:
            return redirect(own_path(community))
    if request.method == "POST":
        context["form"] = form
    status = 422 if request.method == "POST" else 200
    return _own(request, "municipalities/communities/proposal_confirm.html", context, status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited_community(request, token):
    """Let an invited person describe a community; the letter has confirmed the address."""
    key = _key(INVITED, token)
    found = CommunityInvitation.objects.select_related("municipality", "community").filter(pk=key).first()
    if found is None:
        return _expired(request)
    if found.community is not None:
        return redirect(own_path(found.community))
    form = InvitedForm(
        request.POST or None, municipality=found.municipality, initial={"representative_name": found.name}
    )
    if request.method == "POST" and form.is_valid():
        words = form.description
        try:
            community = defining.define_invited(
                invitation=found,
                name=form.cleaned_data["representative_name"],
                phone=form.cleaned_data["representative_phone"],
                community_name=words.pop("name"),
                **words,
            )
        except NameTaken as taken:
            form.add_error("name", taken)
        else:
            return redirect(own_path(community))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "invitation": found}
    return _own(request, "municipalities/communities/invited.html", context, status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_community(request, token):
    """Show the representative where the community stands; what was sent back is corrected and sent again here."""
    community = community_of(_key(REPRESENTATIVE, token) or "0")
    if community is None:
        return _expired(request)
    may_correct = community.state == CommunityState.SENT_BACK
    form = DescriptionForm(request.POST or None, instance=community, municipality=community.municipality)
    if request.method == "POST" and not may_correct:
        return redirect("municipalities:own_community", token)
    if request.method == "POST" and form.is_valid():
        try:
            defining.correct(community=community, **form.description)
        except NameTaken as taken:
            form.add_error("name", taken)
        except NotSentBack:
            return redirect("municipalities:own_community", token)
        else:
            return redirect("municipalities:own_community", token)
    context = {"community": community, "form": form if may_correct else None}
    status = 422 if request.method == "POST" else 200
    return _own(request, "municipalities/communities/own_community.html", context, status)


def _key(purpose, token):
    """Return what a link was signed for, None when its days are over; links not ours are not there."""
    try:
        return purpose.read(token)[0]
    except LinkExpired:
        return None
    except LinkRefused:
        raise Http404 from None


def _expired(request):
    return _own(request, "municipalities/communities/link_expired.html", {}, 410)


def _own(request, template, context, status=200):
    answer = render(request, template, context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
