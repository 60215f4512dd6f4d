"""Giving, asking for, revealing, exporting and erasing participant data (domain.md §3)."""

import hashlib
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.sealing import fingerprint, fingerprints, seal, unseal
from silab.notices.actions import notify
from trainings.links import participant_url
from trainings.models import Participant, ParticipantAggregate, ParticipantData, Reveal, Training
from trainings.participant_data.fields import Given, age_group


@transaction.atomic
def give(*, participant: Participant, given: Given) -> ParticipantData:
    """Seal what a participant gave, in place of what was given before.

    Raises ValidationError when the personal code was given by another participant of the training, and when
    the data were erased already or are past their date.
    """
    training = Training.objects.select_for_update().order_by().get(pk=participant.training_id)
    data = ParticipantData.objects.filter(participant=participant).first()
    data = data or ParticipantData(participant=participant)
    kept_until = training.data_kept_until
    if is_over(training, data):
        raise ValidationError(_("The data of this training have been erased: none are collected any more."))
    if given.personal_code:
        others = ParticipantData.objects.filter(participant__training=training).exclude(
            participant=participant
        )
        if others.filter(code_hash__in=fingerprints(given.personal_code)).exists():
            raise ValidationError(
                {"personal_code": _("Another participant of this training has given the same personal code.")}
            )
    data.sealed = seal(given.kept())
    data.code_hash = fingerprint(given.personal_code) if given.personal_code else ""
    data.has_personal_code = bool(given.personal_code)
    data.given_at, data.notice_version = timezone.now(), notice_version(training)
    data.erase_on = kept_until
    data.save()
    return data


def is_over(training: Training, data: ParticipantData | None = None) -> bool:
    """Return whether nothing more is collected: the data were erased, or are past their date."""
    kept_until = training.data_kept_until
    return bool(data and data.erased_at) or bool(kept_until and kept_until <= timezone.localdate())


def notice_version(training: Training) -> str:
    """Return a short mark of the wording of the funder's notice: another wording, another mark."""
    return hashlib.sha256(training.data_notice.encode()).hexdigest()[:12]


def ask(*, training: Training, by) -> int:
    """Mail everybody who has not given data a personal link, once a day at most; return how many mails.

    Past the date on which the data are erased nobody is asked.
    """
    if is_over(training):
        return 0
    today, sent = timezone.localdate(), 0
    for participant in missing(training).exclude(person__email="").select_related("person", "training"):
        sent += bool(
            notify(
                event=f"trainings.data:{participant.pk}:{today}",
                to=participant.person,
                template="trainings/mail/participant_data",
                context={
                    "training": training,
                    "name": participant.person.name,
                    "url": participant_url(participant),
                },
                confidential=True,
            )
        )
    return sent


def missing(training: Training):
    """Participants who have not given their data, those who left aside only when they were never there."""
    people = training.participants.exclude(data__given_at__isnull=False)
    return people.exclude(left_on__isnull=False, first_there_on=None).order_by("person__sort_key", "pk")


@transaction.atomic
def reveal(*, data: ParticipantData, reason: str, by) -> Given:
    """Open one participant's data and keep who did it and why; raise ValidationError without a reason."""
    _with_reason(reason)
    Reveal.objects.create(data=data, revealed_at=timezone.now(), revealed_by=by, reason=reason.strip()[:300])
    return Given.read(unseal(data.sealed))


@transaction.atomic
def reveal_all(*, training: Training, reason: str, by) -> list[tuple[Participant, Given]]:
    """Open the data of a whole training for the funder, each opening kept; raise ValidationError without a reason."""
    _with_reason(reason)
    found = ParticipantData.objects.filter(participant__training=training, erased_at=None)
    found = found.exclude(given_at=None).select_related("participant__person", "participant__municipality")
    rows = list(found.order_by("participant"))
    now = timezone.now()
    Reveal.objects.bulk_create(
        Reveal(data=row, revealed_at=now, revealed_by=by, reason=reason.strip()[:300]) for row in rows
    )
    return [(row.participant, Given.read(unseal(row.sealed))) for row in rows]


@transaction.atomic
def erase(*, training: Training, by=None) -> int:
    """Erase a training's participant data and keep how many were of which sex and age; return how many.

    Safe to repeat: what is erased already is not counted again.
    """
    training = Training.objects.select_for_update().order_by().get(pk=training.pk)
    rows = ParticipantData.objects.filter(participant__training=training, erased_at=None).exclude(
        given_at=None
    )
    first = training.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    day = timezone.localtime(first).date() if first else timezone.localdate()
    people: Counter[tuple[str, str]] = Counter()
    erased = 0
    for row in rows.order_by("pk"):
        given = Given.read(unseal(row.sealed))
        people[given.known_sex, age_group(given.birth_date, day)] += 1
        row.sealed, row.code_hash = b"", ""
        row.erased_at, row.erased_by = timezone.now(), by
        row.save()
        erased += 1
    for (sex, age), number in people.items():
        kept, _new = ParticipantAggregate.objects.get_or_create(
            training=training, sex=sex, age_group=age, defaults={"people": 0}
        )
        kept.people += number
        kept.save()
    return erased


def erase_due() -> int:
    """Erase the data of every training whose date has come; return how many participants' data went."""
    today = timezone.localdate()
    due = ParticipantData.objects.filter(
        participant__training__data_kept_until__lte=today, erased_at=None, given_at__isnull=False
    )
    trainings = Training.objects.filter(pk__in=due.order_by().values("participant__training")).order_by("pk")
    return sum(erase(training=training) for training in trainings)


def reseal() -> int:
    """Seal everything anew with the first key; return how many rows. Safe to repeat and to break off."""
    done = 0
    for pk in ParticipantData.objects.filter(erased_at=None).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = ParticipantData.objects.select_for_update().order_by().get(pk=pk)
            if not row.sealed:
                continue
            kept = unseal(row.sealed)
            row.sealed = seal(kept)
            row.code_hash = fingerprint(kept["personal_code"]) if kept["personal_code"] else ""
            row.save(update_fields=["sealed", "code_hash"])
            done += 1
    return done


def _with_reason(reason):
    if not reason.strip():
        raise ValidationError({"reason": _("Say why you open the data: it is kept.")})
