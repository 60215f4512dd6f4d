"""The portal's settings with one slow kind of job more, for workers that tests kill."""

from silab.settings import *  # noqa: F403
from silab.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.silab.jobs.slow"]
