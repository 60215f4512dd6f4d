"""The undertakings, in their latest wording, which the submitter accepts for the whole team."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from trainings.models import Application, Terms, UndertakingAcceptance
from trainings.registration.parts.base import Part


class UndertakingsPart(Part):
    """Step 4 of a team."""

    key = "kinnitused"
    title = gettext_lazy("Undertakings")
    template = "trainings/registration/undertakings.html"

    def kept(self):
        """Whether the latest wording is accepted; a newer one makes it open again."""
        self.terms = latest_terms(self.training)
        accepted = self.application.acceptances.filter(terms=self.terms, member=None).exists()
        return self.terms and self.terms.pk, accepted

    def show(self):
        """What is stored."""
        self.accepted = self.stored[1]

    def read(self, data):
        """Accepted is the wording that was shown, not one that came since."""
        self.accepted = "accepted" in data and data.get("terms", "") == str(self.stored[0])
        return self.stored[0], self.accepted

    def write(self, *, by):
        """Store it with who and when, or take it back."""
        if self.taken[1]:
            accept_for_all(self.application, self.terms, by=by)
        else:
            self.application.acceptances.filter(member=None).delete()
            self.application.terms = None

    @property
    def undertakings(self):
        """The sentences."""
        return self.terms.undertakings.order_by("number") if self.terms else []


def latest_terms(training) -> Terms | None:
    """Return the latest wording of a training's undertakings."""
    return Terms.objects.filter(training=training).order_by("-version").first()


def accept_for_all(application: Application, terms: Terms, *, by) -> None:
    """Keep that the submitter accepts the wording for the team; once."""
    application.terms = terms
    UndertakingAcceptance.objects.get_or_create(
        application=application,
        terms=terms,
        member=None,
        defaults={"accepted_at": timezone.now(), "accepted_by": str(by)[:254]},
    )
