"""The people of a team: rows that are typed, pasted, added and taken out, and stored as they stand."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trainings.enums import ApplicationState, ParticipantRole
from trainings.models import Member
from trainings.registration.parts.base import Part
from trainings.registration.parts.pasting import pasted_rows
from trainings.registration.rules import Finding

TEXTS = ("name", "email", "phone", "organisation", "registry_code", "post", "team_role")
#: A team has eight or so; whoever sends more rows than this did not type them.
MOST_ROWS = 80


@dataclass
class Row:
    """A member as the page shows them."""

    pk: int | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""
    registry_code: str = ""
    post: str = ""
    team_role: str = ""
    role: str = ""
    municipality: int | None = None
    errors: dict = field(default_factory=dict)
    #: What is stored in place of a text that was refused; the page keeps the text as typed.
    instead: dict = field(default_factory=dict)
    is_new: bool = False
    is_focused: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed; a side that is chosen already says nothing of a person."""
        return not any(getattr(self, name) for name in TEXTS)

    @property
    def content(self) -> tuple:
        """What is stored of it."""
        return (*(self.storable(name) for name in TEXTS), self.role, self.municipality)

    def storable(self, name: str) -> str:
        """Return what of a text can be stored."""
        return self.instead.get(name, getattr(self, name))


