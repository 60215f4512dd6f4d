"""The link to one request for feedback: it opens the form once and nothing else (domain.md §12)."""

from silab.common.links import Purpose

FEEDBACK = Purpose("trainings.feedback", 60)
