"""The portal's settings with one slow kind of job more, for workers that tests kill."""

from silab.settings import *  # noqa: F403
from silab.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.silab.jobs.slow"]
# Tables are made from the models: migrating takes longer than all the rest of the test.
MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}
