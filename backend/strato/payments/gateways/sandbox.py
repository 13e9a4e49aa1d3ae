"""The payments sandbox of this installation."""

from urllib.parse import urlsplit

from django.conf import settings
from starlette.applications import Starlette

from stripe_sandbox.app import Options, create_app

PREFIX = "/sandbox"


def sandbox() -> Starlette:
    """What it remembers lies below VAR, so that it is the same one in every process."""
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
