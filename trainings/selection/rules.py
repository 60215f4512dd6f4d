"""Who may decide on applications and replace members of teams, as sentences (domain.md §3)."""

import rules

from silab.accounts.rules import is_staff
from trainings.registration.rules import is_submitter

can_decide = is_staff
can_replace_members = is_staff | is_submitter

rules.add_perm("trainings.decide_application", can_decide)
rules.add_perm("trainings.replace_members", can_replace_members)
