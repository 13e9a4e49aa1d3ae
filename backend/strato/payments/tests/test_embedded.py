"""Shop and sandbox in one server: the shop's only thread waits for the sandbox, the sandbox posts its webhooks to the shop."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from strato.accounts import tokens
from strato.accounts.models import User
from strato.config.sandbox import with_sandbox
from strato.payments.gateways import gateway
from strato.payments.models import GatewayEvent
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.rig import WEBHOOK, free_port

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def product(settings: Any, tmp_path: Any) -> Iterator[str]:
    """The address of a server with one thread for the shop."""
    port = free_port()
    address = f"http://localhost:{port}"
    settings.STRIPE_API_BASE, settings.PUBLIC_URL, settings.VAR = f"{address}/sandbox", address, tmp_path
    settings.SANDBOX_WEBHOOK_URL = address + WEBHOOK
    gateway.cache_clear()
    http: Any = WSGIMiddleware(get_wsgi_application(), workers=1)  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(with_sandbox(http), port=port, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield address
    server.should_exit = True
    thread.join(10)
    gateway.cache_clear()


def test_one_thread_is_enough(alice: User, product: str) -> None:
    payment = opened(owed(alice))
    assert payment.url.startswith(f"{product}/sandbox/pay/")
    page = httpx.get(payment.url)
    assert page.status_code == 200
    assert 'href="/sandbox/static/pages.css"' in page.text
    assert httpx.get(f"{product}/sandbox/static/pages.css").status_code == 200
    assert httpx.post(payment.url, data={"way": "pay"}).status_code == 303
    headers = {"Authorization": f"Bearer {tokens.issue(alice).access}"}
    answer = httpx.post(f"{product}/api/payments/{payment.pk}/settle/", headers=headers, timeout=20)
    assert answer.json()["status"] == "succeeded"
    for _ in range(100):
        if GatewayEvent.objects.filter(type="checkout.session.completed").exists():
            break
        time.sleep(0.1)
    assert GatewayEvent.objects.filter(type="checkout.session.completed").count() == 1
    assert httpx.get(f"{product}/healthz").status_code == 200
