"""What an official does with communities, on the municipality's home (look.md: actions where the eye is)."""

from django.utils.translation import gettext_lazy as _

from municipalities.sections import HOME, Section, register

register(
    Section(
        key="engaging",
        title=_("Engaging communities"),
        template="municipalities/communities/engaging.html",
        context=lambda _municipality, _user: {},
        order=20,
        places=frozenset({HOME}),
    )
)
