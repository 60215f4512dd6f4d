"""The funder's table of participants, as XLSX."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.common.lists import Column
from silab.common.templatetags.formats import day

COLUMNS = (
    Column("name", _("Name"), ""),
    Column("personal_code", _("Personal code"), ""),
    Column("born_on", _("Date of birth"), "", text=day),
    Column("sex", _("Sex"), ""),
    Column("citizenship", _("Citizenship"), ""),
    Column("email", _("E-mail address"), ""),
    Column("phone", _("Phone"), ""),
    Column("municipality", _("Municipality"), ""),
    Column("organisation", _("Organisation"), ""),
    Column("starts", _("Started"), "", text=day),
    Column("ends", _("Completed the training"), "", text=day),
    Column("left", _("Dropped out"), "", text=day),
)


def rows(opened):
    """Yield a row for each (participant, what was given)."""
    for participant, given in opened:
        yield (
            given.name,
            given.personal_code,
            given.born_on,
            given.sex,
            given.citizenship,
            given.email,
            given.phone,
            participant.municipality.name if participant.municipality else "",
            participant.organisation,
            participant.first_there_on,
            participant.completed_on,
            participant.left_on,
        )


def file_name(training) -> str:
    """Return the name under which the table is downloaded."""
    return f"osalejate-andmed-{training.slug}-{timezone.localdate():%Y-%m-%d}.xlsx"
