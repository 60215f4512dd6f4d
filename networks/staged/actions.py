"""What is done with a municipality's process: begun, stages confirmed and withdrawn, advice, its end (domain.md §4)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.models import Advice, EngagementProcess, ModelStage, PilotInterest, StageCompletion
from networks.staged.path import proposal_for


class AlreadyReached(Exception):
    """Somebody else has confirmed this stage first; `completion` is theirs."""

    def __init__(self, completion: StageCompletion):
        super().__init__(_("Somebody else has confirmed this stage already."))
        self.completion = completion


class RecordsMoved(Exception):
    """The records say another day than the one that was read before confirming."""


@transaction.atomic
def start_process(*, process: EngagementProcess, by) -> EngagementProcess:
    """Begin a municipality's process; those of its people who had shown interest in it are joined to it.

    Raises ValidationError when the municipality does not exist on that day or already has an open process.
    """
    municipality = process.municipality
    type(municipality).objects.select_for_update().get(pk=municipality.pk)
    if not municipality.is_valid_on(process.started_on):
        raise ValidationError({"started_on": _("The municipality does not exist on this day.")})
    if municipality.processes.filter(ended_on=None).exists():
        raise ValidationError(_("This municipality already has an open process."))
    process.created_by = by
    _save(process, by)
    for interest in municipality.pilot_interests.filter(process=None):
        interest.process = process
        _save(interest, by)
    return process


@transaction.atomic
def change_process(*, process: EngagementProcess, by) -> EngagementProcess:
    """Save what staff changed of a process: adviser, start, notes, pilot, evaluation."""
    return _save(process, by)


@transaction.atomic
def end_process(*, process: EngagementProcess, ended_on: date, by) -> EngagementProcess:
    """End a process; raise ValidationError for a day before its start."""
    found = _locked(process)
    if ended_on < found.started_on:
        raise ValidationError(_("A process cannot end before it begins."))
    found.ended_on = ended_on
    return _save(found, by)


@transaction.atomic
def reopen_process(*, process: EngagementProcess, by) -> EngagementProcess:
    """Take the end of a process back; raise ValidationError when another one has been begun since."""
    found = _locked(process)
    if EngagementProcess.objects.filter(municipality=found.municipality_id, ended_on=None).exists():
        raise ValidationError(_("This municipality already has an open process."))
    found.ended_on = None
    return _save(found, by)


@transaction.atomic
def confirm_stage(
    *,
    process: EngagementProcess,
    stage: ModelStage,
    evidence: str,
    by,
    seen: date | None = None,
    reached_on: date | None = None,
) -> StageCompletion:
    """Confirm that a stage is reached, on the day on which its records made it true.

    `seen` is that day as the confirmer read it. `reached_on` counts only where no record fulfils the rule and the
    adviser's word stands alone. Raises AlreadyReached, RecordsMoved, and ValidationError for missing evidence,
    a missing day or an ended process.
    """
    found = _locked(process)
    done = StageCompletion.objects.filter(process=found, stage=stage).first()
    if done:
        raise AlreadyReached(done)
    if found.ended_on is not None:
        raise ValidationError(_("This process has ended: open it again first."))
    if not evidence.strip():
        raise ValidationError({"evidence": _("A stage is reached by evidence: write what it is.")})
    proposal = proposal_for(found, stage.evidence_rule, timezone.localdate())
    if (proposal.day if proposal else None) != seen:
        raise RecordsMoved
    on = proposal.day if proposal else reached_on
    if on is None:
        raise ValidationError({"reached_on": _("Write the day on which it became true.")})
    return StageCompletion.objects.create(
        process=found,
        stage=stage,
        reached_on=on,
        evidence=evidence.strip(),
        record_codes=proposal.codes if proposal else "",
        confirmed_at=timezone.now(),
        confirmed_by=by,
        created_by=by,
    )


@transaction.atomic
def withdraw_stage(*, completion: StageCompletion, reason: str, by) -> None:
    """Take a confirmation back; its history keeps what stood in it, who withdrew it and why.

    Raises ValidationError without a reason. A confirmation that is gone already stays gone.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is withdrawn.")})
    _locked(completion.process)
    found = StageCompletion.objects.filter(pk=completion.pk).first()
    if found is None:
        return
    found._change_reason = reason.strip()  # type: ignore[attr-defined]  # read by simple-history
    found._history_user = by
    found.delete()


@transaction.atomic
def note_advice(*, advice: Advice, by) -> Advice:
    """Save a conversation; raise ValidationError for a day outside the process."""
    process = advice.process
    if advice.on < process.started_on:
        raise ValidationError({"on": _("The process had not begun yet on this day.")})
    if process.ended_on and advice.on > process.ended_on:
        raise ValidationError({"on": _("The process had ended by this day.")})
    if advice._state.adding:
        advice.created_by = by
    return _save(advice, by)


@transaction.atomic
def remove_advice(*, advice: Advice, by) -> None:
    """Delete a conversation; its history stays."""
    advice._history_user = by
    advice.delete()


@transaction.atomic
def note_interest(*, interest: PilotInterest, by) -> PilotInterest:
    """Save that somebody told of their interest in a pilot."""
    if interest._state.adding:
        interest.created_by = by
    return _save(interest, by)


@transaction.atomic
def remove_interest(*, interest: PilotInterest, by) -> None:
    """Delete an interest; its history stays."""
    interest._history_user = by
    interest.delete()


def _locked(process):
    return EngagementProcess.objects.select_for_update(of=("self",)).order_by().get(pk=process.pk)


def _save(record, by):
    record._history_user = by
    record.save()
    return record
