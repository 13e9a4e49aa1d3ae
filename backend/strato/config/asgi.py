"""Sockets, and in embedded mode HTTP too; and the payments sandbox, where STRIPE_API_BASE points at it.

Django's views run through its WSGI handler in a few threads: under ASGI they cost several times the CPU, and more threads
than that hold the sockets' loop up. The sandbox answers on the loop itself, so a view that waits for it never waits for
its own thread. In production HTTP has a process of its own (`manage.py serve --only http`).
"""

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strato.config.settings")
http: Any = WSGIMiddleware(get_wsgi_application(), workers=settings.HTTP_THREADS)  # type: ignore[arg-type]

from strato.config.routing import sockets  # noqa: E402 - models must be loaded first
from strato.config.sandbox import with_sandbox  # noqa: E402

web = with_sandbox(http) if settings.STRIPE_SANDBOX else http
application = ProtocolTypeRouter({"http": web, "lifespan": web, "websocket": sockets})
