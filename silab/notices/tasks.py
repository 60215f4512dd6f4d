"""Sending in the background."""

from celery import shared_task

from silab.notices import sending
from silab.notices.models import Notice

BATCH = 500


@shared_task(name="silab.notices.tasks.deliver")
def deliver(notice_pk):
    """Send one notice, unless another worker has."""
    sending.deliver(notice_pk=notice_pk)


@shared_task(name="silab.notices.tasks.send_due")
def send_due():
    """Send what waits (each minute, by beat): what failed before, and what the queue lost."""
    sending.give_up_in_doubt()
    for notice_pk in Notice.objects.due().order_by("pk").values_list("pk", flat=True)[:BATCH]:
        deliver.delay(notice_pk)
