"""What a participant's own page shows of delivery: the days, what came with them, homework."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.markdown import to_html
from trainings.delivery.homework import state_of, team_of
from trainings.delivery.rules import may_hand_in, may_have, may_see
from trainings.delivery.schedule import place_of, sessions_of
from trainings.models import Homework, Material, Submission
from trainings.my_page import Section


def homework(participant) -> Section | None:
    """Return the tasks of the participant's days that have begun; it waits while one is not handed in."""
    found = Homework.objects.filter(session__training=participant.training_id).select_related("session")
    tasks = [one for one in found.order_by("due_at", "pk") if may_see(participant, one)]
    if not tasks:
        return None
    handed_in = _handed_in(participant, tasks)
    rows = []
    for task in tasks:
        submission = handed_in.get(task.pk)
        rows.append((task, state_of(task, submission), submission, may_hand_in(participant, task)))
    waits = any(submission is None and may for _task, _state, submission, may in rows)
    return Section(_("Homework"), "trainings/delivery/mine_homework.html", {"rows": rows}, waits=waits)


def schedule(participant) -> Section | None:
    """Return the participant's days; the next one stands out."""
    if participant.left_on:
        return None
    now = timezone.now()
    sessions = list(sessions_of(participant))
    coming = next((one for one in sessions if one.ends_at > now), None)
    rows = [(one, place_of(one), one == coming) for one in sessions]
    return Section(_("Schedule"), "trainings/delivery/mine_schedule.html", {"rows": rows})


def materials(participant) -> Section | None:
    """Return what came with the days that are over."""
    found = Material.objects.filter(session__training=participant.training_id).select_related("session")
    own = [one for one in found.order_by("session__starts_at", "pk") if may_have(participant, one)]
    if not own:
        return None
    return Section(_("Materials"), "trainings/delivery/mine_materials.html", {"materials": own})


def submission_of(participant, task: Homework) -> Submission | None:
    """Return what the participant or their team has handed in."""
    return _handed_in(participant, [task]).get(task.pk)


def task_html(task: Homework):
    """Return a task's words as safe HTML."""
    return to_html(task.text)


def _handed_in(participant, tasks):
    team = team_of(participant)
    found = {}
    for one in Submission.objects.filter(homework__in=tasks, participant=participant):
        found[one.homework_id] = one
    if team:
        by_team = {task.pk for task in tasks if task.by_team}
        for one in Submission.objects.filter(homework__in=by_team, application=team):
            found[one.homework_id] = one
    return found
