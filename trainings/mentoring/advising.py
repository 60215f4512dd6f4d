"""The advisory programme: municipalities apply, staff choose as many as there are places (domain.md §3)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import moment
from silab.notices.actions import notify
from trainings.enums import AdvisoryState
from trainings.models import AdvisoryApplication, Training
from trainings.places import GroupFull

#: What stands: an application that was not refused.
LIVE = (AdvisoryState.APPLIED, AdvisoryState.CHOSEN)


class NoPlaceLeft(GroupFull):
    """As many are chosen as the programme has places."""


def why_shut(training: Training) -> str:
    """Say why nobody can apply for advice now; "" when one can."""
    until = training.advisory_until
    if until is None or timezone.now() < until:
        return ""
    return _("Applications for advice were taken until %(time)s.") % {"time": moment(until)}


def places_left(training: Training) -> int:
    """Return how many places of the advisory programme are left."""
    chosen = AdvisoryApplication.objects.filter(training=training, state=AdvisoryState.CHOSEN)
    return (training.advisory_places or 0) - chosen.count()


@transaction.atomic
def apply_for_advice(*, training: Training, municipalities, by, **words) -> AdvisoryApplication:
    """Apply for one municipality or a group of them; the contact gets a mail.

    Raises ValidationError after the last moment, and for a municipality that has applied already.
    """
    training = Training.objects.select_for_update().order_by().get(pk=training.pk)
    if problem := why_shut(training):
        raise ValidationError(problem)
    same = AdvisoryApplication.municipalities.through.objects.filter(
        advisoryapplication__training=training,
        advisoryapplication__state__in=LIVE,
        municipality__in=municipalities,
    )
    there = same.select_related("municipality").order_by("municipality__sort_key").first()
    if there:
        name = there.municipality.name
        raise ValidationError(_("%(name)s has applied for advice already.") % {"name": name})
    application = AdvisoryApplication(training=training, created_by=by, **words)
    application._history_user = by
    application.save()
    application.municipalities.set(municipalities)
    _tell(application, "applied", timezone.now())
    return application


@transaction.atomic
def choose(*, application: AdvisoryApplication, by) -> AdvisoryApplication:
    """Give a place of the advisory programme; raise NoPlaceLeft, or ValidationError for one that has it."""
    # The training's row is the lock of its places.
    training = Training.objects.select_for_update().order_by().get(pk=application.training_id)
    found = _locked(application, AdvisoryState.CHOSEN)
    if places_left(training) <= 0:
        raise NoPlaceLeft(_("All places of the advisory programme are taken."))
    return _decided(found, AdvisoryState.CHOSEN, "", by)


@transaction.atomic
def refuse(*, application: AdvisoryApplication, reason: str, by) -> AdvisoryApplication:
    """Refuse an application, or give up a place; raise ValidationError without a reason or a second time."""
    if not reason.strip():
        raise ValidationError(_("Write the reason: the municipality reads it."))
    return _decided(_locked(application, AdvisoryState.REFUSED), AdvisoryState.REFUSED, reason.strip(), by)


def _locked(application, wanted):
    rows = AdvisoryApplication.objects.select_for_update(of=("self",)).select_related(
        "training", "decided_by"
    )
    found = rows.order_by().get(pk=application.pk)
    if found.state == wanted:
        words = _("%(who)s has decided already: the application is “%(state)s”.")
        raise ValidationError(words % {"who": found.decided_by, "state": found.get_state_display()})
    return found


def _decided(application, state, reason, by):
    application.state, application.reason = state, reason
    application.decided_at, application.decided_by = timezone.now(), by
    application._history_user = by
    application.save()
    _tell(application, state, application.decided_at)
    return application


def _tell(application, what, at):
    notify(
        event=f"trainings.advisory:{application.pk}:{what}:{at:%Y%m%d%H%M%S%f}",
        to=application.contact_email,
        template=f"trainings/mail/advisory_{what}",
        context={
            "application": application,
            "training": application.training,
            "municipalities": ", ".join(
                application.municipalities.order_by("sort_key").values_list("name", flat=True)
            ),
        },
    )
