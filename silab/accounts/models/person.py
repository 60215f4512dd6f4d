"""A person in the portal's records: participant, spokesperson, member; with or without an account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from silab.common.models import Named, Recorded


class Person(Named, Recorded):
    """One human being, once, so that "people trained" counts people (domain.md §10)."""

    code_prefix = "ISIK"

    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        related_name="person",
    )

    class Meta(Named.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~models.Q(email=""),
                name="person_email_once",
                violation_error_message=_("A person with this e-mail address is already recorded."),
            )
        ]
