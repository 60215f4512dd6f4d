"""Who may ask to act for a municipality, and who looks after the officials there (domain.md §1)."""

import rules

from municipalities.rules import is_official_of
from silab.accounts.rules import is_funder, is_staff

#: An account has one role: staff and funders act as themselves.
can_ask_access = ~is_staff & ~is_funder
can_decide_requests = is_staff
#: Inviting a colleague, taking a right away, naming who is responsible for engagement.
can_manage_colleagues = is_staff | is_official_of

rules.add_perm("municipalities.decide_requests", can_decide_requests)
rules.add_perm("municipalities.manage_colleagues", can_manage_colleagues)
