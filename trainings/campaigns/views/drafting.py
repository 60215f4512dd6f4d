"""Staff make a campaign page by page: the letter, the municipalities, their addresses, the check; then it goes."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from municipalities.models import Municipality
from silab.accounts.access import staff_only
from silab.jobs.actions import enqueue
from trainings.campaigns import actions
from trainings.campaigns.addresses import suggestions_for
from trainings.campaigns.forms import AddressesForm, LetterForm, MunicipalityChoice
from trainings.campaigns.merging import FIELDS
from trainings.campaigns.sending import digest_of, letter_of, stops_of, waiting_of
from trainings.campaigns.steps import campaign_for, steps_of
from trainings.models import Campaign, Training

FILTERS = ("county", "kind", "contacted")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Begin a campaign with its letter."""
    asked = Training.objects.for_user(request.user).filter(slug=request.GET.get("koolitus", ""))
    return _letter(request, Campaign(training=asked.order_by("pk").first()))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, pk):
    """Change the letter; once it has gone its words stand."""
    campaign = campaign_for(request.user, pk)
    return _closed(request, campaign) if campaign.sent_at else _letter(request, campaign)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def recipients(request, pk):
    """Choose municipalities; narrowing what is shown keeps what was ticked."""
    campaign = campaign_for(request.user, pk)
    if request.method == "POST":
        return _chosen(request, campaign)
    choice = MunicipalityChoice(request.GET, campaign=campaign)
    found = list(choice.found())
    rows = {row.municipality_id: row for row in campaign.recipients.order_by("pk")}
    known = suggestions_for([one for one in found if one.pk not in rows])
    counties: dict = {}
    for one in found:
        row = rows.get(one.pk)
        one.row, one.known = row, row.email if row else one.pk in known
        counties.setdefault(one.county.name, []).append(one)
    context = {
        "campaign": campaign,
        "choice": choice,
        "counties": list(counties.items()),
        "shown": ",".join(str(one.pk) for one in found),
        "chosen": len(rows),
        "steps": steps_of(campaign, "recipients"),
    }
    return render(request, "trainings/campaigns/recipients.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request, pk):
    """Correct names and addresses; those that are missing stand first."""
    campaign = campaign_for(request.user, pk)
    form = AddressesForm(request.POST if request.method == "POST" else None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        actions.save_addresses(campaign=campaign, typed=form.typed(), by=request.user)
        return redirect("trainings:campaign_check", pk)
    rows = sorted(form.table(), key=lambda row: (row[2] is None, bool(row[0].email)))
    context = {
        "campaign": campaign,
        "form": form,
        "rows": rows,
        "missing": sum(not row.email for row in form.rows),
        "steps": steps_of(campaign, "addresses"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trainings/campaigns/addresses.html", context, status=status)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Show each letter as it will go; a POST sends all of them."""
    campaign = campaign_for(request.user, pk)
    waiting = waiting_of(campaign)
    stops, digest = stops_of(campaign, waiting), digest_of(campaign, waiting)
    if request.method == "POST" and not stops and request.POST.get("digest") == digest:
        payload = {"campaign": campaign.pk, "digest": digest, "by": request.user.pk}
        enqueue("trainings.campaign", key=str(campaign.pk), payload=payload, by=request.user)
        return redirect("trainings:campaign", pk)
    if request.method == "POST" and not waiting and campaign.sent_at:
        messages.info(request, _("The letters have gone already."))
        return redirect("trainings:campaign", pk)
    place = _place(request, waiting)
    context = {
        "campaign": campaign,
        "waiting": waiting,
        "stops": stops,
        "digest": digest,
        "changed": request.method == "POST" and not stops,
        "place": place + 1,
        "recipient": waiting[place] if waiting else None,
        "letter": letter_of(waiting[place], request.user) if waiting else None,
        "before": waiting[place - 1] if place else None,
        "after": waiting[place + 1] if place + 1 < len(waiting) else None,
        "missing": campaign.recipients.filter(letter=None, email="").select_related("municipality"),
        "steps": steps_of(campaign, "check"),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "trainings/campaigns/check.html", context, status=status)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Ask, then delete a draft."""
    campaign = campaign_for(request.user, pk)
    if campaign.sent_at:
        return _closed(request, campaign)
    if request.method == "POST":
        actions.delete_campaign(campaign=campaign, by=request.user)
        messages.success(request, _("The draft is deleted."))
        return redirect("trainings:campaigns")
    return render(request, "trainings/campaigns/delete.html", {"campaign": campaign})


def _letter(request, campaign):
    form = LetterForm(request.POST if request.method == "POST" else None, instance=campaign)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_letter(campaign=form.instance, by=request.user)
        except actions.Sent:
            return _closed(request, campaign)
        return redirect("trainings:campaign_recipients", saved.pk)
    context = {
        "campaign": campaign if campaign.pk else None,
        "form": form,
        "fields": FIELDS.values(),
        "steps": steps_of(campaign if campaign.pk else None, "letter"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trainings/campaigns/letter.html", context, status=status)


def _chosen(request, campaign):
    valid = Municipality.objects.valid_on(timezone.localdate()).order_by("sort_key", "pk")
    among = list(valid.filter(pk__in=_numbers(request.POST.get("shown", "").split(","))))
    ticked = _numbers(request.POST.getlist("municipalities"))
    chosen = [one for one in among if one.pk in ticked]
    came, went = actions.choose(campaign=campaign, chosen=chosen, among=among, by=request.user)
    if came or went:
        words = ngettext("%(n)d municipality more", "%(n)d municipalities more", came) % {"n": came}
        fewer = ngettext("%(n)d fewer", "%(n)d fewer", went) % {"n": went}
        messages.success(request, _("Saved: %(came)s, %(went)s.") % {"came": words, "went": fewer})
    if "filter" in request.POST:
        asked = {name: request.POST[name] for name in FILTERS if request.POST.get(name)}
        return redirect(f"{reverse('trainings:campaign_recipients', args=[campaign.pk])}?{urlencode(asked)}")
    return redirect("trainings:campaign_addresses", campaign.pk)


def _place(request, waiting):
    asked = request.GET.get("saaja", "")
    return next((place for place, row in enumerate(waiting) if str(row.pk) == asked), 0)


def _numbers(texts):
    return {int(text) for text in texts if text.isdigit() and len(text) < 10}


def _closed(request, campaign):
    messages.info(request, _("The letter has gone: its words stand."))
    return redirect("trainings:campaign", campaign.pk)
