"""When an application can be written and sent: the call's window, kept by the server's clock to the second.

Moments are compared as moments, so a night on which the clocks change is no longer or shorter than it is."""

from datetime import datetime

from django.utils.translation import gettext as _

from silab.common.templatetags.formats import moment
from trainings.enums import ApplicationState, TrainingState
from trainings.models import Application, Training


def is_open(training: Training, at: datetime) -> bool:
    """Return whether the call takes applications at the moment."""
    if not training.is_public or training.opens_at is None or training.closes_at is None:
        return False
    return training.state != TrainingState.CANCELLED and training.opens_at <= at < training.closes_at


def why_shut(training: Training, at: datetime) -> str:
    """Say why the call takes no applications at the moment; "" when it does."""
    if is_open(training, at):
        return ""
    if training.state == TrainingState.CANCELLED:
        return _("“%(training)s” will not take place.") % {"training": training}
    if training.opens_at and at < training.opens_at:
        return _("Applications are taken from %(time)s.") % {"time": moment(training.opens_at)}
    if training.closes_at and at >= training.closes_at:
        return _("Applications were taken until %(time)s.") % {"time": moment(training.closes_at)}
    return _("This call does not take applications.")


def may_send(application: Application, at: datetime) -> bool:
    """Return whether it can be sent: a draft while the window is open, what was asked more about at any time."""
    if application.state == ApplicationState.MORE_ASKED:
        return True
    return application.is_editable and is_open(application.training, at)


def may_write(application: Application, at: datetime) -> bool:
    """Return whether it can be changed. A draft always can: nothing that is typed may be lost."""
    return application.state == ApplicationState.DRAFT or may_send(application, at)
