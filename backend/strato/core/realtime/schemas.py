"""JSON Schema (2020-12) of the wire, from the dataclasses of the registry."""

import types
import uuid
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from inspect import getdoc
from typing import Any, Literal, Union, get_args, get_origin

from strato.core.realtime.frames import REGISTRY, Frame
from strato.core.realtime.protocol import MESSAGES, USER_TOPIC, VERSION, Message
from strato.core.realtime.wire import hints

Schema = dict[str, Any]
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    uuid.UUID: {"type": "string", "format": "uuid"},
    datetime: {"type": "string", "format": "date-time"},
    Any: {},
}


def reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def schema_of(annotation: Any) -> Schema:
    """The schema of one annotation; nested dataclasses by reference."""
    if annotation in PLAIN:
        return dict(PLAIN[annotation])
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return {"oneOf": [schema_of(argument) for argument in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (list, tuple, set, frozenset):
        return {"type": "array", "items": schema_of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {"enum": [member.value for member in annotation]}
    if is_dataclass(annotation) and isinstance(annotation, type):
        return reference(annotation.__name__)
    raise TypeError(f"frames cannot carry {annotation!r}")


def object_schema(cls: type) -> Schema:
    """The schema of a dataclass. The server always writes every field; a client may leave out those with a default."""
    annotations = hints(cls)
    told = issubclass(cls, Frame)
    required = [f.name for f in fields(cls) if told or (f.default is MISSING and f.default_factory is MISSING)]
    schema: Schema = {
        "type": "object",
        "description": about(cls),
        "properties": {f.name: schema_of(annotations[f.name]) for f in fields(cls)},
    }
    if required:
        schema["required"] = required
    if told:
        schema["additionalProperties"] = False
    return schema


def envelope_schema(cls: type[Frame] | type[Message]) -> Schema:
    """The schema of a whole frame on the wire."""
    properties: Schema = {"v": {"const": VERSION}, "type": {"const": cls.TYPE}}
    required = ["type", "data"]
    if issubclass(cls, Frame):
        properties["ts"] = {"type": "string", "format": "date-time"}
        required = ["v", "type", "ts", "data"]
        if cls.DURABLE:
            properties |= {
                "id": {"type": "string", "format": "uuid"},
                "topic": {
                    "type": "string",
                    "description": f'"{USER_TOPIC}" when it comes from the log, else the topic',
                },
                "seq": {"type": "integer", "minimum": 1, "description": "number in your stream; absent on topics"},
            }
        else:
            properties |= {
                "topic": {"type": "string"},
                "re": {"type": "string", "description": "the id of the message this answers"},
            }
    else:
        properties["id"] = {"type": "string", "maxLength": 64, "description": "comes back as re of the answer"}
    properties["data"] = reference(cls.__name__)
    closed = {"additionalProperties": False} if issubclass(cls, Frame) else {}
    return {"type": "object", "properties": properties, "required": required, **closed}


def all_schemas() -> dict[str, Schema]:
    """Every dataclass that travels, by name, with what it contains."""
    found: dict[str, Schema] = {}
    waiting: list[type] = [*REGISTRY.values(), *MESSAGES.values()]
    while waiting:
        cls = waiting.pop()
        if found.setdefault(cls.__name__, object_schema(cls))["description"] != about(cls):
            raise ValueError(f"two classes on the wire are called {cls.__name__}")
        waiting += [inner for inner in parts_of(cls) if inner.__name__ not in found]
    return dict(sorted(found.items()))


def parts_of(cls: type) -> list[type]:
    """Dataclasses inside the fields of a dataclass."""
    found: list[type] = []
    waiting = [hints(cls)[f.name] for f in fields(cls)]
    while waiting:
        annotation = waiting.pop()
        if is_dataclass(annotation) and isinstance(annotation, type):
            found.append(annotation)
        waiting += get_args(annotation)
    return found


def about(cls: type) -> str:
    """The docstring as Markdown."""
    return (getdoc(cls) or "").replace("``", "`")
