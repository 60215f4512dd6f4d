"""Campaigns, what became of one, and the calls after its letter."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from municipalities.facts import contacts_of
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.states import chip
from silab.common.templatetags.formats import day, moment
from silab.jobs.models import Job
from silab.notices.enums import NoticeState
from silab.notices.models import Notice
from trainings.calls.funnel import drawing_of
from trainings.campaigns import calls as calling
from trainings.campaigns.filters import CampaignFilter, RecipientFilter
from trainings.campaigns.forms import CallForm
from trainings.campaigns.funnel import campaign_figures, counts_of
from trainings.campaigns.merging import filled
from trainings.campaigns.sending import event_of
from trainings.campaigns.steps import campaign_for, recipient_for
from trainings.enums import CallOutcome
from trainings.models import Campaign

CAMPAIGNS = (
    Column("title", gettext_lazy("Campaign"), "title", sort="title", link=True),
    Column("training", gettext_lazy("Training"), "training__name", sort="training__sort_key"),
    Column("sent", gettext_lazy("Sent"), "sent_at", text=day, sort="sent_at"),
    Column("all", gettext_lazy("Municipalities"), "of_all", sort="of_all", numeric=True),
    Column("left", gettext_lazy("To call"), "left", sort="left", numeric=True),
    Column("coming", gettext_lazy("Coming"), "coming", sort="coming", numeric=True),
    Column("by", gettext_lazy("Call by"), "calls_due_on", text=day, sort="calls_due_on"),
)


@staff_only
@require_safe
def campaigns(request):
    """List the campaigns, the latest first."""
    left = Q(recipients__outcome__in=calling.WAITING, sent_at__isnull=False)
    rows = Campaign.objects.for_user(request.user).annotate(
        of_all=Count("recipients"),
        left=Count("recipients", filter=left),
        coming=Count("recipients", filter=Q(recipients__outcome=CallOutcome.COMING)),
    )
    return list_response(
        request,
        queryset=rows.order_by("-pk"),
        columns=CAMPAIGNS,
        template="trainings/campaigns/list.html",
        filterset=CampaignFilter,
        row_url=("trainings:campaign", "pk"),
        export_name="kampaaniad",
        context={"empty": _("No campaign yet. Begin with its letter; nothing goes before you have seen it.")},
    )


@staff_only
@require_safe
def campaign(request, pk):
    """Show a campaign: how far it is, its funnel, what became of the letters."""
    found = campaign_for(request.user, pk)
    counts = counts_of(found)
    figures = campaign_figures(found, counts) if found.sent_at else []
    jobs = Job.objects.filter(kind="trainings.campaign", key=str(found.pk))
    rows = list(found.recipients.filter(letter__isnull=False).select_related("municipality"))
    states = _letter_states(rows)
    failed = [row for row in rows if states.get(row.pk) in (NoticeState.FAILED, NoticeState.BOUNCED)]
    context = {
        "campaign": found,
        "counts": counts,
        "figures": figures,
        "chart": drawing_of(figures),
        "job": jobs.order_by("-pk").first(),
        "failed": failed,
        "waiting": counts["all"] - counts["kirjad"] - found.recipients.filter(letter=None, email="").count(),
        "history": entries(found),
    }
    return render(request, "trainings/campaigns/campaign.html", context)


@staff_only
@require_safe
def calls(request, pk):
    """List the recipients: whom to call first, then how the calls ended."""
    found = campaign_for(request.user, pk)
    if found.sent_at is None:
        return redirect("trainings:campaign", pk)
    everybody = list(found.recipients.select_related("letter").order_by("pk"))
    busy = calling.callers_of(everybody)
    context = {
        "campaign": found,
        "next": calling.next_to_call(found, request.user),
        "counts": counts_of(found),
        "empty": _("Nobody has been chosen."),
    }
    return list_response(
        request,
        queryset=calling.in_order(found.recipients.all()),
        columns=_columns(everybody, busy, request.user),
        template="trainings/campaigns/calls.html",
        filterset=RecipientFilter,
        row_url=("trainings:campaign_call", "pk"),
        export_name=f"kampaania-{found.pk}",
        context=context,
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def call(request, pk):
    """Show whom to call with all that helps, and keep how the call ended."""
    row = recipient_for(request.user, pk)
    form = CallForm(
        request.POST if request.method == "POST" else None,
        initial={"with_whom": row.name, "seen": calling.mark_of(row)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            calling.record_call(recipient=row, by=request.user, **form.cleaned_data)
        except calling.CalledMeanwhile as meanwhile:
            return _call_page(request, meanwhile.recipient, _again(request, meanwhile.recipient), status=409)
        calling.close_call(row, request.user)
        return _recorded(request, row)
    return _call_page(request, row, form, status=422 if request.method == "POST" else 200)


@staff_only
@require_POST
def take_back(request, pk):
    """Take the latest call back."""
    row = recipient_for(request.user, pk)
    try:
        calling.take_back(recipient=row, seen=request.POST.get("seen", ""), by=request.user)
    except calling.CalledMeanwhile:
        messages.warning(request, _("Somebody else has recorded a call since. Look again."))
    else:
        messages.success(request, _("The call is taken back, and its contact is gone from the log."))
    return redirect("trainings:campaign_call", pk)


def _recorded(request, row):
    messages.success(request, _("%(municipality)s: saved.") % {"municipality": row.municipality.name})
    following = (
        calling.next_to_call(row.campaign, request.user, after=row) if "next" in request.POST else None
    )
    if following:
        return redirect("trainings:campaign_call", following.pk)
    return redirect("trainings:campaign_calls", row.campaign_id)


def _again(request, row):
    """Return the form with what was typed, which now has seen the other call."""
    data = request.POST.copy()
    data["seen"] = calling.mark_of(row)
    return CallForm(data)


def _call_page(request, row, form, status=200):
    other = calling.open_call(row, request.user)
    context = {
        "campaign": row.campaign,
        "recipient": row,
        "form": form,
        "other": other,
        "meanwhile": status == 409,
        "mark": calling.mark_of(row),
        "subject": filled(row.campaign.subject, row),
        "letter": filled(row.campaign.body, row),
        "officials": row.municipality.officials.filter(state="approved").select_related("user"),
        "contacts": contacts_of(row.municipality)[:5],
    }
    return render(request, "trainings/campaigns/call.html", context, status=status)


def _letter_states(rows) -> dict[int, str]:
    """Return the state of each recipient's mail; those of before the portal have none."""
    events = {event_of(row): row.pk for row in rows}
    found = Notice.objects.filter(event__in=events).order_by().values_list("event", "state")
    return {events[event]: state for event, state in found}


def _columns(rows, busy, user):
    states, words = _letter_states(rows), dict(NoticeState.choices)
    sent = {row.pk: day(row.letter.on) for row in rows if row.letter}
    other = {pk: caller.name for pk, caller in busy.items() if caller.user != user.pk}

    def letter(pk):
        is_well = states.get(pk, NoticeState.SENT) == NoticeState.SENT
        return sent.get(pk, "–") if is_well else chip(states[pk], words[states[pk]])

    return (
        Column(
            "municipality", _("Municipality"), "municipality__name", sort="municipality__sort_key", link=True
        ),
        Column("county", _("County"), "municipality__county__name", sort="municipality__county__sort_key"),
        Column("name", _("Name"), "name", sort="name"),
        Column("email", _("E-mail address"), "email"),
        Column("letter", _("Letter"), "pk", text=letter),
        Column("outcome", _("Outcome"), "outcome", text=choice(CallOutcome), sort="outcome", state=True),
        Column("called", _("Called"), "called_at", text=moment, sort="called_at"),
        Column("by", _("By"), "called_by__name", sort="called_by__name"),
        Column("now", _("Calling now"), "pk", text=lambda pk: other.get(pk, "–")),
    )
