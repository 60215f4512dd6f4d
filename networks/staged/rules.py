"""Who sees a municipality's process, as sentences. Only Silab's staff keep processes and their stages.

Officials read their own municipality's path on its page: steps, evidence, who advises and for how many hours.
The adviser's notes and the evaluation's text are staff's working papers and are not shown to them."""

from networks.models import EngagementProcess, PilotInterest


def processes_for(user):
    """Return the processes that the user may open: all for staff, else none."""
    return EngagementProcess.objects.all() if user.is_staff else EngagementProcess.objects.none()


def interests_for(user):
    """Return the pilot interests that the user may open: all for staff, else none."""
    return PilotInterest.objects.all() if user.is_staff else PilotInterest.objects.none()
