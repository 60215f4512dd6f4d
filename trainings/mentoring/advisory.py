"""Pages of the advisory programme: municipalities apply, staff choose (domain.md §3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from silab.accounts.access import signed_in, staff_only
from silab.common.history import entries
from silab.common.joining import Joined
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day
from trainings.enums import AdvisoryState
from trainings.mentoring import advising, rules
from trainings.mentoring.filters import AdvisoryFilter
from trainings.mentoring.forms import AdvisoryForm, AdvisoryRefusalForm
from trainings.models import AdvisoryApplication, Training
from trainings.rooms import rooms_of

COLUMNS = (
    Column("municipalities", gettext_lazy("Municipalities"), "names", sort="names", link=True),
    Column(
        "service",
        gettext_lazy("Service"),
        "service",
        text=lambda text: f"{text[:120]}…" if text[120:] else text,
    ),
    Column("partner", gettext_lazy("Partner NGO"), "partner"),
    Column("contact", gettext_lazy("Contact"), "contact_name"),
    Column("email", gettext_lazy("E-mail address"), "contact_email"),
    Column("at", gettext_lazy("Sent"), "created_at", text=day, sort="created_at"),
    Column("state", gettext_lazy("State"), "state", text=choice(AdvisoryState), sort="state", state=True),
)


@staff_only
@require_safe
def advisory(request, slug):
    """List who applied for advice."""
    training = _training(slug)
    named = AdvisoryApplication.municipalities.through.objects.filter(advisoryapplication=OuterRef("pk"))
    names = (
        named.order_by().values("advisoryapplication").annotate(n=Joined("municipality__name")).values("n")
    )
    return list_response(
        request,
        queryset=training.advisory_applications.annotate(names=Subquery(names)).order_by("pk"),
        columns=COLUMNS,
        template="trainings/mentoring/advisory.html",
        filterset=AdvisoryFilter,
        row_url=("trainings:advisory_decide", "pk"),
        export_name=f"noustamisprogramm-{training.slug}",
        context={
            "training": training,
            "left": advising.places_left(training),
            "rooms": rooms_of(training, reverse("trainings:mentoring", args=[training.slug])),
        },
    )


@staff_only
@require_http_methods(["GET", "POST"])
def decide(request, pk):
    """Show an application for advice; choose or refuse it."""
    rows = AdvisoryApplication.objects.select_related("training", "decided_by", "created_by")
    found = get_object_or_404(rows, pk=pk)
    form = AdvisoryRefusalForm(request.POST if "reason" in request.POST else None)
    status = 200
    if request.method == "POST":
        try:
            if "choose" in request.POST:
                advising.choose(application=found, by=request.user)
                messages.success(request, _("Chosen; the contact person is told by mail."))
                return redirect("trainings:advisory", found.training.slug)
            if form.is_valid():
                reason = form.cleaned_data["reason"]
                advising.refuse(application=found, reason=reason, by=request.user)
                messages.success(request, _("Refused; the contact person is told by mail."))
                return redirect("trainings:advisory", found.training.slug)
            status = 422
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("trainings:advisory_decide", pk)
    context = {
        "application": found,
        "training": found.training,
        "municipalities": found.municipalities.order_by("sort_key"),
        "left": advising.places_left(found.training),
        "form": form,
        "history": entries(found),
    }
    return render(request, "trainings/mentoring/advisory_decide.html", context, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def apply(request, slug):
    """Apply for advice, for municipalities of the programme's accepted teams."""
    training = _training(slug)
    own = list(rules.own_municipalities(request.user, training))
    if not own:
        raise Http404(slug)
    closed = advising.why_shut(training)
    known = {"contact_name": request.user.name, "contact_email": request.user.email}
    initial = (
        {} if request.user.is_staff else {"municipalities": [own[0].pk] if len(own) == 1 else [], **known}
    )
    municipalities = rules.programme_municipalities(training)
    form = AdvisoryForm(request.POST or None, municipalities=municipalities, own=own, initial=initial)
    status = 200
    if request.method == "POST":
        status = 409 if closed else 422
        if not closed and form.is_valid():
            try:
                advising.apply_for_advice(training=training, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Your application for advice has reached us. Thank you!"))
                return redirect("trainings:advisory_apply", slug)
    sent = training.advisory_applications.filter(municipalities__in=own).distinct().order_by("-pk")
    context = {
        "training": training,
        "form": form,
        "closed": closed,
        "sent": sent.prefetch_related("municipalities"),
    }
    return render(request, "trainings/mentoring/advisory_apply.html", context, status=status)


def _training(slug):
    return get_object_or_404(Training, slug=slug, advisory_places__gt=0)
