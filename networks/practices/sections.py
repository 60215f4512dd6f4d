"""Good examples on a municipality's page: all for staff, published ones for its officials."""

from django.utils.translation import gettext_lazy as _

from municipalities.facts import ASKED
from municipalities.sections import Section, register
from networks.practices.enums import ExampleState
from networks.practices.models import GoodExample
from silab.common.statements import Statement

_own = Statement(lambda: GoodExample.objects.filter(municipality=ASKED).defer("story"))


def _examples(municipality, user):
    examples = _own.records(municipality=municipality.pk)
    if not user.is_staff:
        examples = [example for example in examples if example.state == ExampleState.PUBLISHED]
    return {"examples": examples}


register(
    Section(
        key="examples",
        title=_("Good examples"),
        template="practices/section.html",
        context=_examples,
        order=70,
    )
)
