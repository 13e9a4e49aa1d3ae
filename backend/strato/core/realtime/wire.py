"""Frames as text, encoded once however many sockets they go to, and client text back into messages."""

import types
import uuid
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from strato.core.realtime.frames import Frame
from strato.core.realtime.protocol import MESSAGES, USER_TOPIC, VERSION, Message

TEXT_FIN = 0x81  # RFC 6455 5.2: FIN and opcode 1


class BadMessage(ValueError):
    """The client said something that is not in the protocol."""


class UnknownMessage(BadMessage):
    """A message type this server does not know: ignored, so that newer clients can speak to older servers."""

    def __init__(self, re: str | None) -> None:
        self.re = re
        super().__init__("unknown type")


class Packet:
    """One encoded frame: its text, and its bytes on the wire, which are the same for every socket (a server does not mask)."""

    __slots__ = ("text", "wire")

    def __init__(self, text: str) -> None:
        self.text = text
        payload = text.encode()
        size = len(payload)
        if size < 126:
            head = bytes((TEXT_FIN, size))
        elif size < 65536:
            head = bytes((TEXT_FIN, 126)) + size.to_bytes(2, "big")
        else:
            head = bytes((TEXT_FIN, 127)) + size.to_bytes(8, "big")
        self.wire = head + payload


def durable_body(type_: str, data: Mapping[str, Any], *, frame_id: uuid.UUID, at: datetime) -> bytes:
    """A durable frame without its closing brace: only ``seq`` differs between the people who get it."""
    envelope = {"v": VERSION, "type": type_, "id": str(frame_id), "topic": USER_TOPIC, "ts": at, "data": data}
    return orjson.dumps(envelope)[:-1]


def durable_text(body: str, seq: int) -> str:
    """The durable frame number ``seq``."""
    return f'{body},"seq":{seq}}}'


def topic_text(topic: str, frame: Frame, *, at: datetime) -> bytes:
    """An ephemeral frame on a topic."""
    return orjson.dumps({"v": VERSION, "type": frame.TYPE, "topic": topic, "ts": at, "data": frame})


def control_packet(frame: Frame, *, re: str | None = None, topic: str | None = None) -> Packet:
    """A frame of the protocol itself, or a snapshot, for one socket."""
    envelope: dict[str, Any] = {"v": VERSION, "type": frame.TYPE, "ts": datetime.now(UTC), "data": frame}
    if re is not None:
        envelope["re"] = re
    if topic is not None:
        envelope["topic"] = topic
    return Packet(orjson.dumps(envelope).decode())


def read_message(text: str) -> tuple[Message, str | None]:
    """The client's message and its id; raises ``BadMessage`` (``UnknownMessage`` for a type we do not know)."""
    try:
        envelope = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadMessage("not JSON") from error
    if not isinstance(envelope, dict) or envelope.get("v", VERSION) != VERSION:
        raise BadMessage(f'a frame is an object with "v": {VERSION}')
    known = MESSAGES.get(str(envelope.get("type")))
    identity = envelope.get("id")
    if identity is not None and (not isinstance(identity, str) or len(identity) > 64):
        raise BadMessage("id is a text of at most 64 characters")
    if known is None:
        raise UnknownMessage(identity)
    return build(known, envelope.get("data", {})), identity


T = TypeVar("T")


def build(cls: type[T], data: Any) -> T:
    """A dataclass from JSON; unknown fields are ignored, missing or wrong ones raise ``BadMessage``."""
    if not isinstance(data, dict):
        raise BadMessage("data is an object")
    values, kinds = {}, hints(cls)  # type: ignore[arg-type]
    for spec in fields(cls):  # type: ignore[arg-type]
        if spec.name in data:
            values[spec.name] = coerce(kinds[spec.name], data[spec.name], spec.name)
        elif spec.default is MISSING and spec.default_factory is MISSING:
            raise BadMessage(f"{spec.name} is missing")
    return cls(**values)


@cache
def hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def coerce(expected: Any, value: Any, name: str) -> Any:
    """``value`` as the annotation asks, or ``BadMessage``."""
    origin = get_origin(expected)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return coerce(next(a for a in get_args(expected) if a is not type(None)), value, name)
    if is_dataclass(expected) and isinstance(expected, type):
        return build(expected, value)
    if origin is list:
        if not isinstance(value, list):
            raise BadMessage(f"{name} is a list")
        return [coerce(get_args(expected)[0], item, name) for item in value]
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        raise BadMessage(f"{name} is {expected.__name__}")
    return value
