"""Mentoring of teams and the advisory programme (domain.md §3)."""
