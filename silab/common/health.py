"""Whether the portal can do its work: database, queue and disk, for whoever watches the server."""

import os
import shutil

import redis
import structlog
from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

#: Below this a report's PDF may no longer find room.
FREE_BYTES_NEEDED = 200_000_000
log = structlog.get_logger(__name__)


class Unhealthy(Exception):
    """A part of the portal does not do its work."""


@require_safe
@never_cache
def healthz(_request):
    """Answer 200 when all is well, else 503, naming the parts and no reason: reasons stand in the log."""
    states = {name: _state(name, check) for name, check in CHECKS.items()}
    well = all(state == "ok" for state in states.values())
    return JsonResponse({"status": "ok" if well else "failing", **states}, status=200 if well else 503)


def _state(name, check):
    try:
        check()
    except Exception:
        log.exception("health_check_failed", part=name)
        return "failing"
    return "ok"


def check_database():
    """Raise when the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_queue():
    """Raise when a job could not be handed to a worker."""
    if settings.REDIS_URL:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as broker:
            broker.ping()
        return
    folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"]
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unhealthy(f"{folder} is not writable")


def check_disk():
    """Raise when the disk of the portal's files is nearly full."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    if free < FREE_BYTES_NEEDED:
        raise Unhealthy(f"{free} bytes are free")


CHECKS = {"database": check_database, "queue": check_queue, "disk": check_disk}
