"""What a table would change in the register, and the change itself: all of it or nothing.

Empty cells erase nothing. What a municipality has decided stays: a table accepts a community that waits, it
neither moves the day of an acceptance nor overrules a community that was sent back."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from municipalities.communities.importing.parse import Parsed, Row
from municipalities.enums import CommunityKind, CommunityState, SpokespersonRole
from municipalities.models import Community, Spokesperson
from silab.accounts.models import Person
from silab.common.tables import Problem, Refused
from silab.common.templatetags.formats import day
from silab.common.text import search_key, sort_key

#: The fields that a table may change in a community that is there.
PLAIN = ("kind", "self_definition", "boundary", "founded_on", "defined_on")
CHANGED = [*PLAIN, "state", "accepted_at", "accepted_by"]
LONGEST = 120
BATCH = 500


@dataclass(frozen=True)
class Changed:
    """A community that the table changes: what, before and after; `community` bears the new values."""

    community: Community
    fields: tuple[tuple[str, str, str], ...]


@dataclass
class Plan:
    """What would be written. `kept` are cells that say otherwise than a decision that stands."""

    new: list[Community] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    mandates: list[tuple[Row, Community]] = field(default_factory=list)
    unchanged: int = 0
    kept: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """Whether anything would be written."""
        return bool(self.new or self.changed or self.mandates)


def plan_of(parsed: Parsed, by=None) -> Plan:
    """Return what the rows would change, compared with the register as it is; `by` accepts. Three queries."""
    planner = _Planner(parsed, by)
    for row in parsed.rows:
        planner.take(row)
    return planner.plan


@transaction.atomic
def apply_plan(*, parsed: Parsed, by) -> Plan:
    """Write what the rows change, with history; return what it was.

    Raises Refused when anything stands against it: what was certain at the preview may have changed since.
    """
    plan = plan_of(parsed, by)
    if parsed.problems or parsed.undecided or plan.problems:
        raise Refused(_("The register has changed since you looked at the file. Look at it once more."))
    bulk_create_with_history(plan.new, Community, batch_size=BATCH, default_user=by)
    changed = [change.community for change in plan.changed]
    if changed:
        bulk_update_with_history(changed, Community, CHANGED, batch_size=BATCH, default_user=by)
    _write_mandates(plan.mandates, by)
    return plan


class _Planner:
    """Compares row by row with what is there."""

    def __init__(self, parsed, by):
        self.parsed, self.by, self.plan = parsed, by, Plan()
        self.places = parsed.places
        self.today = timezone.localdate()
        wanted = {municipality.pk for municipality in self.places.values()}
        known = Community.objects.filter(municipality__in=wanted).order_by("pk")
        self.known = {(community.municipality_id, community.search_key): community for community in known}
        self.mandates = defaultdict(list)
        if self.known:
            there = Spokesperson.objects.filter(community__municipality__in=wanted).select_related("person")
            for mandate in there.order_by("pk"):
                self.mandates[mandate.community_id].append(mandate)

    def take(self, row):
        """Plan what one row changes."""
        place = self.places.get(row.municipality)
        if place is None:
            return
        community = self.known.get((place.pk, row.key))
        if community is None:
            community = self._made(row, place)
            self.plan.new.append(community)
            fields, is_new = (), True
        else:
            fields, is_new = self._changed(row, community), False
        has_mandate = bool(row.speaker) and self._wants_mandate(row, community)
        if has_mandate:
            self.plan.mandates.append((row, community))
        if fields:
            self.plan.changed.append(Changed(community, tuple(fields)))
        elif not (is_new or has_mandate):
            self.plan.unchanged += 1

    def _made(self, row, place):
        community = Community(
            municipality=place,
            name=row.name,
            search_key=row.key,
            sort_key=sort_key(row.name)[:400],
            kind=row.kind,
            self_definition=row.self_definition,
            boundary=row.boundary,
            founded_on=row.founded_on,
            defined_on=row.defined_on or row.accepted_on or self.today,
            created_by=self.by,
        )
        if row.accepted_on:
            self._accept(community, row)
        return community

    def _changed(self, row, community):
        """Set what the row says otherwise and return (label, before, after) of it."""
        found = []
        for name in PLAIN:
            before, after = getattr(community, name), getattr(row, name)
            if after and before != after:
                found.append((_label(name), _words(name, before), _words(name, after)))
                setattr(community, name, after)
        if row.accepted_on and self._may_accept(row, community):
            found.append((_label("accepted_at"), "–", day(row.accepted_on)))
            self._accept(community, row)
        return found

    def _may_accept(self, row, community):
        if community.state == CommunityState.DEFINED:
            return True
        if community.state == CommunityState.ACCEPTED:
            there = timezone.localdate(community.accepted_at)
            if there != row.accepted_on:
                said = _("The municipality accepted it on %(day)s. That stays.") % {"day": day(there)}
                self._keep(row, "aktsepteeritud", said, day(row.accepted_on))
            return False
        said = _("The municipality sent this community back. That stays; accept it on its own page.")
        self._keep(row, "aktsepteeritud", said, day(row.accepted_on))
        return False

    def _accept(self, community, row):
        noon = datetime.combine(row.accepted_on, time(12), timezone.get_default_timezone())
        community.state = CommunityState.ACCEPTED
        community.accepted_at = min(noon, timezone.now())
        community.accepted_by = self.by

    def _wants_mandate(self, row, community):
        """Whether the row's mandate is to be written: not when it is there, a problem when it overlaps another."""
        mandate = Spokesperson(mandate_from=row.mandate_from, mandate_to=row.mandate_to)
        for other in self.mandates[community.pk] if community.pk else ():
            if (
                other.mandate_from == row.mandate_from
                and other.person.search_key == search_key(row.speaker)[:200]
            ):
                return False
            if mandate.overlaps(other):
                said = _("The mandate overlaps that of %(name)s since %(day)s. End that one first.")
                told = {"name": other.person.name, "day": day(other.mandate_from)}
                self.plan.problems.append(
                    Problem(
                        self.parsed.file, row.number, "volitus alates", said % told, day(row.mandate_from)
                    )
                )
                return False
        return True

    def _keep(self, row, column, text, value):
        self.plan.kept.append(Problem(self.parsed.file, row.number, column, text, value))


def _write_mandates(mandates, by):
    """Write the mandates and whoever of their people is not known by e-mail address yet."""
    emails = {row.speaker_email for row, _community in mandates if row.speaker_email}
    known = {person.email: person for person in Person.objects.filter(email__in=emails)}
    people, made = [], []
    for row, community in mandates:
        person = known.get(row.speaker_email) if row.speaker_email else None
        if person is None:
            person = Person(
                name=row.speaker,
                search_key=search_key(row.speaker)[:200],
                sort_key=sort_key(row.speaker)[:400],
                email=row.speaker_email,
                created_by=by,
            )
            people.append(person)
            if row.speaker_email:
                known[row.speaker_email] = person
        mandate = Spokesperson(
            role=row.role or SpokespersonRole.SPOKESPERSON,
            mandate_from=row.mandate_from,
            mandate_to=row.mandate_to,
            created_by=by,
        )
        made.append((mandate, person, community))
    bulk_create_with_history(people, Person, batch_size=BATCH, default_user=by)
    for mandate, person, community in made:
        mandate.person, mandate.community = person, community
    bulk_create_with_history([row[0] for row in made], Spokesperson, batch_size=BATCH, default_user=by)


def _label(name):
    label = str(Community._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _words(name, value) -> str:
    if not value:
        return "–"
    if name == "kind":
        return str(CommunityKind(value).label)
    text = day(value) if hasattr(value, "isoformat") else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
