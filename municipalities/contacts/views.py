"""The log of contacts: the list, one contact, what is to be followed up. Staff only (domain.md §2)."""

from copy import copy
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from municipalities import facts
from municipalities.contacts import actions
from municipalities.contacts.filters import FOLLOW_UPS, ContactFilter, due
from municipalities.contacts.forms import ContactForm
from municipalities.contacts.purposes import purposes, why_kept
from municipalities.enums import ContactChannel
from municipalities.models import Contact, Municipality
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response, plain
from silab.common.templatetags.formats import day

LONGEST = 140
#: How many of each kind the page of follow-ups shows; the list has all.
SHOWN = 50


def _short(text):
    return plain(text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…")


COLUMNS = (
    Column("on", gettext_lazy("Date"), "on", text=day, sort="on", link=True),
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        "municipality__name",
        sort="municipality__sort_key",
        link=True,
    ),
    Column("channel", gettext_lazy("Channel"), "channel", text=choice(ContactChannel), sort="channel"),
    Column("with", gettext_lazy("With whom"), "with_whom"),
    Column("summary", gettext_lazy("Summary"), "summary", text=_short),
    Column("follow_up", gettext_lazy("Come back"), "follow_up_on", text=day, sort="follow_up_on"),
    Column("who", gettext_lazy("Noted by"), "created_by__name"),
)


@staff_only
@require_safe
def contacts(request):
    """List every contact, the latest first."""
    return list_response(
        request,
        queryset=Contact.objects.for_user(request.user).order_by("-on", "-pk"),
        columns=[*COLUMNS, *(purpose.column for purpose in purposes())],
        template="municipalities/contacts/list.html",
        filterset=ContactFilter,
        row_url=("municipalities:contact", "pk"),
        export_name="kontaktid",
        context={
            "tabs": _tabs(request),
            "empty": _("No contact yet. Note the first one: a call, a letter, a meeting or a visit."),
        },
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Note a contact: a page of its own, or a form that HTMX puts on the municipality's page."""
    asked = request.GET.get("omavalitsus", "")
    initial = {"municipality": asked if asked.isdigit() else None, "channel": ContactChannel.CALL}
    form = ContactForm(_typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _noted(request, form)
    part = bool(request.htmx) and not request.htmx.boosted
    template = "municipalities/contacts/quick.html" if part else "municipalities/contacts/add.html"
    context = {
        "form": form,
        "next": _next(request),
        "municipality": Municipality.objects.filter(pk=initial["municipality"] or 0).first(),
    }
    answer = render(request, template, context, status=_status(request))
    # What was refused stands where the form stood; what was saved takes the place of the whole section.
    return reswap(retarget(answer, "#contact-entry"), "innerHTML") if part else answer


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, pk):
    """Show one contact to be corrected."""
    found = _contact(request, pk)
    # The form works on a copy: the page around it shows what is saved.
    form = ContactForm(_typed(request), instance=copy(found))
    if request.method == "POST" and form.is_valid():
        actions.change_contact(contact=form.instance, by=request.user, made_for=_made_for(form))
        messages.success(request, _("The contact is saved."))
        return redirect("municipalities:contact", pk)
    context = {"form": form, "contact": found, "history": entries(found)}
    return render(request, "municipalities/contacts/contact.html", context, status=_status(request))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Ask, then delete a contact."""
    found = _contact(request, pk)
    kept = why_kept(found)
    if request.method == "POST" and not kept:
        actions.delete_contact(contact=found, by=request.user)
        messages.success(request, _("The contact is deleted."))
        return redirect(f"{reverse('municipalities:detail', args=[found.municipality_id])}#suhtlus")
    context = {"contact": found, "kept": kept}
    status = 409 if request.method == "POST" else 200
    return render(request, "municipalities/contacts/delete.html", context, status=status)


@staff_only
@require_safe
def follow_ups(request):
    """Show to whom staff are to come back: overdue, this week, later."""
    waiting = Contact.objects.for_user(request.user).to_follow_up()
    is_mine = request.GET.get("minu") == "1"
    if is_mine:
        waiting = waiting.filter(created_by=request.user)
    words = dict(FOLLOW_UPS)
    keys = ("overdue", "week", "later")
    totals = waiting.order_by().aggregate(**{key: Count("pk", filter=due(key)) for key in keys})
    rows = waiting.select_related("municipality", "created_by").order_by("follow_up_on", "pk")
    channels = dict(ContactChannel.choices)
    parts = [
        {
            "key": key,
            "title": words[key],
            "total": totals[key],
            "rows": [_with_words(row, channels) for row in rows.filter(due(key))[:SHOWN]],
        }
        for key in keys
        if totals[key]
    ]
    context = {
        "parts": parts,
        "is_mine": is_mine,
        "today": timezone.localdate(),
        "tabs": _tabs(request),
    }
    return render(request, "municipalities/contacts/follow_ups.html", context)


@staff_only
@require_POST
def done(request, pk):
    """Mark a follow-up as done or, with `undo`, as open again; with `more`, lead to the next contact's form."""
    found = _contact(request, pk)
    if "undo" in request.POST:
        actions.reopen_follow_up(contact=found, by=request.user)
    elif not actions.finish_follow_up(contact=found, by=request.user):
        messages.info(request, _("This had been marked as done already."))
    if "more" in request.POST:
        return redirect(
            f"{reverse('municipalities:contact_add')}?{urlencode({'omavalitsus': found.municipality_id})}"
        )
    if request.htmx:
        shown = _with_words(found, dict(ContactChannel.choices))
        context = {"contact": shown, "today": timezone.localdate()}
        return render(request, "municipalities/contacts/follow_up.html", context)
    return redirect("municipalities:follow_ups")


def _noted(request, form):
    found, is_new = actions.note_contact(by=request.user, made_for=_made_for(form), **form.values)
    words = _("The contact is noted.") if is_new else _("This contact had been noted already.")
    if request.htmx and not request.htmx.boosted:
        context = {
            "municipality": found.municipality,
            "contacts": facts.contacts_of(found.municipality),
            "said": words,
        }
        return render(request, "municipalities/parts/contacts.html", context)
    messages.success(request, words)
    return redirect(_next(request) or f"{found.municipality.get_absolute_url()}#suhtlus")


def _made_for(form):
    return None if form.why_kept else form.made_for


def _with_words(row, channels):
    row.channel_words = channels[row.channel]
    return row


def _tabs(request):
    names = (("contacts", _("All contacts")), ("follow_ups", _("Follow-ups")))
    pairs = [(reverse(f"municipalities:{name}"), words) for name, words in names]
    return [(url, words, url == request.path) for url, words in pairs]


def _next(request):
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else ""


def _contact(request, pk):
    found = Contact.objects.for_user(request.user).select_related(
        "municipality", "created_by", "followed_up_by"
    )
    return get_object_or_404(found, pk=pk)


def _typed(request):
    return request.POST if request.method == "POST" else None


def _status(request):
    return 422 if request.method == "POST" else 200
