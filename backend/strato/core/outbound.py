"""The way out to addresses that people chose: what must not be reached is not, and nobody keeps us waiting.

A name is resolved once; every address behind it must be public; the connection goes to that address and no other, so that
a second answer of the name service changes nothing. Redirects are not followed, proxies of the environment not used.
"""

import asyncio
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import httpx
from django.conf import settings

from strato.core.errors import Invalid

LONGEST_ANSWER = 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(Invalid):
    """Carries ``reason``: scheme, user_info, fragment, host, private."""

    code = "address_refused"
    detail = "Messages cannot be sent to this address. It must be a public https:// address."


class Unreachable(Exception):
    """The message did not reach anybody who answered. ``code`` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver said: the status, its headers and the beginning of the text."""

    status: int
    text: str
    milliseconds: int
    headers: Mapping[str, str] = field(default_factory=dict)


def check_url(url: str) -> None:
    """Raise ``AddressRefused`` for what cannot be meant, or must not be; names are resolved only when a message leaves."""
    try:
        parsed = httpx.URL(url)
        _ = parsed.raw_host, parsed.port
    except (httpx.InvalidURL, ValueError) as error:
        raise refused("host") from error
    if parsed.scheme not in (("https", "http") if settings.WEBHOOKS_PRIVATE else ("https",)):
        raise refused("scheme")
    if parsed.userinfo or parsed.fragment:
        raise refused("user_info" if parsed.userinfo else "fragment")
    if not parsed.host or not 0 < (parsed.port or 443) < 65_536 or any(c.isspace() or not c.isprintable() for c in url):
        raise refused("host")
    literal = literal_of(parsed.host)
    is_local = parsed.host == "localhost" or parsed.host.endswith((".localhost", ".local", ".internal"))
    if (is_local or (literal and not is_public(literal))) and not settings.WEBHOOKS_PRIVATE:
        raise refused("private")


def refused(reason: str) -> AddressRefused:
    return AddressRefused(fields={"url": [AddressRefused.detail]}, reason=reason)


def literal_of(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: IPAddress) -> bool:
    """Somewhere in the open internet: no machine or network of ours can be meant, whatever the notation."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inner:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send ``body`` and read the beginning of the answer. Raises ``Unreachable`` with what stood in the way."""
    started = time.monotonic()
    try:
        status, text, answered = asyncio.run(_post(httpx.URL(url), body, headers))
    except AddressRefused as error:
        raise Unreachable("address_refused") from error
    except TimeoutError as error:
        raise Unreachable("timed_out") from error
    except ssl.SSLError as error:
        raise Unreachable("certificate_refused") from error
    except socket.gaierror as error:
        raise Unreachable("name_unknown") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        is_tls = "CERTIFICATE" in str(error) or "SSL" in str(error)
        raise Unreachable("certificate_refused" if is_tls else "connection_failed") from error
    return Answer(status, text, round((time.monotonic() - started) * 1000), answered)


async def _post(url: httpx.URL, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, Mapping[str, str]]:
    """Everything within one deadline, resolving and reading included."""
    async with asyncio.timeout(settings.WEBHOOK_SECONDS):
        check_url(str(url))
        address = await resolve(url)
        client = httpx.AsyncClient(verify=tls(), trust_env=False, follow_redirects=False, timeout=None)  # noqa: S113 - the deadline is around it
        sent = {**headers, "Host": url.netloc.decode(), "Accept-Encoding": "identity"}
        async with (
            client,
            client.stream(
                "POST",
                url.copy_with(host=str(address)),
                content=body,
                headers=sent,
                extensions={"sni_hostname": url.raw_host.decode()},
            ) as response,
        ):
            return response.status_code, await beginning_of(response), response.headers


async def resolve(url: httpx.URL) -> IPAddress:
    """The address to connect to; all that the name stands for must be fit to be reached."""
    port = url.port or (443 if url.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(url.raw_host.decode(), port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses or not (settings.WEBHOOKS_PRIVATE or all(map(is_public, addresses))):
        raise refused("private")
    return addresses[0]


async def beginning_of(response: httpx.Response) -> str:
    """The first kilobyte; the rest stays where it is."""
    read = b""
    async for piece in response.aiter_raw():
        read += piece
        if len(read) >= LONGEST_ANSWER:
            break
    return read[:LONGEST_ANSWER].decode(errors="replace").replace("\x00", "\ufffd")


@lru_cache
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()
