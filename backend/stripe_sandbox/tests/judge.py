"""Stripe's own OpenAPI document as the judge of requests, answers and events.

Form values are strings: they are read as the schema says before they are judged. ``nullable`` becomes a choice with null, and
objects take no properties that the document does not name.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from stripe_sandbox import forms

SPEC = Path(__file__).parents[1] / "spec" / "openapi.reduced.json"
HOME = "urn:stripe"
OPEN_OBJECTS = {"error", "notification_event_data"}  # the document shows some of their properties only
Schema = dict[str, Any]


@cache
def document() -> Schema:
    """The document, rewritten for a plain JSON Schema validator."""
    found: Schema = json.loads(SPEC.read_text())
    for schema in found["components"]["schemas"].values():
        closed(schema)
    for path in found["paths"].values():
        for operation in path.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/x-www-form-urlencoded")
            if body:
                closed(body["schema"])
    for name in OPEN_OBJECTS:
        found["components"]["schemas"][name].pop("additionalProperties", None)
    rewritten: Schema = nullable(found)
    return rewritten


def closed(schema: Any) -> None:
    """No properties but the named ones, at every depth."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and schema.get("properties"):
            schema.setdefault("additionalProperties", False)
        for part in schema.values():
            closed(part)
    elif isinstance(schema, list):
        for part in schema:
            closed(part)


def nullable(schema: Any) -> Any:
    if isinstance(schema, list):
        return [nullable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    rest = {name: nullable(part) for name, part in schema.items() if name != "nullable"}
    return {"anyOf": [rest, {"type": "null"}]} if schema.get("nullable") is True else rest


@cache
def validator(pointer: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resource(HOME, DRAFT202012.create_resource(document()))
    return Draft202012Validator({"$ref": f"{HOME}#{pointer}"}, registry=registry)


def judge(pointer: str, value: Any) -> list[str]:
    """What is wrong with a value, "path: why"."""
    errors = list(validator(pointer).iter_errors(value))
    found = [best_match([error]) or error for error in errors]
    return [f"{'.'.join(map(str, error.absolute_path)) or '(root)'}: {error.message[:300]}" for error in found]


def operation(method: str, path: str) -> tuple[str, Schema]:
    """(path in the document, operation) of a request."""
    for template, operations in document()["paths"].items():
        pattern = re.sub(r"\{\w+\}", "[^/]+", template)
        if method.lower() in operations and re.fullmatch(pattern, path):
            return template, operations[method.lower()]
    raise AssertionError(f"the document has no {method} {path}")


def judge_request(method: str, path: str, text: str) -> list[str]:
    """What is wrong with a request: body of a POST, query of a GET."""
    template, known = operation(method, path)
    form = forms.parse(text)
    if method == "POST":
        pointer = pointer_to(
            "paths", template, "post", "requestBody", "content", "application/x-www-form-urlencoded", "schema"
        )
        schema = known["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
        return judge(pointer, read(form, schema))
    parameters = {parameter["name"]: (place, parameter) for place, parameter in enumerate(known.get("parameters", []))}
    problems = [f"{name}: not a parameter" for name in form if name not in parameters]
    for name in form.keys() & parameters.keys():
        place, parameter = parameters[name]
        pointer = pointer_to("paths", template, "get", "parameters", str(place), "schema")
        problems += [f"{name}: {problem}" for problem in judge(pointer, read(form[name], parameter["schema"]))]
    return problems


def judge_answer(status: int, body: Any) -> list[str]:
    """What is wrong with an answer: an object, a list of them, or an error."""
    if status != 200:
        return judge("/components/schemas/error", body)
    if body.get("object") == "list":
        problems = [f"missing {name}" for name in ("data", "has_more", "url") if name not in body]
        return problems + [problem for part in body["data"] for problem in judge_object(part)]
    return judge_object(body)


def judge_event(body: Any) -> list[str]:
    """What is wrong with an event and with the object in it."""
    return judge("/components/schemas/event", body) + judge_object(body["data"]["object"])


def judge_object(body: Any) -> list[str]:
    return judge(f"/components/schemas/{body['object']}", body)


def pointer_to(*steps: str) -> str:
    return "".join(
        "/" + step.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D") for step in steps
    )


def read(value: Any, schema: Schema) -> Any:
    """A form's strings as the schema's integers, booleans, objects and lists."""
    schema = resolved(schema)
    for choice in schema.get("anyOf", []):
        found = read(value, choice)
        if fits(found, resolved(choice)):
            return found
    kind = schema.get("type")
    if isinstance(value, dict) and kind == "object":
        known, rest = schema.get("properties", {}), schema.get("additionalProperties")
        inner = rest if isinstance(rest, dict) else {}
        return {name: read(part, known.get(name, inner)) for name, part in value.items()}
    if isinstance(value, list) and kind == "array":
        return [read(part, schema.get("items", {})) for part in value]
    if kind == "integer" and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def fits(value: Any, schema: Schema) -> bool:
    kinds: dict[str, Any] = {
        "integer": int,
        "string": str,
        "object": dict,
        "array": list,
        "boolean": bool,
        "number": (int, float),
    }
    wanted = kinds.get(schema.get("type", ""))
    if schema.get("enum") and value not in schema["enum"]:
        return False
    return wanted is None or isinstance(value, wanted)


def resolved(schema: Schema) -> Schema:
    if "$ref" in schema:
        target: Any = document()
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return resolved(target)
    return schema
