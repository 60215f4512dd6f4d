"""Which contract and which year a page speaks of, from its address."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from silab.accounts.models import Contract


@dataclass
class Scope:
    """A contract that the reader may open and one of its years; `contract` None where there is none at all."""

    contracts: list[Contract]
    contract: Contract | None
    year: int

    def url(self, name: str, **changes) -> str:
        """Return a page's address for this contract and year, with some parameters changed."""
        values = {"leping": self.contract.slug if self.contract else "", "aasta": self.year, **changes}
        return f"{reverse(name)}?{urlencode({key: value for key, value in values.items() if value not in ('', None)})}"

    @cached_property
    def years(self) -> list[int]:
        """The contract's years."""
        return list(self.contract.years) if self.contract else []


def scope_of(request) -> Scope:
    """Read contract (`leping`) and year (`aasta`); by default the contract of today and its year of today.

    Raises Http404 for a contract that the reader may not open and for a year outside it.
    """
    contracts = list(Contract.objects.for_user(request.user).order_by("-starts_on", "slug"))
    today = timezone.localdate()
    slug = request.GET.get("leping")
    if slug:
        contract = next((row for row in contracts if row.slug == slug), None)
        if contract is None:
            raise Http404
    else:
        running = (row for row in contracts if row.starts_on <= today <= row.ends_on)
        contract = next(running, contracts[0] if contracts else None)
    if contract is None:
        return Scope([], None, today.year)
    return Scope(contracts, contract, _year(request.GET.get("aasta"), contract.years, today.year))


def _year(asked, years, this_year):
    if not asked:
        return min(max(this_year, years[0]), years[-1])
    if not asked.isdecimal() or len(asked) != 4 or int(asked) not in years:
        raise Http404
    return int(asked)
