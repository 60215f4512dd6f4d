"""The yardsticks' application, served by the same gunicorn settings as the portal."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.yardsticks.settings"

application = get_wsgi_application()
