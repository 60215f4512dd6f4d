"""The municipalities for which a team stands, and the team's name."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.matching import match
from municipalities.models import Municipality
from silab.common.text import search_key
from trainings.models import Application
from trainings.registration.parts.base import Part
from trainings.registration.rules import Finding

#: So many fields for other municipalities stand ready.
OTHERS = 3


class MunicipalityPart(Part):
    """Step 1 of a team."""

    key = "omavalitsus"
    title = gettext_lazy("Municipality")
    template = "trainings/registration/municipality.html"

    def kept(self):
        """Name, municipality, the others."""
        self._others = list(self.application.other_municipalities.order_by("sort_key"))
        own = self.application.municipality_id
        return self.application.name, own, tuple(sorted(other.pk for other in self._others))

    def show(self):
        """Names, as they would be typed."""
        self.name = self.application.name
        self.municipality = str(self.application.municipality or "")
        self._pad([str(other) for other in self._others])

    def read(self, data):
        """Find the municipalities by their names."""
        self.name = data.get("name", "")
        self.municipality = data.get("municipality", "").strip()
        others = [text.strip() for text in data.getlist("other")[:40]]
        own = self._found(self.municipality, "municipality")
        found = {self._found(text, f"other-{n}") for n, text in enumerate(others)} - {None, own}
        self._pad(others)
        name = self.text(Application, "name", self.name, self.stored[0])
        return name, own, tuple(sorted(found))

    def write(self, *, by):
        """Store them."""
        self.application.name, self.application.municipality_id, others = self.taken
        if set(others) != set(self.stored[2]):
            self.application.other_municipalities.set(others)

    @property
    def names(self) -> list[str]:
        """All municipalities of today, in Estonian order."""
        return all_names(timezone.localdate())

    def _pad(self, others):
        filled = [text for text in others if text]
        self.others = [(n, f"other-{n}", text) for n, text in enumerate(filled + [""] * OTHERS)]
        self.has_others = bool(filled)

    def _found(self, text, anchor):
        if not text:
            return None
        today = timezone.localdate()
        exact = Municipality.objects.valid_on(today).filter(search_key=search_key(text)).order_by("pk")[:2]
        if len(exact) == 1:
            return exact[0].pk
        found = match(text[:200], today)
        if found.municipality is not None:
            return found.municipality.pk
        self.refused.append(Finding(self.key, anchor, _unknown(text, found)))
        return None


def all_names(day) -> list[str]:
    """Return the names of the municipalities valid on the day."""
    return list(Municipality.objects.valid_on(day).order_by("sort_key").values_list("name", flat=True))


def _unknown(text, found):
    if not found.candidates:
        return _("There is no municipality “%(text)s”. Choose one from the list.") % {"text": text}
    names = ", ".join(str(candidate.municipality) for candidate in found.candidates[:3])
    return _("Which municipality is “%(text)s”? Perhaps: %(names)s.") % {"text": text, "names": names}
