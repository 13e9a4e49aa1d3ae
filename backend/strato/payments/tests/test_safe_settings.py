"""What must never be paid with, or for nothing."""

from typing import Any

import pytest

from strato.config import safety

SANDBOX: dict[str, Any] = {
    "api_base": "http://127.0.0.1:8000/sandbox",
    "key": safety.SANDBOX_KEY,
    "webhook_secrets": [safety.SANDBOX_WEBHOOK_SECRET],
    "allow_live": False,
    "hosts": ["localhost"],
    "sandbox_on_public": False,
}
REAL = SANDBOX | {"api_base": "https://api.stripe.com", "key": "sk_test_mine", "webhook_secrets": ["whsec_mine"]}
LIVE = REAL | {"key": "sk_live_mine"}


@pytest.mark.parametrize(
    "settings",
    [
        SANDBOX,
        REAL,
        LIVE | {"allow_live": True},
        SANDBOX | {"hosts": ["shop.example.org"], "sandbox_on_public": True},
        REAL | {"hosts": ["shop.example.org"]},
    ],
)
def test_what_is_meant_may_start(settings: dict[str, Any]) -> None:
    assert safety.payment_problems(**settings) == []


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        (SANDBOX | {"key": "sk_live_mine"}, "live key while STRIPE_API_BASE is the sandbox"),
        (SANDBOX | {"key": "rk_live_mine", "allow_live": True}, "live key while STRIPE_API_BASE is the sandbox"),
        (SANDBOX | {"hosts": ["shop.example.org"]}, "play money"),
        (LIVE, "STRIPE_ALLOW_LIVE"),
        (LIVE | {"allow_live": True, "api_base": "http://api.stripe.com"}, "https://"),
        (REAL | {"key": safety.SANDBOX_KEY}, "STRIPE_SECRET_KEY"),
        (REAL | {"webhook_secrets": [safety.SANDBOX_WEBHOOK_SECRET]}, "STRIPE_WEBHOOK_SECRETS"),
        (REAL | {"webhook_secrets": []}, "STRIPE_WEBHOOK_SECRETS"),
    ],
)
def test_what_is_not_meant_is_refused(settings: dict[str, Any], word: str) -> None:
    (problem,) = safety.payment_problems(**settings)
    assert word in problem
