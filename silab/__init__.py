"""The portal's project package: settings, and what knows nothing of municipalities."""

from silab.celery import app as celery_app

__all__ = ["celery_app"]
