"""The bare import of the portal's dependencies: every third-party module that `manage.py check` loads, no more.

`… dependencies list FILE` writes their names, `… dependencies import FILE` imports them under the least
settings that they accept."""

import contextlib
import importlib
import os
import sys
from pathlib import Path


def main():
    names = Path(sys.argv[2])
    if sys.argv[1] == "list":
        names.write_text("\n".join(loaded()))
    else:
        import_all(names.read_text().split())


def loaded() -> list[str]:
    """Return the modules under site-packages that a checked portal has loaded."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "silab.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("check", verbosity=0)
    return [
        name
        for name, module in sys.modules.items()
        if "site-packages" in (getattr(module, "__file__", None) or "") and "__" not in name
    ]


def import_all(names: list[str]) -> None:
    """Import them, in the order in which the portal did, with the third-party apps set up."""
    from django.apps import apps
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.admin",
            "django.contrib.humanize",
            "django.contrib.staticfiles",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "crispy_forms",
            "django_celery_beat",
            "django_structlog",
            "simple_history",
        ],
        MIDDLEWARE=["allauth.account.middleware.AccountMiddleware"],
        SECRET_KEY="only-for-imports",
        USE_TZ=True,
    )
    apps.populate(settings.INSTALLED_APPS)
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


if __name__ == "__main__":
    main()
