"""The tasks of Celery behind jobs: one to run a job, one to send the lost ones again."""

from celery import shared_task
from celery.signals import worker_ready

from silab.jobs import actions, files
from silab.jobs.heartbeat import LEASE
from silab.jobs.running import run


@shared_task
def run_job(job_id: int):
    """Run one job; a second copy of the task finds it claimed or ended and does nothing."""
    run(job_id)


@shared_task
def requeue_lost():
    """Send again what a dead worker or an emptied broker left unfinished."""
    actions.requeue_lost()


@shared_task
def sweep_files():
    """Delete files that jobs made a week ago."""
    files.sweep()


@worker_ready.connect
def requeue_at_start(**_signal):
    """Look for lost jobs when a worker starts, and once more when a killed one's leases have run out."""
    requeue_lost.delay()
    requeue_lost.apply_async(countdown=LEASE.total_seconds() + 1)
