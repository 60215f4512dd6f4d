"""What every template may name."""

from django.conf import settings


def portal(request):
    """Give templates the demo flag."""
    return {"DEMO": settings.DEMO}
