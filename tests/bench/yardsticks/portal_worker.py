"""The portal's worker with one job more, that only tells when it began."""

import os
import time
import uuid

import django
import redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silab.settings")
django.setup()

from silab.celery import app  # noqa: E402, F401
from silab.jobs.actions import enqueue  # noqa: E402
from silab.jobs.registry import handler  # noqa: E402

KIND = "bench.began"


@handler(KIND)
def began(_run, *, channel):
    """Tell that the job began."""
    now = time.time()
    redis.Redis.from_url(os.environ["REDIS_URL"]).rpush(channel, now)


def ask(channel):
    """Ask for one such job."""
    enqueue(KIND, key=uuid.uuid4().hex, payload={"channel": channel}, by=None)
