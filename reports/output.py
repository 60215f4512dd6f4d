"""A file that a command writes a report into."""

import os

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def check_writable(output):
    """Refuse a file that cannot be written before figures are taken for it."""
    folder = output.parent
    if (
        output.is_dir()
        or not folder.is_dir()
        or not os.access(output if output.exists() else folder, os.W_OK)
    ):
        raise CommandError(unwritable(output))


def unwritable(output):
    """Say in words that a file cannot be written."""
    return _("%(file)s cannot be written. Name a file in a folder that exists and may be written to.") % {
        "file": output
    }
