"""A badge that lapses soon waits for its review (domain.md §8)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.badge.awards import awards_of
from municipalities.waiting import Source, Task, register

#: How long before it lapses the review begins, and for how long a lapsed badge is still asked about.
BEFORE, AFTER = timedelta(days=120), timedelta(days=365)


def badge_to_review(municipality, _user):
    """Return the review of the latest badge when it lapses soon or has just lapsed."""
    latest = max(awards_of(municipality), key=lambda award: award.valid_until, default=None)
    today = timezone.localdate()
    if latest is None or not today - AFTER <= latest.valid_until <= today + BEFORE:
        return []
    lapsed = latest.valid_until < today
    title = _("Renew the badge: it has lapsed") if lapsed else _("Review the badge before it lapses")
    detail = _("Agree with Silab when the review takes place.")
    url = f"{reverse('municipalities:own', args=[municipality.pk])}#badge"
    return [Task(title, url, due=latest.valid_until, detail=detail)]


register(Source("badge", badge_to_review, order=50))
