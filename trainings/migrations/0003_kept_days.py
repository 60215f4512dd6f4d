"""The rule of completion as a share of the sessions, and the days that trainings/presence.py keeps."""

from collections import defaultdict

from django.db import migrations, models
from django.utils import timezone


def to_share(apps, schema_editor):
    """Say "4 of 5 sessions" as 80 %."""
    Training = apps.get_model("trainings", "Training")
    for training in Training.objects.order_by("pk"):
        sessions = training.sessions.count()
        needed = min(training.completion_sessions, sessions)
        # The largest whole percentage that asks for no more sessions than before.
        share = 100 * needed // sessions if sessions else 100
        Training.objects.filter(pk=training.pk).update(completion_share=max(share, 1))


def keep_days(apps, schema_editor):
    """Write the day of the first presence and of completion on each participant."""
    Training = apps.get_model("trainings", "Training")
    Participant = apps.get_model("trainings", "Participant")
    Attendance = apps.get_model("trainings", "Attendance")
    for training in Training.objects.order_by("pk"):
        needed = -(-training.completion_share * training.sessions.count() // 100)
        there = defaultdict(list)
        marks = Attendance.objects.filter(session__training=training, presence__in=("present", "part"))
        for participant, starts in marks.order_by("session__starts_at").values_list(
            "participant_id", "session__starts_at"
        ):
            there[participant].append(timezone.localtime(starts).date())
        for participant, days in there.items():
            completed = days[needed - 1] if 0 < needed <= len(days) else None
            Participant.objects.filter(pk=participant).update(first_there_on=days[0], completed_on=completed)


def keep_beginnings(apps, schema_editor):
    """Write the day of the first session on each training."""
    Training = apps.get_model("trainings", "Training")
    for training in Training.objects.annotate(first=models.Min("sessions__starts_at")).exclude(first=None):
        Training.objects.filter(pk=training.pk).update(begins_on=timezone.localtime(training.first).date())


class Migration(migrations.Migration):
    dependencies = [("trainings", "0002_programmes")]

    operations = [
        migrations.RunPython(to_share, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(keep_days, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(keep_beginnings, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("training", "completion_sessions"),
        migrations.RemoveField("historicaltraining", "completion_sessions"),
    ]
