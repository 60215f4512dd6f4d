"""Feedback by signed link and the recommendation index (domain.md §3)."""
