"""The log of notices: each (event, recipient) once, however often the job runs (domain.md §12)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.notices.enums import NoticeState


class NoticeQuerySet(models.QuerySet):
    """Named questions about notices."""

    def due(self):
        """Notices whose time to be sent has come."""
        return self.filter(state=NoticeState.WAITING, next_try__lte=timezone.now())

    def left_by_dead_workers(self, since):
        """Notices that a worker took before `since` and never finished."""
        return self.filter(state=NoticeState.SENDING, claimed__lt=since)


class Notice(models.Model):
    """One mail to one address about one event.

    docs/decisions/0006-a-notice-is-sent-at-most-once.md says why a notice in doubt is not sent again
    by itself.
    """

    event = models.CharField(_("event"), max_length=150)
    recipient = models.EmailField(_("recipient"))
    template = models.CharField(_("template"), max_length=100)
    language = models.CharField(_("language"), max_length=5, default="et")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar entry"), blank=True)
    confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Holds a personal link: the text is not shown, and erased once sent."),
    )
    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    made = models.DateTimeField(_("made"), auto_now_add=True)
    next_try = models.DateTimeField(_("next try"), default=timezone.now)
    claimed = models.DateTimeField(_("taken by a worker"), null=True, blank=True)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    asked_again_at = models.DateTimeField(_("asked again at"), null=True, blank=True)
    asked_again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("asked again by"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["event", "recipient"], name="notice_once")]
        indexes = [models.Index(fields=["state", "next_try"])]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"

    @property
    def can_be_sent_again(self) -> bool:
        """Whether it failed and its text is still here."""
        return self.state in (NoticeState.FAILED, NoticeState.BOUNCED) and bool(self.text)
