#!/usr/bin/env python
"""Django's command line for the portal."""

import gc
import os
import sys


def main():
    """Run the command named on the command line with the portal's settings."""
    # Loading the portal makes half a million objects that all stay: looking through them for garbage every
    # 700 is a fifth of its start.
    gc.set_threshold(100_000)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silab.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
