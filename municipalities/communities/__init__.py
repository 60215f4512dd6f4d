"""Communities: how they come to the portal, are accepted, spoken for and engaged (domain.md §2)."""
