"""The bare queue: Celery on Redis with one empty task, no Django, no database."""

import os
import time

import redis
from celery import Celery

app = Celery("bare", broker=os.environ["REDIS_URL"])
app.conf.task_ignore_result = True
app.conf.task_default_queue = "bench-bare"
app.conf.worker_prefetch_multiplier = 1
app.conf.broker_connection_retry_on_startup = True


@app.task
def began(channel):
    """Tell that the task began."""
    now = time.time()
    redis.Redis.from_url(os.environ["REDIS_URL"]).rpush(channel, now)
