"""Who opens the addresses of trainings/completion (tests/access_table.py)."""

from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.access import ANYBODY, MARI, Page, page
from tests.trainings.factories import ParticipantFactory, TrainingFactory
from trainings.enums import RefundState
from trainings.links import PARTICIPANT
from trainings.models import Certificate, RefundClaim


def a_training(_cast):
    return {"slug": TrainingFactory().slug}


def a_certificate(_cast):
    number = f"ACDE-FHJK-{Certificate.objects.count():04}"
    row = Certificate(participant=ParticipantFactory(), number=number, name="Kadri", issued_at=timezone.now())
    row.pdf.save("proov.pdf", ContentFile(b"%PDF-1.7"))
    return row


def its_owner(cast):
    return {"token": PARTICIPANT.sign(a_certificate(cast).participant_id)}


def a_claim(_cast):
    return {
        "pk": RefundClaim.objects.create(
            participant=ParticipantFactory(training__refund_limit=Decimal(768)),
            cause="lahkus",
            amount=Decimal(768),
            state=RefundState.CLAIMED,
            reason="kokkulepe",
        ).pk
    }


ACCESS: dict[str, Page] = {
    "trainings:check_certificate": page(*ANYBODY),
    "trainings:certificate": page(*ANYBODY, at=lambda cast: {"number": a_certificate(cast).number}),
    "trainings:my_certificate": page(*ANYBODY, at=its_owner),
    "trainings:certificate_pdf": page(MARI, at=lambda cast: {"pk": a_certificate(cast).pk}),
    "trainings:revoke_certificate": page(MARI, at=lambda cast: {"pk": a_certificate(cast).pk}),
    "trainings:refund": page(MARI, at=a_claim),
    "trainings:refund_letter": page(MARI, at=a_claim, method="post"),
    "trainings:completion": page(MARI, at=a_training),
    "trainings:issue_certificates": page(MARI, at=a_training, method="post"),
    "trainings:propose_refunds": page(MARI, at=a_training, method="post"),
}
