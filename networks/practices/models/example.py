"""Good examples (`hea näide`) and their videos (domain.md §6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.practices.enums import ExampleState
from silab.common.models import Recorded


class GoodExample(Recorded):
    """A story of involving residents that others can learn from."""

    code_prefix = "NÄIDE"

    title = models.CharField(_("title"), max_length=200)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="examples",
    )
    community = models.ForeignKey(
        "municipalities.Community",
        models.PROTECT,
        verbose_name=_("community"),
        null=True,
        blank=True,
        related_name="examples",
    )
    story = models.TextField(_("story"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ExampleState, default=ExampleState.DRAFT)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    video_url = models.URLField(_("video"), blank=True)
    video_published_on = models.DateField(_("video published on"), null=True, blank=True)

    class Meta:
        verbose_name = _("good example")
        verbose_name_plural = _("good examples")
        ordering = ["-published_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=ExampleState.PUBLISHED) | models.Q(published_on__isnull=False),
                name="example_published_has_date",
                violation_error_message=_("A published example needs the date of publication."),
            ),
            models.CheckConstraint(
                condition=models.Q(video_published_on=None) | ~models.Q(video_url=""),
                name="example_video_has_link",
                violation_error_message=_("A published video needs its link."),
            ),
        ]

    def __str__(self):
        return self.title
