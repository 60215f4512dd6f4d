"""How a community comes to the portal: by a representative's own form, or by an invitation (domain.md §2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.enums import CommunityKind
from municipalities.models.community import Community
from municipalities.models.municipality import Municipality
from silab.common.models import Named


class CommunityInvitation(models.Model):
    """An official or staff asks somebody to describe a community; the letter holds a personal link."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name=_("municipality"), related_name="community_invitations"
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    invited_at = models.DateTimeField(_("invited at"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("invited by"), null=True, related_name="+"
    )
    community = models.ForeignKey(
        Community, models.SET_NULL, verbose_name=_("community"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation to describe a community")
        verbose_name_plural = _("invitations to describe a community")
        ordering = ["-pk"]

    def __str__(self):
        return self.email


class CommunityProposal(Named):
    """What a stranger wrote on the public form. It becomes a community once its address is confirmed, so
    that nobody reserves names or writes to officials under a borrowed address."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, verbose_name=_("municipality"), related_name="community_proposals"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CommunityKind)
    self_definition = models.TextField(_("self-definition"), max_length=5000)
    boundary = models.CharField(_("boundary or shared interest"), max_length=300)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    representative_name = models.CharField(_("your name"), max_length=150)
    representative_email = models.EmailField(_("your e-mail address"))
    representative_phone = models.CharField(_("phone"), max_length=40, blank=True)
    proposed_on = models.DateField(_("proposed on"))
    #: None until the address is confirmed.
    community = models.OneToOneField(
        Community, models.CASCADE, verbose_name=_("community"), null=True, blank=True, related_name="proposal"
    )

    class Meta(Named.Meta):
        verbose_name = _("proposed community")
        verbose_name_plural = _("proposed communities")
