"""What tests of signing in do again and again, by the doors."""

from datetime import timedelta
from typing import Any

import pyotp
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.tests.authenticator import Authenticator
from strato.accounts.tests.factories import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


def sign_in(user: User, *, agent: str = FIREFOX, password: str = PASSWORD) -> Any:
    """The answer of the door."""
    return APIClient().post("/api/token/", {"email": user.email, "password": password}, headers={"User-Agent": agent})


def browser_with(access: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


def signed_in(user: User, *, agent: str = FIREFOX) -> APIClient:
    """A browser that went through the door."""
    return browser_with(sign_in(user, agent=agent).data["access"])


def proof(client: APIClient) -> dict[str, str]:
    return {"proof": client.post("/api/me/proof/", {"password": PASSWORD}).data["proof"]}


def turn_on_two_step(client: APIClient) -> tuple[pyotp.TOTP, list[str]]:
    """The authenticator app and the recovery codes of whoever this browser is."""
    made = client.post("/api/me/two-step/", proof(client))
    app = pyotp.TOTP(made.data["secret"])
    told = client.post("/api/me/two-step/confirm/", {"code": app.at(timezone.now())})
    return app, told.data["recovery_codes"]


def later(seconds: float) -> Any:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds))


def add_passkey(client: APIClient, device: Authenticator, *, name: str = "Phone") -> Any:
    """The answer to a device's new passkey."""
    begun = client.post("/api/me/passkeys/options/", proof(client)).data
    return client.post(
        "/api/me/passkeys/",
        {"challenge": begun["challenge"], "credential": device.create(begun["options"]), "name": name},
    )


def use_passkey(device: Authenticator, challenge: str = "") -> Any:
    """The answer to signing in by a device's passkey."""
    begun = APIClient().post("/api/token/passkey/options/", {"challenge": challenge}).data
    return APIClient().post(
        "/api/token/passkey/", {"challenge": begun["challenge"], "credential": device.get(begun["options"])}
    )
