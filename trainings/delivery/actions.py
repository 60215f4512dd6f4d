"""What is done around a training day: materials, homework, hand-ins, personal links (domain.md §3)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.uploads import kind_of, safe_name, take
from silab.notices.actions import notify
from silab.notices.models import Notice
from trainings.delivery.forms import seen_of
from trainings.delivery.homework import owner_of
from trainings.delivery.rules import may_hand_in
from trainings.links import participant_url
from trainings.models import Homework, Material, Participant, ParticipantLink, Session, Submission

#: A lost link is sent again at most this often.
BETWEEN_LINKS = timedelta(hours=1)


class ChangedMeanwhile(Exception):
    """Someone else of the team handed in after the page was opened; `submission` is theirs."""

    def __init__(self, submission: Submission):
        super().__init__()
        self.submission = submission


@transaction.atomic
def add_material(*, session: Session, title: str, url: str = "", file=None, by) -> Material:
    """Add a link or a file to a day; raise ValidationError for a file that may not be attached."""
    material = Material(session=session, title=title, url=url, created_by=by)
    if file:
        take(material, file)
    material.save()
    return material


@transaction.atomic
def remove_material(*, material: Material, by) -> None:
    """Take a material away; the history keeps that there was one."""
    material._history_user = by
    material.delete()


@transaction.atomic
def save_homework(*, homework: Homework, by) -> Homework:
    """Add a task or change it; raise ValidationError when teams become persons after somebody handed in."""
    if homework.pk:
        before = Homework.objects.select_for_update(of=("self",)).order_by().get(pk=homework.pk)
        if before.by_team != homework.by_team and before.submissions.exists():
            raise ValidationError(
                _("Somebody has handed in already: whose answer it is cannot change any more.")
            )
        homework._history_user = by
    else:
        homework.created_by = by
    homework.save()
    return homework


@transaction.atomic
def remove_homework(*, homework: Homework, by) -> None:
    """Take a task away; raise ValidationError once something was handed in."""
    if homework.submissions.exists():
        raise ValidationError(_("Somebody has handed in already: the task cannot be removed."))
    homework._history_user = by
    homework.delete()


@transaction.atomic
def hand_in(
    *, homework: Homework, participant: Participant, text: str, file=None, drop_file=False, seen: str, by=None
) -> Submission:
    """Hand in a participant's or their team's answer, anew as often as they like; late is marked late.

    `seen` is what the sender started from. Raises ChangedMeanwhile when a team-mate was faster,
    ValidationError for a task that is not theirs and for a file that may not be attached.
    """
    if not may_hand_in(participant, homework):
        raise ValidationError(_("This homework is not yours to hand in."))
    # A team of four presses the button at once: one after the other.
    Homework.objects.select_for_update(of=("self",)).order_by().get(pk=homework.pk)
    owner = owner_of(homework, participant)
    submission = Submission.objects.filter(homework=homework, **owner).order_by().first()
    if seen_of(submission) != seen:
        if submission and _is_same(submission, participant, text, file):
            return submission
        raise ChangedMeanwhile(submission or Submission(homework=homework, **owner))
    submission = submission or Submission(homework=homework, created_by=by, **owner)
    submission.text = text.strip()
    submission.handed_in_at, submission.handed_in_by = timezone.now(), participant.person.name[:150]
    if file:
        take(submission, file)
    elif drop_file:
        submission.file, submission.file_name = "", ""
    submission.save()
    return submission


@transaction.atomic
def comment(*, submission: Submission, text: str, by) -> Submission:
    """Keep a trainer's comment on a hand-in; the team sees it on their page."""
    submission = Submission.objects.select_for_update(of=("self",)).order_by().get(pk=submission.pk)
    submission.comment = text.strip()
    submission._history_user = by
    submission.save()
    return submission


@transaction.atomic
def renew_link(*, participant: Participant, by) -> ParticipantLink:
    """Let all links of a participant that were sent before no longer open."""
    values = {"renewed_at": timezone.now(), "renewed_by": by}
    return ParticipantLink.objects.update_or_create(participant=participant, defaults=values)[0]


@transaction.atomic
def send_link(*, participant: Participant, by=None) -> bool:
    """Send a participant's own link to their own address; return whether it was sent.

    Staff (`by`) send it when they like, whoever asks at an old link once an hour.
    Raises ValidationError for a participant without an address.
    """
    if not participant.person.email:
        raise ValidationError(_("%(name)s has no e-mail address.") % {"name": participant.person.name})
    Participant.objects.select_for_update(of=("self",)).order_by().get(pk=participant.pk)
    now = timezone.now()
    event = f"trainings.link:{participant.pk}:"
    sent_lately = Notice.objects.filter(event__startswith=event, made__gt=now - BETWEEN_LINKS)
    if by is None and sent_lately.exists():
        return False
    notify(
        event=f"{event}{now:%Y%m%d%H%M%S}",
        to=participant.person,
        template="trainings/mail/own_link",
        context={"training": participant.training, "url": participant_url(participant)},
        confidential=True,
    )
    return True


def _is_same(submission, participant, text, file):
    """Whether it is what was just sent: a button pressed twice."""
    mine = submission.handed_in_by == participant.person.name[:150] and submission.text == text.strip()
    return mine and (not file or submission.file_name == safe_name(file.name, kind_of(file)))
