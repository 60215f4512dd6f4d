"""One person's registration for an open training."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from trainings.enums import ParticipantRole
from trainings.models import Member
from trainings.registration.parts.members import MembersPart, Row, row_of
from trainings.registration.parts.municipality import MunicipalityPart
from trainings.registration.parts.service import chosen_group, group_choices


class PersonPart(MembersPart):
    """Step 1 of a single registration: a row of one, the municipality, the group."""

    key = "andmed"
    title = gettext_lazy("Your data")
    template = "trainings/registration/person.html"

    def kept(self):
        """The row, the municipality, the group."""
        self._place = MunicipalityPart(self.application)
        rows = super().kept()
        return rows, self.application.municipality_id, self.application.preferred_group_id

    def show(self):
        """What is stored."""
        self.members = self._existing[:1]
        self.rows = [row_of(member) for member in self.members] or [Row()]
        self.municipality = self._place.municipality
        self.group = self.stored[2]

    def read(self, data):
        """Read the row; the municipality may stay empty."""
        row = self._row(data, 0)
        self.rows = [row]
        self._place = MunicipalityPart(self.application, data)
        self.municipality = self._place.municipality
        self.refused += self._place.refused
        self.group = chosen_group(self.training, data)
        contents = () if row.is_blank else (row.content,)
        return contents, self._place.taken[1], self.group

    def write(self, *, by):
        """Store them."""
        if self.rows[0].is_blank:
            self.rows[0].is_new = True
        super().write(by=by)
        self.application.municipality_id, self.application.preferred_group_id = self.taken[1:]

    @property
    def names(self):
        """All municipalities."""
        return self._place.names

    @property
    def roles(self):
        """For whom one can speak."""
        return ParticipantRole.choices

    @cached_property
    def groups(self):
        """The groups with their free places."""
        return group_choices(self.training)

    @property
    def row(self) -> Row:
        """The only row."""
        return self.rows[0]


def registrant(application) -> Member | None:
    """Return the one member of a single registration."""
    return application.members.filter(left_at=None).order_by("pk").first()
