"""Sockets, and in embedded mode HTTP too.

Django's views run through its WSGI handler in a few threads: under ASGI they cost several times the CPU, and more threads
than that hold the sockets' loop up. In production HTTP has a process of its own (`manage.py serve --only http`).
"""

import os

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strato.config.settings")
http = WSGIMiddleware(get_wsgi_application(), workers=settings.HTTP_THREADS)  # type: ignore[arg-type]

from strato.config.routing import sockets  # noqa: E402 - models must be loaded first

application = ProtocolTypeRouter({"http": http, "lifespan": http, "websocket": sockets})
