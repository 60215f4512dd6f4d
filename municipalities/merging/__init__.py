"""Municipalities that merge: a guided act of staff that keeps what was counted countable (domain.md §1).

plan.py says what is to happen and what stands against it, effects.py what follows from it, actions.py does it
and takes it back."""
