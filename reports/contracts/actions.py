"""Saving a contract."""

from django.db import transaction

from silab.accounts.models import Contract


@transaction.atomic
def keep_contract(*, contract: Contract, funders, by) -> Contract:
    """Save a contract that a form has checked, with the funder's people who see it."""
    if contract.pk is None:
        contract.created_by = by
    contract._history_user = by
    contract.save()
    contract.funders.set(funders)
    return contract
