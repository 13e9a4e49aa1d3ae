"""The way out: nothing of ours can be reached through it."""

import asyncio
import ipaddress
import socket
from typing import Any

import pytest

from strato.core import outbound
from strato.core.outbound import AddressRefused, Unreachable
from strato.webhooks.tests.receiver import Receiver


@pytest.fixture
def public(settings: Any) -> None:
    """A server that faces the internet."""
    settings.WEBHOOKS_PRIVATE = False


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.org/hook", "scheme"),
        ("ftp://example.org/hook", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("example.org/hook", "scheme"),
        ("https://", "host"),
        ("https:///hook", "host"),
        ("https://exa mple.org/", "host"),
        ("https://example.org:99999/", "host"),
        ("https://example.org/\n", "host"),
        ("https://user:word@example.org/", "user_info"),
        ("https://example.org/#part", "fragment"),
        ("https://localhost/", "private"),
        ("https://a.localhost/", "private"),
        ("https://printer.local/", "private"),
        ("https://metadata.google.internal/", "private"),
        ("https://127.0.0.1/", "private"),
        ("https://10.1.2.3/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
        ("https://[::1]/", "private"),
        ("https://[fd00::1]/", "private"),
        ("https://[fe80::1]/", "private"),
        ("https://[::ffff:127.0.0.1]/", "private"),
        ("https://[64:ff9b::7f00:1]/", "private"),
        ("https://0.0.0.0/", "private"),
        ("https://224.0.0.1/", "private"),
    ],
)
def test_an_address_that_must_not_be_reached_is_refused(public: None, url: str, reason: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        outbound.check_url(url)
    assert refused.value.facts == {"reason": reason}


@pytest.mark.parametrize("url", ["https://example.org/hook?a=1", "https://example.org:8443/", "https://8.8.8.8/"])
def test_a_public_address_is_fine(public: None, url: str) -> None:
    assert outbound.check_url(url) is None  # type: ignore[func-returns-value]  # it refuses by raising


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.0.0.1", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("100.64.0.1", False), ("169.254.1.1", False),
        ("192.0.2.1", False), ("255.255.255.255", False), ("0.0.0.0", False), ("239.1.1.1", False),
        ("::", False), ("::1", False), ("fc00::1", False), ("ff0e::1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False), ("64:ff9b::808:808", True),
    ],
)  # fmt: skip
def test_public_is_what_lies_in_the_open_internet(address: str, expected: bool) -> None:
    assert outbound.is_public(ipaddress.ip_address(address)) is expected


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """The name service answers this, one after the other; gives the names that were asked for."""
    asked: list[str] = []
    left = list(answers)

    async def getaddrinfo(self: Any, host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["10.0.0.7"], ["8.8.8.8", "127.0.0.1"], ["::1"]])
def test_a_name_that_leads_inside_is_refused(public: None, monkeypatch: pytest.MonkeyPatch, answer: list[str]) -> None:
    names(monkeypatch, answer)
    with pytest.raises(Unreachable) as failed:
        outbound.post("https://innocent.example.org/hook", b"{}", {})
    assert failed.value.code == "address_refused"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1"])
def test_odd_spellings_of_loopback_lead_nowhere(public: None, host: str) -> None:
    """The name service reads them as 127.0.0.1; what it says is what is checked."""
    with pytest.raises(Unreachable) as failed:
        outbound.post(f"https://{host}/hook", b"{}", {})
    assert failed.value.code in ("address_refused", "name_unknown")


def test_the_name_is_resolved_once_and_the_connection_goes_there(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    """A second answer of the name service, which would lead elsewhere, is never asked for."""
    asked = names(monkeypatch, ["127.0.0.1"], ["192.0.2.9"])
    port = receiver.url.split(":")[2].removesuffix("/hook")
    answer = outbound.post(f"http://hooks.example.org:{port}", b"{}", {"webhook-id": "1"})
    assert answer.status == 200
    assert asked[0] == "hooks.example.org"
    assert "192.0.2.9" not in asked
    assert receiver.got[0].headers["Host"] == f"hooks.example.org:{port}"


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert outbound.post(receiver.url, b"{}", {}).status == 200


def test_a_server_without_a_good_certificate_is_refused(receiver: Receiver) -> None:
    with pytest.raises(Unreachable) as failed:
        outbound.post(receiver.url.replace("http://", "https://"), b"{}", {})
    assert failed.value.code == "certificate_refused"
