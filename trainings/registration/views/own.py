"""The applications that one has made, or one's municipality: the list, the record, stepping back, reminding."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import signed_in
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import moment
from trainings.enums import ApplicationState
from trainings.mentoring.advising import why_shut
from trainings.models import Application
from trainings.registration import actions, rules
from trainings.registration.actions import ASKED_STATES
from trainings.registration.pages import Form
from trainings.registration.parts import CHECK
from trainings.registration.telling import told
from trainings.registration.window import is_open, may_write
from trainings.selection.replacement import why_not
from trainings.selection.rules import can_replace_members

COLUMNS = (
    Column("training", gettext_lazy("Training"), "training__name", sort="training__sort_key", link=True),
    Column("name", gettext_lazy("Team"), "name"),
    Column("municipality", gettext_lazy("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("state", gettext_lazy("State"), "state", text=choice(ApplicationState), sort="state", state=True),
    Column("saved", gettext_lazy("Saved"), "saved_at", text=moment, sort="saved_at"),
    Column("submitted", gettext_lazy("Submitted"), "submitted_at", text=moment, sort="submitted_at"),
)


@signed_in
@require_GET
def applications(request):
    """List one's own drafts and applications, and those of the municipality for which one acts."""
    found = Application.objects.for_user(request.user)
    if request.user.is_staff:
        found = found.filter(submitter=request.user)
    return list_response(
        request,
        queryset=found.order_by("-created_at", "-pk"),
        columns=COLUMNS,
        template="trainings/registration/applications.html",
        row_url=("trainings:application", "key"),
        export_name="avaldused",
        context={"empty": _("You have not registered for anything yet. An open call leads to the form.")},
    )


@signed_in
@never_cache
@require_GET
def application(request, key):
    """Show an application: its state and what can be done now, who has confirmed, what was written."""
    found = _sent(request, key)
    if found.state == ApplicationState.DRAFT:
        return redirect(Form(found).resume_url())
    now = timezone.now()
    form = Form(found)
    writes = rules.can_write(request.user, found)
    members = list(found.members.filter(left_at=None).select_related("municipality").order_by("pk"))
    asks = found.state in ASKED_STATES
    context = {
        "application": found,
        "training": found.training,
        "members": members,
        "left": found.members.exclude(left_at=None).order_by("pk"),
        "confirmed": sum(member.confirmed_at is not None for member in members),
        "changes": found.changes.select_related("changed_by").order_by("-pk"),
        "parts": [kind(found) for kind in form.kinds.values()],
        "edit_url": form.url(CHECK) if writes and found.is_editable and may_write(found, now) else "",
        "may_withdraw": rules.can_withdraw(request.user, found) and found.state != ApplicationState.WITHDRAWN,
        "may_remind": asks
        and rules.can_remind(request.user, found)
        and any(member.confirmed_at is None for member in members),
        "may_replace": can_replace_members(request.user, found) and not why_not(found),
        "asks_for_advice": found.state == ApplicationState.ACCEPTED
        and found.training.advisory_places
        and not why_shut(found.training),
        "may_begin_another": writes and found.training.is_programme and is_open(found.training, now),
    }
    return render(request, "trainings/registration/application.html", context)


@signed_in
@require_GET
def done(request, key):
    """Say what happens next, and who got a mail."""
    found = _sent(request, key)
    if found.state == ApplicationState.DRAFT:
        return redirect(Form(found).url(CHECK))
    context = {"application": found, "training": found.training, "told": told(found)}
    return render(request, "trainings/registration/done.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request, key):
    """Ask, then take the application back; a draft is thrown away."""
    found = _sent(request, key)
    if not rules.can_withdraw(request.user, found):
        raise PermissionDenied
    if request.method == "GET":
        return render(request, "trainings/registration/withdraw.html", {"application": found})
    was_draft = found.state == ApplicationState.DRAFT
    try:
        actions.withdraw(application=found, by=request.user, reason=request.POST.get("reason", "").strip())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        gone = _("The draft was thrown away.")
        back = _("The application was withdrawn. The team was told by mail.")
        messages.success(request, gone if was_draft else back)
    return redirect("trainings:applications")


@signed_in
@require_POST
def remind(request, key):
    """Remind those who have not confirmed, each once a day."""
    found = _sent(request, key)
    if not rules.can_remind(request.user, found):
        raise PermissionDenied
    try:
        count = actions.remind(application=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("trainings:application", found.key)
    if count:
        sent = ngettext(
            "A reminder was sent to %(n)d member.", "A reminder was sent to %(n)d members.", count
        )
        messages.success(request, sent % {"n": count})
    else:
        messages.info(request, _("They were reminded today already. The next reminder can go tomorrow."))
    return redirect("trainings:application", found.key)


def _sent(request, key):
    found = Application.objects.for_user(request.user).select_related(
        "training", "municipality", "group", "preferred_group", "submitter"
    )
    return get_object_or_404(found, key=key)
