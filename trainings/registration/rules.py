"""What an application needs before it can be sent (domain.md §3), and who may do what with one.

Each rule takes the facts of an application and yields what is missing, in words that say what to do. A draft
may break all of them; sending it may break none."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import rules
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from stdnum.ee import registrikood
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as NotANumber

from silab.accounts.rules import is_staff
from silab.common.text import search_key
from trainings.enums import ApplicationState, ParticipantRole
from trainings.models import Application, Member, Terms, Training


@dataclass(frozen=True)
class Finding:
    """Something missing: at which step, at which field (the id of an input), in words."""

    step: str
    anchor: str
    message: str


@dataclass
class Facts:
    """All that the rules ask of an application, read once."""

    application: Application
    training: Training
    members: list[Member]
    municipalities: set[int]
    terms: Terms | None = None
    accepted: bool = False
    elsewhere: set[str] = field(default_factory=set)
    groups: int = 0

    def count(self, role) -> int:
        """Return how many members speak for this side."""
        return sum(member.role == role for member in self.members)


Rule = Callable[[Facts], Iterable[Finding]]


def facts_of(application: Application, members: list[Member] | None = None) -> Facts:
    """Read what the rules ask of an application (five queries at most); `members` keep a page's order."""
    if members is None:
        members = list(application.members.filter(left_at=None).order_by("pk"))
    municipalities = set(application.other_municipalities.order_by().values_list("pk", flat=True))
    terms = Terms.objects.filter(training=application.training_id).order_by("-version").first()
    accepted = bool(terms) and application.acceptances.filter(terms=terms, member=None).exists()
    emails = [member.email for member in members if member.email]
    live = Member.objects.filter(
        email__in=emails, left_at=None, application__in=Application.objects.live().order_by()
    )
    others = live.filter(application__training=application.training_id).exclude(application=application.pk)
    return Facts(
        application,
        application.training,
        members,
        municipalities | ({application.municipality_id} if application.municipality_id else set()),
        terms,
        accepted,
        set(others.order_by().values_list("email", flat=True)) if emails else set(),
        0 if application.training.is_programme else application.training.groups.count(),
    )


def findings(facts: Facts) -> list[Finding]:
    """Return all that the application lacks, in the order of its steps."""
    chosen = TEAM_RULES if facts.training.is_programme else SINGLE_RULES
    return [finding for rule in chosen for finding in rule(facts)]


def municipality_chosen(facts: Facts) -> Iterator[Finding]:
    """A team comes from a municipality."""
    if facts.application.municipality_id is None:
        yield Finding("omavalitsus", "municipality", _("Choose the municipality."))


def enough_members(facts: Facts) -> Iterator[Finding]:
    """A team has no fewer and no more members than its programme says."""
    count, training = len(facts.members), facts.training
    has = ngettext("The team has %(n)d member", "The team has %(n)d members", count) % {"n": count}
    if count < training.min_members:
        need = _("at least %(n)d are needed.") % {"n": training.min_members}
        yield Finding("liikmed", "add-member", f"{has}, {need}")
    if count > training.max_members:
        most = _("at most %(n)d can take part.") % {"n": training.max_members}
        yield Finding("liikmed", "add-member", f"{has}, {most}")


def enough_officials(facts: Facts) -> Iterator[Finding]:
    """So many of the team work for a municipality."""
    count, need = facts.count(ParticipantRole.OFFICIAL), facts.training.min_officials
    if count < need:
        has = ngettext(
            "There is %(n)d municipality official in the team",
            "There are %(n)d municipality officials in the team",
            count,
        )
        yield Finding("liikmed", "add-member", _has_and_needs(has, count, need))


def enough_ngo(facts: Facts) -> Iterator[Finding]:
    """So many of the team come from NGOs."""
    count, need = facts.count(ParticipantRole.NGO), facts.training.min_ngo
    if count < need:
        has = ngettext(
            "There is %(n)d NGO representative in the team",
            "There are %(n)d NGO representatives in the team",
            count,
        )
        yield Finding("liikmed", "add-member", _has_and_needs(has, count, need))


def members_named(facts: Facts) -> Iterator[Finding]:
    """Every member has a name, an e-mail address that can be one, and a side for which they speak."""
    for place, member in enumerate(facts.members):
        who = _who(member, place)
        if not member.name:
            yield _of(facts, place, "name", _("%(who)s: the name is missing.") % {"who": who})
        if not member.email:
            yield _of(facts, place, "email", _("%(who)s: the e-mail address is missing.") % {"who": who})
        elif not _is_email(member.email):
            yield _of(
                facts,
                place,
                "email",
                _("%(who)s: the e-mail address “%(email)s” is not complete.")
                % {"who": who, "email": member.email},
            )
        if not member.role:
            yield _of(
                facts,
                place,
                "role",
                _("%(who)s: choose whether they come from the municipality or an NGO.") % {"who": who},
            )


def nobody_twice(facts: Facts) -> Iterator[Finding]:
    """One address and one person stand in the team once, on one side."""
    emails = Counter(member.email for member in facts.members if member.email)
    sides: dict[str, set[str]] = {}
    for member in facts.members:
        if member.name and member.role:
            sides.setdefault(search_key(member.name), set()).add(member.role)
    for place, member in enumerate(facts.members):
        who = _who(member, place)
        if emails[member.email] > 1:
            words = _("%(who)s: the address %(email)s stands in the team more than once.")
            yield _of(facts, place, "email", words % {"who": who, "email": member.email})
        elif len(sides.get(search_key(member.name), ())) > 1:
            words = _("%(who)s stands in the team in two roles. Keep the one in which they take part.")
            yield _of(facts, place, "role", words % {"who": who})


