"""Periodic jobs of trainings (CELERY_BEAT_SCHEDULE)."""

from celery import shared_task

from trainings.participant_data.actions import erase_due


@shared_task
def erase_participant_data():
    """Erase the participant data whose date has come."""
    erase_due()
