"""The thread that keeps a running job's lease and writes its progress, on a connection of its own."""

import threading
import time
from datetime import timedelta

import structlog
from django.db import DatabaseError, connections
from django.utils import timezone

from silab.jobs.enums import JobState
from silab.jobs.models import Job

LEASE = timedelta(seconds=20)
RENEW_EVERY = 5.0
TELL_EVERY = 1.0
log = structlog.get_logger(__name__)


class LostLease(Exception):
    """The job belongs to another worker by now; nothing more may be written for it."""


class Heartbeat(threading.Thread):
    """Renews the lease while the `with` block runs. Each write is one short statement of its own, so that
    SQLite's single writer is never held up."""

    def __init__(self, job: Job):
        super().__init__(name=f"heartbeat-{job.pk}", daemon=True)
        self._job, self._token = job.pk, job.token
        self._ended, self._lost = threading.Event(), threading.Event()
        self._told: tuple[int, str] | None = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_exception):
        self._ended.set()
        self.join()

    def tell(self, percent: int, step: str) -> None:
        """Remember progress for the next write; raise LostLease when the job is another worker's."""
        if self._lost.is_set():
            raise LostLease
        self._told = (max(0, min(100, int(percent))), step[:200])

    def run(self):
        """Renew every few seconds, write progress at most once a second, until the block ends."""
        renew_at = time.monotonic() + RENEW_EVERY
        try:
            while not self._ended.wait(TELL_EVERY):
                told, self._told = self._told, None
                due = time.monotonic() >= renew_at
                if told or due:
                    self._write(told)
                if due:
                    renew_at = time.monotonic() + RENEW_EVERY
        finally:
            connections.close_all()

    def _write(self, told):
        changes = {"leased_until": timezone.now() + LEASE}
        if told:
            changes["percent"], changes["step"] = told
        try:
            held = Job.objects.filter(pk=self._job, token=self._token, state=JobState.RUNNING)
            if not held.update(**changes):
                self._lost.set()
        except DatabaseError as error:
            # A missed renewal is made up by the next one; the lease outlasts three of them.
            log.warning("lease_not_renewed", job=self._job, error=str(error))
            connections.close_all()
