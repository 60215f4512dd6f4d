"""Files that jobs make for whoever asked: sheets, letters, tables. They go after a week; what must stay is
kept by a record of its own (an annual report's PDF, a certificate)."""

import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from silab.jobs.models import Job

KEPT_FOR = timedelta(days=7)


def made(job: Job, content: bytes, *, name: str, words: str = "") -> dict:
    """Store a file that a job made and return the job's result: a link to it, in these words.

    Call it in the callable that ends the job, so that a job done twice leaves one file. `name` is the name
    under which it is downloaded, with its ending.
    """
    path = default_storage.save(f"made/{uuid.uuid4().hex}.{name.rpartition('.')[2]}", ContentFile(content))
    return {"url": reverse("jobs:file", args=[job.pk]), "text": str(words), "file": path, "name": name}


def sweep() -> int:
    """Delete the files of jobs that ended a week ago; return how many."""
    old = Job.objects.filter(ended__lt=timezone.now() - KEPT_FOR, result__has_key="file")
    swept = 0
    for job in old.order_by("pk"):
        default_storage.delete(job.result["file"])
        job.result = {}
        job.save(update_fields=["result"])
        swept += 1
    return swept
