"""The WSGI application: `gunicorn silab.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silab.settings")

application = get_wsgi_application()
