"""The payments sandbox below /sandbox, in front of the house's own HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

from strato.payments.gateways.sandbox import PREFIX, sandbox

Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


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
