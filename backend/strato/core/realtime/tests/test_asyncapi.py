"""The documents of the wire are made from the registry, and fresh."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from strato.core.realtime import asyncapi, typescript
from strato.core.realtime.frames import REGISTRY, Frame, StatusChanged
from strato.core.realtime.protocol import MESSAGES
from strato.core.realtime.schemas import envelope_schema, object_schema, schema_of
from strato.core.realtime.wire import hints


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for child in node.values():
            yield from references(child)
    if isinstance(node, list):
        for child in node:
            yield from references(child)


def test_the_generated_files_are_what_the_registry_says() -> None:
    call_command("asyncapi", "--check")


def test_every_reference_leads_somewhere() -> None:
    document = asyncapi.document("1")
    for reference in references(document):
        node: Any = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_every_frame_and_every_message_is_described() -> None:
    document = asyncapi.document("1")
    assert set(document["components"]["messages"]) == {*REGISTRY, *MESSAGES}
    for name, cls in {**REGISTRY, **MESSAGES}.items():
        message = document["components"]["messages"][name]
        assert message["summary"], f"{cls.__name__} has no docstring"
        Draft202012Validator.check_schema(message["payload"])
        action = document["operations"][asyncapi.operation_id(name)]["action"]
        assert action == ("send" if issubclass(cls, Frame) else "receive")


def test_a_frame_must_be_exactly_what_its_class_says() -> None:
    validator = Draft202012Validator(
        {**envelope_schema(StatusChanged), "components": {"schemas": {"StatusChanged": object_schema(StatusChanged)}}}
    )
    data = {"kind": "x", "id": "1", "from_status": "a", "to_status": "b", "reason": ""}
    frame = {"v": 1, "type": "status.changed", "ts": "2026-01-01T00:00:00Z", "data": data, "seq": 1}
    assert validator.is_valid(frame)
    assert not validator.is_valid({**frame, "seq": 0})
    assert not validator.is_valid({**frame, "type": "other"})
    assert not validator.is_valid({**frame, "data": {**data, "more": 1}})
    assert not validator.is_valid({**frame, "data": {"kind": "x"}})


@dataclass(frozen=True)
class Many:
    """Fields of every kind."""

    words: list[str]
    maybe: int | None
    table: dict[str, float]


def test_annotations_become_schemas_and_types() -> None:
    kinds = {name: schema_of(annotation) for name, annotation in hints(Many).items()}
    assert kinds["words"] == {"type": "array", "items": {"type": "string"}}
    assert kinds["maybe"] == {"oneOf": [{"type": "integer"}, {"type": "null"}]}
    assert [typescript.type_of(kind) for kind in kinds.values()] == [
        "string[]",
        "number | null",
        "Record<string, number>",
    ]


def test_what_cannot_travel_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot carry"):
        schema_of(complex)
