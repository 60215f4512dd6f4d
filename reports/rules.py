"""Who may do what with reports, as sentences (house.md). What the state allows is said by the actions."""

import rules


@rules.predicate
def is_staff(user):
    """Silab's own people."""
    return user.is_authenticated and user.is_staff


@rules.predicate
def is_funder_of(user, report):
    """Someone who acts for the funder of the report's contract."""
    return (
        user.is_authenticated
        and user.role == "funder"
        and report is not None
        and report.contract.funders.filter(pk=user.pk).exists()
    )


can_write_report = is_staff
#: Accepting and returning are the funder's own acts; staff never do them in its name.
can_decide_report = is_funder_of

rules.add_perm("reports.write_report", can_write_report)
rules.add_perm("reports.decide_report", can_decide_report)
