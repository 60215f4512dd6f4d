"""The rooms of a training, as the tabs on its staff pages (templates/trainings/rooms.html)."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from trainings.enums import TrainingKind

#: URL name, words, whether only a programme has it.
ROOMS = (
    ("trainings:detail", _("Overview"), False),
    ("trainings:setup", _("Call and rules"), False),
    ("trainings:recruitment", _("Recruitment"), True),
    ("trainings:board", _("Applications"), False),
    ("trainings:attendance", _("Attendance"), False),
    ("trainings:delivery", _("Days and homework"), False),
    ("trainings:mentoring", _("Mentoring"), True),
    ("trainings:feedback", _("Feedback"), False),
    ("trainings:completion", _("Completion"), False),
    ("trainings:participant_data", _("Participant data"), False),
    ("reports:programme_report", _("Report"), True),
)


def rooms_of(training, path: str) -> list[tuple[str, str, bool]]:
    """Return (URL, words, whether it is the page at `path`) of each room that this training has."""
    found = []
    for name, words, only_programme in ROOMS:
        if only_programme and training.kind != TrainingKind.PROGRAMME:
            continue
        if name == "trainings:participant_data" and not training.needs_participant_data:
            continue
        try:
            url = reverse(name, args=[training.slug])
        except NoReverseMatch:
            continue
        found.append((url, str(words), url == path))
    return found
