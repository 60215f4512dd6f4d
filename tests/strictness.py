"""Pytest plugin: what fails a test beside its own assertions (undefined template variables)."""

import sys
from contextlib import contextmanager

from django.conf import settings


def undefined(variable):
    """Raise AssertionError when a template of ours prints a variable that it was not given."""
    expression, context = expression_being_resolved()
    defaulted = expression.filters and expression.filters[0][0].__name__ in ("default", "default_if_none")
    if not defaulted and is_ours(context):
        template = getattr(context.render_context, "template", None) or context.template
        raise AssertionError(f"Undefined template variable “{variable}” in {template.origin.name}")
    with lenient(context.template.engine):
        return expression.resolve(context)


def expression_being_resolved():
    """Return Django's FilterExpression and its context, from the frames above."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name == "resolve" and "ignore_failures" in frame.f_locals:
            return frame.f_locals["self"], frame.f_locals["context"]
        frame = frame.f_back
    raise RuntimeError("Django resolves template variables in another way than this plugin knows")


def is_ours(context) -> bool:
    """Whether the template being rendered lies in the project's own templates."""
    template = context.render_context.template or context.template
    return str(template.origin.name).startswith(str(settings.BASE_DIR / "templates"))


@contextmanager
def lenient(engine):
    strict, engine.string_if_invalid = engine.string_if_invalid, ""
    try:
        yield
    finally:
        engine.string_if_invalid = strict
