"""Good examples on a municipality's page: all for staff, published ones for its officials."""

from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register
from networks.practices.enums import ExampleState


def _examples(municipality, user):
    examples = municipality.examples.order_by("-published_on", "title", "pk")
    if not user.is_staff:
        examples = examples.filter(state=ExampleState.PUBLISHED)
    return {"examples": list(examples)}


register(
    Section(
        key="examples",
        title=_("Good examples"),
        template="practices/section.html",
        context=_examples,
        order=70,
    )
)
