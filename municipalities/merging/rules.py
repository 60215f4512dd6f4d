"""Who may merge municipalities."""

import rules

from silab.accounts.rules import is_staff

can_merge = is_staff

rules.add_perm("municipalities.merge", can_merge)
