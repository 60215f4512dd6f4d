"""Asking for background jobs, and sending again those that got lost."""

from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from silab.jobs.enums import UNFINISHED, JobState
from silab.jobs.models import Job

#: By then some worker should have claimed a job that was sent; after it the job is sent again.
CLAIM_WITHIN = timedelta(seconds=30)


def enqueue(kind: str, *, key: str, payload: dict, by) -> Job:
    """Return the unfinished job of this kind and key, made and sent to the workers if there was none.

    Two clicks, or two processes at once, get the same job: the database holds one unfinished row of a
    kind and key. The job is sent when the caller's transaction is committed.
    """
    while True:
        job = Job.objects.filter(kind=kind, key=key, state__in=UNFINISHED).first()
        if job is not None:
            return job
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    kind=kind,
                    key=key,
                    payload=payload,
                    asked_by=by,
                    leased_until=timezone.now() + CLAIM_WITHIN,
                )
        except IntegrityError:
            # Another process was first; its job may even have ended since.
            continue
        send(job)
        return job


def send(job: Job, *, after: timedelta | None = None) -> None:
    """Send the job to the workers once the current transaction is committed.

    A broker that does not answer fails nothing: the row stays, and `requeue_lost` sends it again.
    """
    from silab.jobs.tasks import run_job

    seconds = after.total_seconds() if after else None
    transaction.on_commit(partial(run_job.apply_async, (job.pk,), countdown=seconds), robust=True)


def requeue_lost() -> int:
    """Send again each job that nobody claimed in time or whose worker died; return how many."""
    now = timezone.now()
    lost = Job.objects.filter(state__in=UNFINISHED, leased_until__lt=now)
    sent = 0
    for job in lost.order_by("pk"):
        if job.state == JobState.QUEUED:
            # Moves the time on, so that a long queue is not filled with copies of what waits in it.
            waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED, leased_until=job.leased_until)
            if not waiting.update(leased_until=now + 2 * CLAIM_WITHIN):
                continue
        send(job)
        sent += 1
    return sent
