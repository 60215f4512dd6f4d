"""What staff do to recruit: contacts with municipalities, one or many at once, and information days."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from municipalities.models import Contact
from trainings.calls.actions import create_training
from trainings.enums import TrainingKind
from trainings.models import Group, Outreach, Session, Training

#: The one group of an information day.
GROUP_NAME = "Infopäev"


@transaction.atomic
def log_contacts(
    *, training: Training, municipalities, on: date, channel: str, by, with_whom="", summary=""
) -> tuple[int, int]:
    """Keep one contact with each municipality as made for a training.

    Return how many were kept and how many were there already: the same municipality, day and channel once,
    however often the form is sent.
    """
    Training.objects.select_for_update().get(pk=training.pk)
    known = set(
        Outreach.objects.filter(
            training=training, contact__on=on, contact__channel=channel, contact__with_whom=with_whom
        ).values_list("contact__municipality", flat=True)
    )
    new = [municipality for municipality in municipalities if municipality.pk not in known]
    for municipality in new:
        contact = Contact.objects.create(
            municipality=municipality,
            on=on,
            channel=channel,
            with_whom=with_whom,
            summary=summary,
            created_by=by,
        )
        Outreach.objects.create(training=training, contact=contact, created_by=by)
    return len(new), len(municipalities) - len(new)


@transaction.atomic
def create_info_day(
    *, programme: Training, name: str, starts_at: datetime, ends_at: datetime, place: str, places: int, by
) -> Training:
    """Make an information day of one session that recruits for a programme; its page is published apart.

    Registration is open from now until it begins.
    """
    now = timezone.now().replace(second=0, microsecond=0)
    opens_at = now if now < starts_at else None
    info_day = create_training(
        by=by,
        name=name,
        kind=TrainingKind.INFO_DAY,
        track=programme.track,
        audience=programme.audience,
        contract=programme.contract,
        recruits_for=programme,
        place=place[:200],
        contact_name=programme.contact_name,
        contact_email=programme.contact_email,
        contact_phone=programme.contact_phone,
        opens_at=opens_at,
        closes_at=starts_at if opens_at else None,
    )
    group = Group.objects.create(
        training=info_day, name=GROUP_NAME, place=place, capacity=places, created_by=by
    )
    Session.objects.create(
        training=info_day,
        group=group,
        number=1,
        title=name,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        created_by=by,
    )
    return info_day
