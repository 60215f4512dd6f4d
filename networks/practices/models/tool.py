"""The toolbox (`tööriistakast`): methods, guides, templates (domain.md §6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.practices.enums import ToolKind
from silab.common.models import Recorded


class Tool(Recorded):
    """A method, guide or template; or an edition of the whole toolbox."""

    code_prefix = "TÖÖR"

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=ToolKind)
    summary = models.TextField(_("summary"), blank=True)
    url = models.URLField(_("link"), blank=True)
    ready_on = models.DateField(_("ready on"), null=True, blank=True)

    class Meta:
        verbose_name = _("tool")
        verbose_name_plural = _("toolbox")
        ordering = ["kind", "title", "pk"]

    def __str__(self):
        return self.title
