"""Networks: members over time, meetings from the invitation to the minutes, satisfaction (domain.md §4)."""
