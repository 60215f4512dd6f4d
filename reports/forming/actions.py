"""What is done to the sections of a contract's form. Reports whose figures are taken keep the form of that day."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from reports.annual.form import ANCHORS, form_a
from reports.enums import SectionKind
from reports.models import FormSection
from silab.accounts.models import Contract
from silab.common.keeping import Edit, keep

LONGEST_KEY = 40
#: What the pages that show a report call other places.
PLACES = {*ANCHORS.values(), *SectionKind.values, "summary", "general", "figures", "pdf", "missing"}


@transaction.atomic
def begin_form(*, contract: Contract, by) -> None:
    """Give the contract a form of its own, beginning from form A; one that has its own keeps it."""
    _locked(contract)
    if FormSection.objects.filter(contract=contract).exists():
        return
    for place, row in enumerate(form_a(contract.field_of_action), start=1):
        section = FormSection(contract=contract, order=place, created_by=by, **vars(row))
        _save(section, by)


@transaction.atomic
def drop_form(*, contract: Contract, by) -> None:
    """Let the contract follow form A again."""
    _locked(contract)
    for section in FormSection.objects.filter(contract=contract).order_by("order"):
        section._history_user = by
        section.delete()


@transaction.atomic
def keep_section(*, section: FormSection, by, edit: Edit | None = None) -> FormSection:
    """Save a section that a form has checked; a new one comes last and is given the key of its text.

    Raises ChangedMeanwhile (silab/common/keeping.py).
    """
    _locked(section.contract)
    if section.pk is None:
        others = FormSection.objects.filter(contract=section.contract)
        last = others.order_by("-order").values_list("order", flat=True).first() or 0
        section.order = last + 1
        section.key = _free_key(section, set(others.values_list("key", flat=True)))
    return keep(record=section, by=by, edit=edit)


@transaction.atomic
def move_section(*, section: FormSection, up: bool, by) -> bool:
    """Let a section change places with its neighbour; return whether there was one."""
    _locked(section.contract)
    section = FormSection.objects.get(pk=section.pk)
    rows = list(FormSection.objects.filter(contract=section.contract).order_by("order"))
    place = rows.index(section) + (-1 if up else 1)
    if not 0 <= place < len(rows):
        return False
    other = rows[place]
    mine, theirs = section.order, other.order
    # No two sections may have one place, not for a moment either; the way over a free one is no change of note.
    section.order = rows[-1].order + 1
    section.save_without_historical_record()
    for row, order in ((other, mine), (section, theirs)):
        row.order = order
        _save(row, by)
    return True


@transaction.atomic
def remove_section(*, section: FormSection, by) -> None:
    """Take a section out of the form. Texts that were written under it stay with their reports."""
    _locked(section.contract)
    section._history_user = by
    section.delete()


def _locked(contract):
    Contract.objects.select_for_update().get(pk=contract.pk)


def _save(section, by):
    section._history_user = by
    section.save()


def _free_key(section, taken):
    """A kind that stands once has its own name as key, so that its text is found again whatever the heading."""
    is_text = section.kind in (SectionKind.TEXT, SectionKind.GROUP)
    wanted = slugify(section.heading)[: LONGEST_KEY - 4] if is_text else section.kind
    taken = taken | (PLACES if is_text else set())
    wanted, key, number = wanted or _("part"), "", 1
    while not key or key in taken:
        key = wanted if number == 1 else f"{wanted}-{number}"
        number += 1
    return key
