"""The way to a payment service that lives in this very process: a history is told before any server runs."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import stripe


class InProcess(stripe.HTTPClient):
    """Carries the library's requests to an ASGI application instead of to the network; close it when done."""

    name = "in_process"

    def __init__(self, app: Any) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app), verify=False)  # noqa: S501 - no network

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        answer = self._runner.run(self._http.request(method, url, headers=headers, content=post_data))
        return answer.text, answer.status_code, answer.headers

    def close(self) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()
