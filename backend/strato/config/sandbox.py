"""The payments sandbox below /sandbox, in front of the house's own HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from starlette.applications import Starlette

from stripe_sandbox.app import Options, create_app

PREFIX = "/sandbox"
Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


def sandbox() -> Starlette:
    """The sandbox of this installation."""
    return create_app(
        Options(
            database=settings.VAR / "sandbox" / "stripe.sqlite3",
            public_url=settings.PUBLIC_URL + PREFIX,
            secret_key=settings.STRIPE_SECRET_KEY,
            webhook_url=settings.SANDBOX_WEBHOOK_URL,
            webhook_secret=settings.STRIPE_WEBHOOK_SECRETS[0],
            webhook_host=urlsplit(settings.PUBLIC_URL).netloc,
        )
    )


def with_sandbox(http: App) -> App:
    """Whatever begins with /sandbox, and the life of the process, to the sandbox; everything else to the house."""
    inner: Any = sandbox()

    async def application(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await inner(scope, receive, send)
        elif scope["path"].startswith(f"{PREFIX}/"):
            await inner({**scope, "root_path": PREFIX}, receive, send)
        else:
            await http(scope, receive, send)

    return application
