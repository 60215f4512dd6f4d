"""The pages on which staff set a training up, in their order (layout/steps.html)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from silab.common.steps import Steps
from trainings.enums import TrainingKind


@dataclass(frozen=True)
class SetupPage:
    """One page: its key in code, its slug in the address, its title."""

    key: str
    slug: str
    title: Any


PAGES = (
    SetupPage("basics", "alused", _("Basics")),
    SetupPage("text", "tekst", _("Text and contact")),
    SetupPage("team", "meeskond", _("Team")),
    SetupPage("window", "aeg", _("Application window")),
    SetupPage("groups", "ryhmad", _("Groups")),
    SetupPage("days", "paevad", _("Days and topics")),
    SetupPage("terms", "kinnitused", _("Undertakings")),
    SetupPage("conditions", "tingimused", _("Price and conditions")),
    SetupPage("data", "andmed", _("Participant data")),
    SetupPage("trainers", "koolitajad", _("Trainers")),
    SetupPage("check", "avaldamine", _("Check and publish")),
)


def pages_of(training) -> list[SetupPage]:
    """Return the pages that a training has: only teams have a team rule."""
    is_programme = training.kind == TrainingKind.PROGRAMME
    return [page for page in PAGES if is_programme or page.key != "team"]


def address(training, page: SetupPage) -> str:
    """Return a page's address."""
    return reverse("trainings:setup_step", args=[training.slug, page.slug])


def address_of(training, key: str) -> str:
    """Return the address of the page of this key."""
    return address(training, next(page for page in PAGES if page.key == key))


def steps_of(training, page: SetupPage) -> Steps:
    """Return where `page` stands among the training's pages."""
    pages = pages_of(training)
    return Steps([(each.title, address(training, each)) for each in pages], pages.index(page) + 1)
