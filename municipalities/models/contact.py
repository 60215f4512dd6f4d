"""The contact history of a municipality."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.enums import ContactChannel
from municipalities.models.municipality import Municipality
from silab.common.models import Recorded


class ContactQuerySet(models.QuerySet):
    """Named questions about contacts."""

    def for_user(self, user):
        """Contacts that the user may open: all for staff, else none (the log is Silab's own)."""
        return self if user.is_staff else self.none()

    def to_follow_up(self):
        """Contacts to come back to, not done yet."""
        return self.filter(follow_up_on__isnull=False, followed_up_at=None)


class Contact(Recorded):
    """One letter, call, meeting or visit (domain.md §1)."""

    code_prefix = "KONT"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, verbose_name=_("municipality"), related_name="contacts"
    )
    on = models.DateField(_("date"), db_index=True)
    channel = models.CharField(_("channel"), max_length=10, choices=ContactChannel)
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    follow_up_on = models.DateField(_("come back to it on"), null=True, blank=True, db_index=True)
    follow_up = models.CharField(_("what to do then"), max_length=300, blank=True)
    followed_up_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    followed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("done by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["municipality", "-on", "-id"], name="contact_latest")]

    def __str__(self):
        return f"{self.municipality} · {self.get_channel_display()}"
