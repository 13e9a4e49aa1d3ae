"""The application: ``/v1`` for the shop, ``/pay`` for its customers, ``/`` for whoever watches, ``/_chaos`` for tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from stripe_sandbox import api, pages
from stripe_sandbox.deliveries import Postman
from stripe_sandbox.store import Store

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Options:
    """Where it keeps its state, how it is reached, and whom it tells."""

    database: Path
    public_url: str
    """What browsers put in front of ``/pay/...``."""
    secret_key: str
    webhook_url: str
    webhook_secret: str
    webhook_host: str = ""
    """The Host header of webhooks, where the shop answers to its public name only."""


def create_app(options: Options) -> Starlette:
    """The sandbox; its postman lives as long as the application's lifespan."""
    store = Store(options.database, options.public_url)
    headers = {"Host": options.webhook_host} if options.webhook_host else {}
    postman = Postman(store, url=options.webhook_url, secret=options.webhook_secret, headers=headers)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        rounds = asyncio.create_task(postman.run())
        yield
        rounds.cancel()
        with suppress(asyncio.CancelledError):
            await rounds

    app = Starlette(
        routes=[
            Mount("/v1", routes=api.routes),
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
            *pages.routes,
        ],
        lifespan=lifespan,
    )
    app.state.store, app.state.postman, app.state.secret_key = store, postman, options.secret_key
    return app
