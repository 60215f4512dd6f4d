"""Registration of teams and single persons, and each member’s own confirmation (domain.md §3)."""
