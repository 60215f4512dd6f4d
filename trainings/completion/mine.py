"""A participant's own page: the certificate."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trainings.links import PARTICIPANT
from trainings.models import Certificate
from trainings.my_page import Section


def section(participant) -> Section | None:
    """Return the section of whoever has a certificate that was not revoked."""
    certificate = Certificate.objects.filter(participant=participant, revoked_at=None).exclude(pdf="").first()
    if certificate is None:
        return None
    url = reverse("trainings:my_certificate", args=[PARTICIPANT.sign(participant.pk)])
    return Section(
        title=_("Certificate"),
        template="trainings/completion/mine.html",
        context={"certificate": certificate, "url": url},
    )
