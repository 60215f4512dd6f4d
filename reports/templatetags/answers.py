"""The funder's comments beside the parts of a writing page."""

from django import template

register = template.Library()


@register.filter
def of(answers, field):
    """Return the comments on a field's part; none on pages of reports that nobody comments on."""
    return answers.beside(field.part.key) if answers else ()
