"""Who may open a page: the marks of silab/common/access.py, for all that stands above the accounts."""

from silab.common.access import EVERYONE, SIGNED_IN, open_to, public, signed_in, staff_only

__all__ = ["EVERYONE", "SIGNED_IN", "open_to", "public", "signed_in", "staff_only"]
