"""Participant data that a funder requires: sealed, masked, revealed, exported, erased (domain.md §3)."""
