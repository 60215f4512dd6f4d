"""The open calls on the public front page, which stands below the trainings and so cannot ask them itself."""

from django import template
from django.template.loader import render_to_string

from trainings.calls import fresh
from trainings.calls.listing import open_now
from trainings.calls.rules import trained_by

register = template.Library()


@register.simple_tag(takes_context=True)
def open_calls(context):
    """Return the open calls as HTML, out of the cache; a trainer gets the way to the own groups besides."""
    made_at = fresh.stamp()
    found = fresh.fragment(
        "front", made_at, lambda: render_to_string("trainings/calls/front.html", {"open": open_now()})
    )
    user = context["frame"].user
    if user and trained_by(user).exists():
        found += render_to_string("trainings/calls/front_trainer.html")
    return found
