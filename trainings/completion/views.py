"""The end of a training: how everybody stands, certificates, refunds; the public check of a certificate."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from silab.accounts.access import public, staff_only
from silab.common.exports import export_response
from silab.common.uploads import private_file
from silab.jobs.actions import enqueue
from silab.jobs.models import Job
from trainings.completion import certificates, refunds
from trainings.completion.forms import NumberForm, RefundForm, RevokeForm
from trainings.completion.standing import standings
from trainings.completion.table import COLUMNS, rows
from trainings.enums import RefundState
from trainings.models import Certificate, RefundClaim, Training
from trainings.personal import by_link
from trainings.rooms import rooms_of


@staff_only
@require_GET
def overview(request, slug):
    """How everybody stands, and what is left to do."""
    training = _training(request, slug)
    found = standings(training)
    if request.GET.get("export") in ("csv", "xlsx"):
        return export_response(
            rows(found), COLUMNS, kind=request.GET["export"], name=f"labimine-{training.slug}"
        )
    claims = RefundClaim.objects.filter(participant__training=training).select_related("participant__person")
    context = {
        "training": training,
        "standings": found,
        "completed": sum(one.has_completed for one in found),
        "fell_out": [one for one in found if one.fell_out],
        "waiting": certificates.waiting(training).count(),
        "unproposed": sum(
            one.fell_out and one.claim is None and bool(one.attended or not one.participant.left_on)
            for one in found
        )
        if training.refund_limit
        else 0,
        "claims": list(claims.order_by("state", "pk")),
        "job": Job.objects.filter(kind="trainings.certificates", key=str(training.pk))
        .order_by("-pk")
        .first(),
        "can_be_held": training.can_be_held(list(training.sessions.order_by("number"))),
        "rooms": rooms_of(training, request.path),
    }
    return render(request, "trainings/completion/overview.html", context)


@staff_only
@require_POST
def issue(request, slug):
    """Ask for certificates of everybody who completed and has none."""
    training = _training(request, slug)
    if certificates.waiting(training).exists():
        certificates.ask_for_certificates(training=training, by=request.user)
    else:
        messages.info(request, _("Everybody who completed the training has a certificate."))
    return redirect("trainings:completion", training.slug)


@staff_only
@require_POST
def propose_refunds(request, slug):
    """Propose refunds for those who fell out."""
    training = _training(request, slug)
    made = refunds.propose(training=training, by=request.user)
    messages.success(
        request,
        ngettext("%(n)d refund is proposed.", "%(n)d refunds are proposed.", made) % {"n": made}
        if made
        else _("There is nothing to propose."),
    )
    return redirect("trainings:completion", training.slug)


@staff_only
@require_http_methods(["GET", "POST"])
def refund(request, pk):
    """Decide on one refund."""
    claim = get_object_or_404(
        RefundClaim.objects.select_related("participant__training", "participant__person", "decided_by"),
        pk=pk,
    )
    training = claim.participant.training
    known = {
        "amount": claim.amount,
        "employer": claim.employer,
        "reason": claim.reason,
        "state": claim.state if claim.state != RefundState.PROPOSED else None,
    }
    form, status = RefundForm(request.POST or None, initial=known), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                refunds.decide(claim=claim, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("The decision is kept."))
                return redirect("trainings:completion", training.slug)
    context = {"claim": claim, "training": training, "form": form, "rooms": rooms_of(training, request.path)}
    return render(request, "trainings/completion/refund.html", context, status=status)


@staff_only
@require_POST
def refund_letter(request, pk):
    """Ask for the letter to the employer, as PDF."""
    claim = get_object_or_404(RefundClaim, pk=pk, state=RefundState.CLAIMED)
    job = enqueue("trainings.refund_letter", key=str(claim.pk), payload={"claim": claim.pk}, by=request.user)
    return redirect("jobs:state", job.pk)


@staff_only
@require_safe
def certificate_pdf(request, pk):
    """A certificate's PDF, for staff; one that was issued without is printed when it is first opened."""
    certificate = get_object_or_404(Certificate, pk=pk)
    if not certificate.pdf:
        job = certificates.ask_for_pdf(certificate=certificate, by=request.user)
        return redirect("jobs:state", job.pk)
    return private_file(certificate.pdf, f"tunnistus-{certificate.number}.pdf")


@public
@by_link
@never_cache
@require_safe
def my_certificate(request, participant, token):
    """A certificate's PDF, for its owner by link."""
    certificate = get_object_or_404(
        Certificate.objects.exclude(pdf=""), participant=participant, revoked_at=None
    )
    return private_file(certificate.pdf, f"tunnistus-{certificate.number}.pdf")


@staff_only
@require_http_methods(["GET", "POST"])
def revoke(request, pk):
    """Take a certificate back; asks why first."""
    certificate = get_object_or_404(Certificate.objects.select_related("participant__training"), pk=pk)
    training = certificate.participant.training
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        certificates.revoke(certificate=certificate, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The certificate is revoked; its public page says so."))
        return redirect("trainings:completion", training.slug)
    context = {
        "certificate": certificate,
        "training": training,
        "form": form,
        "rooms": rooms_of(training, request.path),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "trainings/completion/revoke.html", context, status=status)


@public
@require_safe
def check(request):
    """Find a certificate by its number."""
    form = NumberForm(request.GET or None)
    if form.is_valid():
        return redirect("trainings:certificate", form.cleaned_data["number"])
    return render(request, "trainings/completion/check.html", {"form": form})


@public
@require_safe
def certificate(request, number):
    """Say to anybody whether a certificate is ours and valid."""
    found = (
        Certificate.objects.filter(number=number.upper())
        .select_related("participant__training", "participant__group")
        .first()
    )
    context = {"certificate": found, "number": number}
    return render(request, "trainings/completion/certificate.html", context, status=200 if found else 404)


def _training(request, slug):
    return get_object_or_404(Training.objects.for_user(request.user), slug=slug)
