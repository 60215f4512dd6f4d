"""The badge in a municipality's profile."""

from django.utils.translation import gettext_lazy as _

from municipalities.profile.parts import Part, register
from silab.common.templatetags.formats import day


def _awards(municipality):
    awards = municipality.awards.select_related("scheme").order_by("-valid_from", "pk")
    return [
        (award.get_level_display(), str(award.scheme), day(award.valid_from), day(award.valid_until))
        for award in awards
    ]


register(
    Part(
        key="badge",
        title=_("Badge of an inclusive municipality"),
        headings=(_("Level"), _("Scheme"), _("Given"), _("Valid until")),
        rows=_awards,
        empty=_("The inclusive-municipality badge has not been given yet."),
        order=10,
    )
)
