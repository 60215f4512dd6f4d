"""The table of completion, as XLSX and CSV."""

from django.utils.translation import gettext_lazy as _

from silab.common.lists import Column
from silab.common.templatetags.formats import day

COLUMNS = (
    Column("name", _("Name"), ""),
    Column("group", _("Group"), ""),
    Column("municipality", _("Municipality"), ""),
    Column("organisation", _("Organisation"), ""),
    Column("attended", _("Sessions attended"), "", numeric=True),
    Column("sessions", _("Sessions"), "", numeric=True),
    Column("handed_in", _("Homework handed in"), "", numeric=True),
    Column("homework", _("Homework"), "", numeric=True),
    Column("completed", _("Completed the training"), "", text=day),
    Column("state", _("State"), ""),
    Column("certificate", _("Certificate"), ""),
)


def rows(standings):
    """Yield a row for each standing."""
    for one in standings:
        person = one.participant
        yield (
            person.person.name,
            person.group.name if person.group else "",
            person.municipality.name if person.municipality else "",
            person.organisation,
            one.attended,
            one.sessions,
            one.handed_in,
            one.homework,
            person.completed_on,
            f"{one.words} {one.more}".strip(),
            one.certificate.number if one.certificate else "",
        )
