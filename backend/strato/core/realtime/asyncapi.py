"""The AsyncAPI 3.0 document of the socket, made from the registry: nobody writes it by hand."""

from typing import Any

import yaml

from strato.core.realtime.frames import REGISTRY, Frame
from strato.core.realtime.limits import Limits
from strato.core.realtime.protocol import CLOSE_MEANINGS, MESSAGES, Message
from strato.core.realtime.schemas import about, all_schemas, envelope_schema

TOLD = (
    *("hello_seconds", "hello_bytes", "inbound_bytes", "inbound_per_second", "inbound_burst", "ping_seconds"),
    *("sockets_per_user", "sockets_per_ip", "topics_per_socket", "replay_frames"),
)
CHANNEL = {"$ref": "#/channels/socket"}
DESCRIPTION = """\
One WebSocket per client carries everything live, as JSON text frames.

1. Connect to `/ws/` from an allowed origin (a program without an Origin sends `Authorization: Bearer <token>`).
2. Send `hello` with your access token within 5 seconds, and with `resume` if you were here before.
3. You get the durable frames you missed, then `ready`. If they are gone you get `resync`: load your state by REST.
4. `subscribe` to topics; answer each `ping` with `pong`; send `auth.refresh` when `auth.expiring` comes.

*Durable* frames carry `seq`, a gapless number per person. If one is missing, send `resume`; `ping` tells the newest number, so
that even a lost last frame is noticed. *Ephemeral* frames may be dropped, and only the newest of a kind counts.
Ignore frame types and fields that you do not know. Reconnect with full jitter: rand(0, min(30 s, 0.5 s * 2^n)).
A client that cannot hold a socket polls `GET /api/realtime/frames/?after=<seq>&epoch=<epoch>`.
"""


def document(version: str) -> dict[str, Any]:
    """The whole document, ready for YAML."""
    frames, messages = sorted(REGISTRY.items()), sorted(MESSAGES.items())
    everything: list[tuple[str, type[Frame] | type[Message]]] = [*frames, *messages]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Strato frames", "version": version, "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {"strato": {"host": "localhost:8000", "pathname": "/ws/", "protocol": "ws"}},
        "channels": {
            "socket": {
                "address": "/ws/",
                "description": "The one socket of a client.",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name, _ in everything},
                "x-close-codes": {int(code): meaning for code, meaning in CLOSE_MEANINGS.items()},
                "x-limits": limits(),
            }
        },
        "operations": {
            **{operation_id(name): hears(name, cls) for name, cls in messages},
            **{operation_id(name): says(name, cls) for name, cls in frames},
        },
        "components": {
            "messages": {name: message(name, cls) for name, cls in everything},
            "schemas": all_schemas(),
        },
    }


def operation_id(name: str) -> str:
    """ "onStatusChanged" of "status.changed"."""
    return "on" + "".join(part.capitalize() for part in name.replace("_", ".").split("."))


def hears(name: str, cls: type[Message]) -> dict[str, Any]:
    """What the client says."""
    operation = {"action": "receive", "channel": CHANNEL, "summary": first_line(cls), "messages": in_channel(name)}
    if answers := {"subscribe": ["ack", "error"], "unsubscribe": ["ack"], "resume": ["ack"]}.get(name):
        operation["reply"] = {"channel": CHANNEL, "messages": in_channel(*answers)}
    return operation


def says(name: str, cls: type[Frame]) -> dict[str, Any]:
    """What the server says."""
    return {"action": "send", "channel": CHANNEL, "summary": first_line(cls), "messages": in_channel(name)}


def in_channel(*names: str) -> list[dict[str, str]]:
    return [{"$ref": f"#/channels/socket/messages/{name}"} for name in names]


def message(name: str, cls: type[Frame] | type[Message]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "title": cls.__name__, "summary": first_line(cls)}
    if issubclass(cls, Frame):
        described["tags"] = [{"name": "durable" if cls.DURABLE else "ephemeral"}]
    return {**described, "payload": envelope_schema(cls)}


def first_line(cls: type) -> str:
    return about(cls).partition("\n")[0]


def limits() -> dict[str, float]:
    """The default limits that a client meets."""
    defaults = Limits()
    return {name: getattr(defaults, name) for name in TOLD}


class Readable(yaml.SafeDumper):
    """YAML for people: long texts as blocks."""


def block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


Readable.add_representer(str, block)


def as_yaml(version: str) -> str:
    """The document as text."""
    made: str = yaml.dump(document(version), Dumper=Readable, sort_keys=False, allow_unicode=True, width=120)
    return made
