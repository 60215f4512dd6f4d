"""Whatever changes marks, sessions, homework or the rule keeps the participants' days (trainings/presence.py)."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from trainings import presence
from trainings.models import Attendance, Homework, Participant, Session, Submission, Training


@receiver([post_save, post_delete], sender=Attendance)
def mark_changed(instance, **kwargs):
    """A mark was set, changed or cleared; `mark_attendance` keeps the days itself, of what it has read."""
    if not instance.days_are_kept:
        presence.keep(instance.participant, instance.session.training)


@receiver(post_save, sender=Participant)
def participant_changed(instance, created, **kwargs):
    """A participant left or came to another group."""
    if not created:
        presence.keep(instance, instance.training)


@receiver([post_save, post_delete], sender=Session)
def session_changed(instance, **kwargs):
    """A session was added, moved or taken out."""
    presence.keep_all(instance.training)


@receiver([post_save, post_delete], sender=Homework)
def homework_changed(instance, **kwargs):
    """A task was added or taken out."""
    if instance.session.training.completion_homework:
        presence.keep_all(instance.session.training)


@receiver([post_save, post_delete], sender=Submission)
def submission_changed(instance, **kwargs):
    """A homework was handed in or taken back."""
    homework_changed(instance=instance.homework)


@receiver(post_save, sender=Training)
def rule_changed(instance, created, **kwargs):
    """The rule of completion may have changed."""
    if not created:
        presence.keep_all(instance)
