"""Prints the consistency findings on a contract's plan (domain.md §9)."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.checks import check_contract
from silab.accounts.models import Contract


class Command(BaseCommand):
    """`manage.py check_plan CONTRACT`: findings are no failure; an unknown contract is."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("contract", help=_("short name of the contract, such as silab-2021"))

    def handle(self, *, contract, **options):
        held = Contract.objects.filter(slug=contract).first()
        if held is None:
            known = ", ".join(Contract.objects.order_by("slug").values_list("slug", flat=True)) or "–"
            raise CommandError(
                _("There is no contract “%(slug)s”. Known contracts: %(known)s.")
                % {"slug": contract, "known": known}
            )
        findings = check_contract(held)
        self.stdout.write(_("%(contract)s: %(count)s findings.") % {"contract": held, "count": len(findings)})
        for finding in findings:
            where = f" ({finding.where})" if finding.where else ""
            self.stdout.write(f"[{finding.severity.label}] {finding.code}{where}: {finding.text}")
