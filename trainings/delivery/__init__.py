"""Delivery: schedule, materials, homework, sign-in sheets, notices (domain.md §3)."""
