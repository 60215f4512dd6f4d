"""Running a job: claimed by one worker, held by a lease, ended once (domain.md §11).

What a handler did becomes visible only in the transaction that ends the job, and that transaction first
checks the worker's token: a worker that was taken for dead and has been replaced can write nothing."""

import uuid
from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.jobs import registry
from silab.jobs.actions import CLAIM_WITHIN, send
from silab.jobs.enums import JobState
from silab.jobs.heartbeat import LEASE, Heartbeat, LostLease
from silab.jobs.models import Job

MAX_ATTEMPTS = 3
RETRY_AFTER = timedelta(seconds=2)
log = structlog.get_logger(__name__)


class Run:
    """What a handler sees of its job: a place to tell how far it is."""

    def __init__(self, job: Job, heartbeat: Heartbeat | None):
        self.job = job
        self._heartbeat = heartbeat

    def progress(self, percent: int, step: str = "") -> None:
        """Tell how far the work is (0–100) and what is being done; raise LostLease when it is another's now.

        Cheap: the heartbeat writes it, at most once a second.
        """
        if self._heartbeat is not None:
            self._heartbeat.tell(percent, str(step))


def run(job_id: int) -> None:
    """Claim the job and do it; do nothing when another worker holds it or it has ended."""
    job = claim(job_id)
    if job is None:
        return
    # Inside a caller's transaction (tests) nobody else sees the claim, so nobody else can take it over.
    heartbeat = None if connection.in_atomic_block else Heartbeat(job)
    with structlog.contextvars.bound_contextvars(job=job.pk, kind=job.kind, attempt=job.attempts):
        try:
            _do(job, heartbeat)
        except LostLease:
            log.warning("job_lost", note="another worker has taken the job over; its outcome counts")
        except registry.JobError as error:
            log.warning("job_refused", error=str(error))
            _fail(job, str(error))
        except Exception:
            log.exception("job_failed")
            _retry_or_fail(job)


def claim(job_id: int) -> Job | None:
    """Take the job for this worker in one conditional UPDATE; None when it is not to be had."""
    now = timezone.now()
    token = uuid.uuid4()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, leased_until__lt=now)
    # Workers that die of the job itself must not take it up for ever.
    Job.objects.filter(free, pk=job_id, attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED, error=_gave_up(job_id), ended=now, token=None, leased_until=None
    )
    claimed = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING,
        token=token,
        leased_until=now + LEASE,
        attempts=F("attempts") + 1,
        started=Coalesce(F("started"), now),
        percent=0,
        step="",
    )
    return Job.objects.select_related("asked_by").get(pk=job_id) if claimed else None


def _do(job, heartbeat):
    if heartbeat is None:
        complete = registry.get(job.kind)(Run(job, None), **job.payload)
    else:
        with heartbeat:
            complete = registry.get(job.kind)(Run(job, heartbeat), **job.payload)
    with transaction.atomic():
        held = (
            Job.objects.select_for_update().filter(pk=job.pk, token=job.token, state=JobState.RUNNING).first()
        )
        if held is None:
            raise LostLease
        held.result = (complete() if complete else None) or {}
        held.state, held.percent, held.step = JobState.DONE, 100, ""
        held.ended, held.leased_until, held.error = timezone.now(), None, ""
        held.save()


def _retry_or_fail(job):
    if job.attempts >= MAX_ATTEMPTS:
        _fail(job, _gave_up(job.pk))
        return
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING)
        if mine.update(state=JobState.QUEUED, token=None, leased_until=timezone.now() + CLAIM_WITHIN):
            send(job, after=RETRY_AFTER)


def _fail(job, error):
    Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING).update(
        state=JobState.FAILED, error=error, ended=timezone.now(), token=None, leased_until=None
    )


def _gave_up(job_id):
    return _(
        "The work failed three times in a row. What you entered is safe. Try again; if it fails again, "
        "tell the administrator the number of the job: %(number)s."
    ) % {"number": job_id}
