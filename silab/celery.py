"""The Celery application: `celery -A silab worker`, `celery -A silab beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silab.settings")

app = Celery("silab")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
