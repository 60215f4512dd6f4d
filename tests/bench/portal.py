"""The portal's own settings, with the yardsticks' table beside its models: for filling and counting only.

What is served and measured runs with `silab.settings` itself."""

from silab.settings import *  # noqa: F403
from silab.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.yardsticks"]
