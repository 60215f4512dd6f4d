"""Beginning an application and saving it page by page, without losing a word of what anybody typed."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from silab.accounts.models import User
from trainings.changes import locked
from trainings.enums import ApplicationState, ParticipantRole
from trainings.models import Application, Member, Training
from trainings.registration.parts import Part
from trainings.registration.rules import Finding, facts_of, findings
from trainings.registration.telling import ask_to_confirm
from trainings.registration.window import is_open, may_write, why_shut

#: A window that was left open for longer than this is taken for another one.
WINDOW_SECONDS = 2 * 24 * 3600


class Shut(ValidationError):
    """The application cannot be changed or sent any more."""


@dataclass
class EditConflict(Exception):
    """The page was saved from another window meanwhile; `part` holds what was typed here."""

    part: Part
    saved_at: datetime | None
    saved_by: str


@dataclass
class Incomplete(Exception):
    """Something is missing; `found` says what, `part` holds what was typed, where something was."""

    found: list[Finding]
    part: Part | None = None


@transaction.atomic
def begin(*, training: Training, by, another=False) -> Application:
    """Return the user's draft of this call, or what they sent; make a draft where there is neither.

    `another` makes a draft beside what was sent (a second team). Raises Shut outside the call's window.
    """
    # Two windows of one person make one draft.
    User.objects.select_for_update().order_by().get(pk=by.pk)
    own = Application.objects.filter(training=training, submitter=by).exclude(
        state=ApplicationState.WITHDRAWN
    )
    draft = own.filter(state=ApplicationState.DRAFT).order_by("pk").first()
    kept = draft or (None if another and training.is_programme else own.order_by("-pk").first())
    if kept is not None:
        return kept
    now = timezone.now()
    if not is_open(training, now):
        raise Shut(why_shut(training, now))
    municipality = suggested_municipality(by)
    application = Application.objects.create(
        training=training, submitter=by, created_by=by, municipality=municipality
    )
    Member(
        application=application,
        name=by.name,
        email=by.email,
        role=ParticipantRole.OFFICIAL if municipality else "",
        created_by=by,
    ).save_without_historical_record()
    return application


def suggested_municipality(user) -> Municipality | None:
    """Return the municipality of the user's confirmed address, or the one for which they act already."""
    today = timezone.localdate()
    domain = user.email.rpartition("@")[2].lower()
    confirmed = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()
    if confirmed and domain:
        found = Municipality.objects.valid_on(today).filter(mail_domain__iexact=domain).order_by("pk")[:2]
        if len(found) == 1:
            return found[0]
    acts_for = Municipality.objects.of_official(user).valid_on(today).order_by("pk")[:2]
    return acts_for[0] if len(acts_for) == 1 else None


@transaction.atomic
def save(*, application: Application, kind: type[Part], data, by, at: datetime) -> Part:
    """Store one page as typed and return it; what cannot be stored stands in its `refused`.

    `data["seen"]` is the mark of what this window began from, `data["window"]` names it. A draft takes
    anything; what was sent already must stay whole, else Incomplete is raised and nothing changes. Raises
    EditConflict when another window has saved the page meanwhile, Shut when it can be changed no more.
    """
    application = locked(application)
    part = kind(application, data)
    if part.taken == part.stored:
        return part
    if not may_write(application, at):
        raise Shut(why_shut(application.training, at) or _("This application cannot be changed any more."))
    _refuse_unseen(part, data)
    part.write(by=by)
    application.revision += 1
    application.saved_at, application.saved_by = timezone.now(), by
    if application.state == ApplicationState.SUBMITTED:
        application._history_user = by
        application.save()
        _keep_whole(application, part)
    else:
        # A draft is nobody's record yet: its history begins when it is sent.
        application.save_without_historical_record()
    fresh = kind(application)
    part.stored = fresh.stored
    cache.set(_window_key(part), data.get("window", ""), WINDOW_SECONDS)
    return part


def _keep_whole(application, part):
    found = findings(facts_of(application, part.members))
    if found or part.refused:
        raise Incomplete(found, part)
    for member in application.members.filter(left_at=None, confirmed_at=None).order_by("pk"):
        ask_to_confirm(member)


def _refuse_unseen(part, data):
    """Refuse to overwrite what this window has not seen: neither when it was opened nor saved from here."""
    # A writer who has compared both says with `over` what may be overwritten.
    if part.seen in (data.get("seen", ""), data.get("over", "")):
        return
    window = data.get("window", "")
    if window and cache.get(_window_key(part)) == window:
        return
    application = part.application
    raise EditConflict(part, application.saved_at, str(application.saved_by or ""))


def _window_key(part):
    return f"registration:{part.application.pk}:{part.key}:{part.seen}"