def nobody_elsewhere(facts: Facts) -> Iterator[Finding]:
    """Nobody takes part in one programme twice; of the other team nothing is told."""
    words = (
        _("%(who)s is already in another team of this programme. A person can be in one team only.")
        if facts.training.is_programme
        else _("%(who)s is already registered for this training.")
    )
    for place, member in enumerate(facts.members):
        if member.email in facts.elsewhere:
            yield _of(facts, place, "email", words % {"who": _who(member, place)})


def ngo_registered(facts: Facts) -> Iterator[Finding]:
    """An NGO's representative names the NGO and its registry code, whose check digit holds."""
    for place, member in enumerate(facts.members):
        if member.role != ParticipantRole.NGO:
            continue
        who = _who(member, place)
        if not member.organisation:
            yield _of(
                facts, place, "organisation", _("%(who)s: the name of the NGO is missing.") % {"who": who}
            )
        if problem := registry_code_problem(member.registry_code):
            yield _of(facts, place, "registry_code", f"{who}: {problem}")


def registry_code_problem(code: str) -> str:
    """Say what is wrong with a registry code; "" for one whose form and check digit hold."""
    if not code:
        return _("the NGO’s registry code is missing.")
    try:
        registrikood.validate(code)
    except InvalidChecksum:
        return _("the registry code %(code)s has a typing error: its check digit does not match.") % {
            "code": code
        }
    except NotANumber:
        return _("“%(code)s” is not a registry code: it has eight digits and begins with 1, 7, 8 or 9.") % {
            "code": code
        }
    return ""


def officials_placed(facts: Facts) -> Iterator[Finding]:
    """Where a team stands for several municipalities, each official says for which."""
    if len(facts.municipalities) < 2:
        return
    for place, member in enumerate(facts.members):
        if member.role == ParticipantRole.OFFICIAL and member.municipality_id not in facts.municipalities:
            words = _("%(who)s: choose for which municipality they work.")
            yield _of(facts, place, "municipality", words % {"who": _who(member, place)})


def service_told(facts: Facts) -> Iterator[Finding]:
    """Where the programme asks: a service, the intent to delegate it, the NGO's experience."""
    application = facts.application
    if not facts.training.asks_service:
        return
    if not application.service_stage:
        yield Finding("teenus", "service_stage", _("Choose whether it is an idea or an existing service."))
    if not application.service:
        yield Finding("teenus", "service", _("Describe the service or its idea."))
    if not application.will_delegate:
        yield Finding(
            "teenus",
            "will_delegate",
            _("The programme takes teams that firmly intend to delegate the service."),
        )
    if not application.experience:
        yield Finding("teenus", "experience", _("Describe the NGO’s experience."))


def cooperation_told(facts: Facts) -> Iterator[Finding]:
    """Where the programme asks: earlier co-operation."""
    if facts.training.asks_cooperation and not facts.application.cooperation:
        yield Finding("teenus", "cooperation", _("Describe your earlier co-operation."))


def undertakings_accepted(facts: Facts) -> Iterator[Finding]:
    """The submitter accepts the latest wording for all."""
    if facts.terms is None or facts.accepted:
        return
    if facts.training.is_programme:
        yield Finding("kinnitused", "accepted", _("Accept the undertakings on behalf of the team."))
    else:
        yield Finding("kontroll", "accepted", _("Accept the undertakings."))


def one_person(facts: Facts) -> Iterator[Finding]:
    """A single registration is one person's."""
    if len(facts.members) != 1:
        yield Finding("andmed", "m0-name", _("Fill in who takes part."))


def group_chosen(facts: Facts) -> Iterator[Finding]:
    """A person says in which group they take part, where there are several."""
    if facts.groups > 1 and facts.application.preferred_group_id is None:
        yield Finding("andmed", "group", _("Choose the group."))


TEAM_RULES: tuple[Rule, ...] = (
    municipality_chosen,
    enough_members,
    enough_officials,
    enough_ngo,
    members_named,
    nobody_twice,
    nobody_elsewhere,
    ngo_registered,
    officials_placed,
    service_told,
    cooperation_told,
    undertakings_accepted,
)
SINGLE_RULES: tuple[Rule, ...] = (
    one_person,
    members_named,
    nobody_elsewhere,
    group_chosen,
    undertakings_accepted,
)


def _of(facts, place, name, message):
    return Finding("liikmed" if facts.training.is_programme else "andmed", f"m{place}-{name}", message)


def _who(member, place):
    return member.name or member.email or _("Member %(n)d") % {"n": place + 1}


def _has_and_needs(has, count, need):
    return f"{has % {'n': count}}, {_('at least %(n)d are needed.') % {'n': need}}"


def _is_email(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


@rules.predicate
def is_submitter(user, application):
    """Who made the application."""
    return application.submitter_id is not None and application.submitter_id == user.pk


@rules.predicate
def is_sent(user, application):
    """What others than its maker may know of."""
    return application.state != ApplicationState.DRAFT


can_write = is_submitter
can_withdraw = can_remind = is_submitter | (is_staff & is_sent)
