"""Communities: how they are defined, accepted, spoken for and engaged (domain.md §2)."""
