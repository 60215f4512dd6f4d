"""The call: setting a programme up, its public page, recruitment (domain.md §3)."""
