"""The log of notices: each (event, recipient) once, however often the job runs (domain.md §12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.notices.enums import NoticeState


class Notice(models.Model):
    """One mail to one address about one event."""

    event = models.CharField(_("event"), max_length=150)
    recipient = models.EmailField(_("recipient"))
    template = models.CharField(_("template"), max_length=100)
    language = models.CharField(_("language"), max_length=5, default="et")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar entry"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=NoticeState, default=NoticeState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    made = models.DateTimeField(_("made"), auto_now_add=True)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    next_try = models.DateTimeField(_("next try"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["event", "recipient"], name="notice_once")]
        indexes = [models.Index(fields=["state", "next_try"])]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"
