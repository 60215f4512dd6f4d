"""A background job as a row: asked twice it is one, killed in the middle it is run again (domain.md §11)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.jobs.enums import UNFINISHED, JobState


class JobQuerySet(models.QuerySet):
    """Named questions about jobs."""

    def for_user(self, user):
        """Jobs that the user may look at: all for staff, else those that the user asked for."""
        return self if user.is_staff else self.filter(asked_by=user.pk)


class Job(models.Model):
    """One piece of work for a Celery worker, with its progress.

    A worker holds a running job by a lease that it keeps renewing. When the worker dies the lease runs
    out and the job is queued again; what the dead worker might still write is refused by its stale token.
    """

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=120)
    payload = models.JSONField(_("payload"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    percent = models.PositiveSmallIntegerField(_("progress"), default=0)
    step = models.CharField(_("step"), max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    token = models.UUIDField(null=True, editable=False)
    # Running: until when the worker holds it. Waiting: by when a worker should have claimed it.
    leased_until = models.DateTimeField(null=True, editable=False)
    result = models.JSONField(_("result"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        related_name="+",
    )
    started = models.DateTimeField(_("started"), null=True, blank=True)
    ended = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state__in=UNFINISHED),
                name="job_unfinished_once",
            )
        ]
        indexes = [models.Index(fields=["state", "leased_until"])]

    def __str__(self):
        return f"{self.kind} {self.key}"

    @property
    def is_unfinished(self) -> bool:
        """Whether the job still waits or runs."""
        return self.state in UNFINISHED
