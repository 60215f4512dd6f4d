"""Selection: the board, decisions, mails to the team, replacement of members (domain.md §3)."""
