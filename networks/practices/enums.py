from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExampleState(TextChoices):
    """From a draft to the public page."""

    DRAFT = "draft", _("draft")
    READY = "ready", _("ready")
    PUBLISHED = "published", _("published")


class ToolKind(TextChoices):
    """What lies in the toolbox (`tööriistakast`)."""

    TOOLBOX = "toolbox", _("toolbox edition")
    METHOD = "method", _("method")
    GUIDE = "guide", _("guide")
    TEMPLATE = "template", _("template")


class Channel(TextChoices):
    """Where something was communicated."""

    WEB = "web", _("web")
    SOCIAL = "social", _("social media")
    PRESS = "press", _("press")
    NEWSLETTER = "newsletter", _("newsletter")
    EVENT = "event", _("event")
