"""A sandbox in this process, with a hand on its store."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from stripe_sandbox import acts, checkout
from stripe_sandbox.app import Options, create_app
from stripe_sandbox.deliveries import carry_out
from stripe_sandbox.store import Store

KEY = "sk_test_sandbox"
PRICE = {"currency": "eur", "unit_amount": "4200", "product_data": {"name": "Bracket"}}
FORM: dict[str, Any] = {
    "mode": "payment",
    "success_url": "http://shop.test/done?session={CHECKOUT_SESSION_ID}",
    "cancel_url": "http://shop.test/cart",
    "line_items": [{"price_data": PRICE, "quantity": "1"}],
}


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(tmp_path / "s.sqlite3", "http://pay.test", KEY, "http://shop.test/webhook", "whsec_x")


@pytest.fixture
def store(options: Options) -> Store:
    return Store(options.database, options.public_url)


@pytest.fixture
def do(store: Store) -> Callable[..., Any]:
    """Let something happen: ``do(acts.pay, id, number=...)``."""
    return lambda act, *args, **kwargs: carry_out(store, lambda tx: act(tx, *args, **kwargs))


@pytest.fixture
def session(do: Callable[..., Any]) -> dict[str, Any]:
    """An open session over 42 euros."""
    made: dict[str, Any] = do(checkout.create_session, dict(FORM), {})
    return made


@pytest.fixture
def charge(do: Callable[..., Any], session: dict[str, Any]) -> dict[str, Any]:
    """A charge that was paid by card."""
    paid = do(acts.pay, session["id"], number="4242424242424242")
    intent = do(acts.the, "payment_intent", paid["payment_intent"])
    made: dict[str, Any] = do(acts.the, "charge", intent["latest_charge"])
    return made


@pytest.fixture
def web(options: Options) -> TestClient:
    """A browser, or a shop's server, in front of the sandbox; nothing is delivered."""
    return TestClient(create_app(options), headers={"Authorization": f"Bearer {KEY}"}, follow_redirects=False)