class MembersPart(Part):
    """Step 2 of a team."""

    key = "liikmed"
    title = gettext_lazy("Team members")
    template = "trainings/registration/members.html"

    def kept(self):
        """The members' contents in order."""
        self._existing = list(self.application.members.filter(left_at=None).order_by("pk"))
        return tuple(row_of(member).content for member in self._existing)

    #: Who was just taken out, to be brought back.
    removed: Row | None = None

    def show(self):
        """What is stored, and rows enough for the smallest team."""
        self.rows = [row_of(member) for member in self._existing]
        self.members = self._existing
        self._pad()

    def read(self, data):
        """Read the rows; take one out, add pasted ones, or a blank one, as the button says."""
        count = data.get("rows", "")
        count = min(int(count), MOST_ROWS) if count.isdecimal() else 0
        rows = [self._row(data, n) for n in range(count)]
        removed = data.get("remove", "")
        self.removed = rows.pop(int(removed)) if removed.isdecimal() and int(removed) < len(rows) else None
        if "undo" in data:
            rows.append(self._row(data, "u"))
        rows = [row for row in rows if not row.is_blank]
        rows += [self._clean(Row(**values), "paste") for values in pasted_rows(data.get("paste", ""))]
        self.rows = rows[:MOST_ROWS]
        self._refuse_twice()
        taken = tuple(row.content for row in self.rows)
        self._pad(extra="add" in data)
        return taken

    def write(self, *, by):
        """Store the rows. Once links were sent, another address is another person: a new member."""
        rows = [row for row in self.rows if not row.is_new]
        matched = self._match(rows)
        kept = {member.pk for member in matched if member}
        for member in self._existing:
            if member.pk not in kept:
                member._history_user = by
                member.delete()
        self._free_addresses(rows, matched)
        self.members = []
        for row, member in zip(rows, matched, strict=True):
            self.members.append(self._store(row, member, by))
            row.pk = self.members[-1].pk

    @property
    def municipalities(self) -> list[tuple[int, str]]:
        """The team's municipalities, where there are several to choose from."""
        if not hasattr(self, "_municipalities"):
            own = self.application.municipality
            others = list(self.application.other_municipalities.order_by("sort_key"))
            found = [(each.pk, str(each)) for each in ([own] if own else []) + others]
            self._municipalities = found if len(found) > 1 else []
        return self._municipalities

    @property
    def rule_words(self) -> str:
        """The programme's team rule as a sentence."""
        training = self.training
        words = _(
            "A team has %(least)d to %(most)d members: "
            "at least %(officials)d from a municipality and %(ngo)d from NGOs."
        )
        return words % {
            "least": training.min_members,
            "most": training.max_members,
            "officials": training.min_officials,
            "ngo": training.min_ngo,
        }

    @property
    def undo(self):
        """What bringing the removed one back sends, as (name, value)."""
        kept = ((name, getattr(self.removed, name)) for name in (*TEXTS, "role", "municipality"))
        return [(name, value) for name, value in kept if value]

    @property
    def was_sent(self) -> bool:
        """Whether members have got their links."""
        return self.application.state != ApplicationState.DRAFT

    def ready(self):
        """Put the messages at their rows."""
        for n, row in enumerate(self.rows):
            prefix = f"m{n}-"
            row.errors = {
                anchor.removeprefix(prefix): message
                for anchor, message in self.errors.items()
                if anchor.startswith(prefix)
            }

    def _row(self, data, n):
        pk, role = data.get(f"m{n}-pk", ""), data.get(f"m{n}-role", "")
        municipality = data.get(f"m{n}-municipality", "")
        chosen = int(municipality) if municipality.isdecimal() else None
        row = Row(
            pk=int(pk) if pk.isdecimal() else None,
            role=role if role in ParticipantRole.values else "",
            municipality=chosen if chosen in dict(self.municipalities) else None,
            **{name: data.get(f"m{n}-{name}", "") for name in TEXTS},
        )
        return self._clean(row, n)

    def _clean(self, row, n):
        kept = {member.pk: member for member in self._existing}.get(row.pk)
        for name in TEXTS:
            refused = len(self.refused)
            text = self.text(Member, name, getattr(row, name), getattr(kept, name, ""), f"m{n}-{name}")
            if len(self.refused) > refused:
                row.instead[name] = text
            else:
                setattr(row, name, text)
        row.email = row.email.lower().removeprefix("mailto:").replace(" ", "")
        is_ngo = row.role in ("", ParticipantRole.NGO)
        row.registry_code = "".join(row.registry_code.split()) if is_ngo else ""
        return row

    def _refuse_twice(self):
        seen: set[str] = set()
        for n, row in enumerate(self.rows):
            email = row.storable("email")
            if email and email in seen:
                words = _("%(email)s is another member’s already. Each member needs an address of their own.")
                self.refused.append(Finding(self.key, f"m{n}-email", words % {"email": email}))
                row.instead["email"] = ""
            seen.add(email)

    def _pad(self, extra=False):
        """Rows that wait to be filled, on the side that is still short of people."""
        wanted = max(self.training.min_members, len(self.rows) + extra)
        for _n in range(wanted - len(self.rows)):
            officials = sum(row.role == ParticipantRole.OFFICIAL for row in self.rows)
            ngo = sum(row.role == ParticipantRole.NGO for row in self.rows)
            role = ""
            if officials < self.training.min_officials:
                role = ParticipantRole.OFFICIAL.value
            elif ngo < self.training.min_ngo:
                role = ParticipantRole.NGO.value
            self.rows.append(Row(role=role, is_new=True))
        if extra:
            self.rows[-1].is_focused = True

    def _match(self, rows):
        """Return the stored member of each row, None for a new one."""
        free = {member.pk: member for member in self._existing}
        matched: list[Member | None] = []
        for row in rows:
            member = free.get(row.pk)
            same = member and (not self.was_sent or member.email in ("", row.storable("email")))
            matched.append(free.pop(row.pk) if same else None)
        for place, row in enumerate(rows):
            email = row.storable("email")
            if matched[place] is None and email:
                matched[place] = _take(free, lambda member, email=email: member.email == email)
        last = max((member.pk for member in matched if member), default=0)
        for place in range(len(rows)):
            # A row that was saved before the page knew its key: the next save is of the same member.
            if matched[place] is None:
                matched[place] = _take(free, lambda m: m.pk > last and (not self.was_sent or not m.email))
        return matched

    def _free_addresses(self, rows, matched):
        """Two members who change addresses with each other must not meet in between."""
        held = {member.email: member.pk for member in matched if member and member.email}
        for row, member in zip(rows, matched, strict=True):
            email = row.storable("email")
            if member and email and held.get(email, member.pk) != member.pk:
                other = next(each for each in matched if each and each.pk == held[email])
                other.email = ""
                other.save_without_historical_record()

    def _store(self, row, member, by):
        if member is None:
            member = Member(application=self.application, created_by=by)
        elif member.pk and row_of(member).content == row.content:
            return member
        for name in TEXTS:
            setattr(member, name, row.storable(name))
        member.role, member.municipality_id = row.role, row.municipality
        member._history_user = by
        if self.was_sent:
            member.save()
        else:
            member.save_without_historical_record()
        return member


def row_of(member: Member) -> Row:
    """Return a stored member as a row."""
    texts = {name: getattr(member, name) for name in TEXTS}
    return Row(pk=member.pk, role=member.role, municipality=member.municipality_id, **texts)


def _take(free, fits):
    for pk, member in free.items():
        if fits(member):
            return free.pop(pk)
    return None
