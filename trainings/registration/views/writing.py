"""Registering: the way in, the pages of the form, and sending it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from silab.accounts.access import public, signed_in
from trainings.enums import ApplicationState
from trainings.models import Application, Training
from trainings.registration import actions, rules
from trainings.registration.drafts import EditConflict, Incomplete, Shut, begin, save
from trainings.registration.pages import Form, check_of, page_of
from trainings.registration.parts import CHECK
from trainings.registration.window import why_shut

#: Buttons that change the page and stay on it.
STAY = ("add", "remove", "undo", "take_paste")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def register(request, slug):
    """Lead into the form: strangers by way of an account, whoever is signed in to their own draft.

    A POST begins another team beside the one that was sent.
    """
    training = get_object_or_404(Training.objects.filter(is_public=True), slug=slug)
    if not request.user.is_authenticated:
        return _welcome(request, training, why_shut(training, timezone.now()))
    try:
        application = begin(training=training, by=request.user, another=request.method == "POST")
    except Shut as shut:
        return _welcome(request, training, shut.messages[0])
    if application.state == ApplicationState.DRAFT:
        return redirect(Form(application).resume_url())
    return redirect("trainings:application", application.key)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def step(request, key, step):
    """Show a page of the form or save it: by itself as one types, or before the next page."""
    application = _own(request, key)
    form = Form(application)
    if step == CHECK:
        return render(request, "trainings/registration/check.html", check_of(form))
    if step not in form.kinds:
        raise Http404
    if request.method == "POST":
        return _save(request, form, form.kinds[step])
    part = form.kinds[step](application)
    return render(request, part.template, page_of(form, part, request.GET))


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def submit(request, key):
    """Send the application in; the bell is held against when the request came."""
    at = timezone.now()
    application = _own(request, key)
    form = Form(application)
    if request.method == "GET":
        return redirect(form.url(CHECK))
    accepts = request.POST.get("terms", "") if "accepted" in request.POST else ""
    try:
        actions.submit(application=application, by=request.user, at=at, accepts=accepts)
    except Shut as shut:
        context = check_of(form, refused=shut.messages[0])
        return render(request, "trainings/registration/check.html", context, status=409)
    except Incomplete as incomplete:
        here = [finding for finding in incomplete.found if finding.step == CHECK]
        context = check_of(form, found=here)
        return render(request, "trainings/registration/check.html", context, status=422)
    return redirect("trainings:application_done", application.key)


def _save(request, form, kind):
    """Save a page as typed. To HTMX its state is answered; else the next page, or this one with what is missing."""
    autosaves = bool(request.htmx) and request.htmx.target == "saved"
    data = _typed(request.POST) if autosaves else request.POST
    stays = any(name in data for name in STAY)
    context, status = {}, 200
    try:
        part = save(application=form.application, kind=kind, data=data, by=request.user, at=timezone.now())
    except EditConflict as conflict:
        part, status = conflict.part, 409
        context = {"theirs": kind(form.application), "conflict": conflict}
    except Incomplete as incomplete:
        part, status = incomplete.part, 422
        part.findings = incomplete.found
    except Shut as shut:
        part, status = kind(form.application, data), 409
        context = {"not_saved": shut.messages[0]}
    form.application = part.application
    if status == 200 and not stays and not autosaves:
        if "later" not in request.POST:
            found = rules.findings(rules.facts_of(part.application, part.members))
            part.findings = [finding for finding in found if finding.step == part.key]
        if not part.refused and not part.findings:
            return redirect(form.url(CHECK) if request.POST.get("back") else form.following(part.key))
        status = 422
    page = page_of(form, part, request.POST, **context)
    if autosaves:
        return render(request, "trainings/registration/saved.html", page, status=status)
    return render(request, part.template, page, status=status if not request.htmx else 200)


def _typed(posted):
    """Return what was typed, without the button that was pressed last: HTMX sends it along."""
    data = posted.copy()
    for name in (*STAY, "paste", "over", "later"):
        data.pop(name, None)
    return data


def _own(request, key):
    found = Application.objects.for_user(request.user).select_related("training", "municipality", "saved_by")
    application = get_object_or_404(found, key=key)
    if not rules.can_write(request.user, application):
        raise PermissionDenied
    if not application.is_editable:
        raise Http404
    return application


def _welcome(request, training, shut):
    query = urlencode({"next": request.path})
    context = {
        "training": training,
        "shut": shut,
        "signup_url": f"{reverse('account_signup')}?{query}",
        "login_url": f"{reverse('account_login')}?{query}",
        "terms": training.terms.order_by("-version").first(),
    }
    return render(request, "trainings/registration/welcome.html", context)
