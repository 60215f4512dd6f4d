"""Communities: how they come to the portal, are accepted, and who speaks for them (domain.md §2)."""
