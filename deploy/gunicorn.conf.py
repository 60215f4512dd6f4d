"""Gunicorn: `gunicorn -c deploy/gunicorn.conf.py silab.wsgi`. Sync workers: on two cores they beat threads."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "sync"
timeout = 60
graceful_timeout = 20
# A worker is renewed now and then, so that no leak lives long; not all at the same time.
max_requests = 2000
max_requests_jitter = 200
keepalive = 5
# Its own 4 094 would answer a long search in English; nginx takes 8 KB as well.
limit_request_line = 8190
accesslog = None
errorlog = "-"
# Its default is a socket in the home folder.
control_socket_disable = True
