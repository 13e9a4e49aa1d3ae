"""Stripe's form bodies: ``line_items[0][price_data][currency]=eur`` as nested values, and the checks they pass."""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

from stripe_sandbox.errors import required, unknown, wrong

NAME = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
PART = re.compile(r"\[([^\[\]]*)\]")
Form = dict[str, Any]


def parse(text: str) -> Form:
    """A form body or query string as nested dicts and lists."""
    tree: Form = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found = NAME.match(name)
        if found is None:
            raise unknown(name)
        plant(tree, [found[1], *PART.findall(found[2])], value)
    return {name: listed(value) for name, value in tree.items()}


def plant(tree: Form, path: list[str], value: str) -> None:
    """Put the value where the path says; ``[]`` is the next free place of a list."""
    for step in path[:-1]:
        tree = tree.setdefault(step or str(len(tree)), {})
        if not isinstance(tree, dict):
            raise wrong(path[0], f"Invalid object: {path[0]}")
    tree[path[-1] or str(len(tree))] = value


def listed(value: Any) -> Any:
    """Dicts whose keys are 0, 1, 2 ... are lists."""
    if not isinstance(value, dict):
        return value
    inner = {name: listed(part) for name, part in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def only(form: Form, known: Collection[str], prefix: str = "") -> None:
    """Refuse parameters that are not known here."""
    for name in form:
        if name not in known:
            raise unknown(f"{prefix}[{name}]" if prefix else name)


def text(form: Form, name: str, *, path: str = "", longest: int = 5000) -> str:
    """A string that must be there."""
    value = form.get(name)
    where = path or name
    if value in (None, ""):
        raise required(where)
    if not isinstance(value, str) or len(value) > longest:
        raise wrong(where, f"Invalid string: {where}")
    return value


def whole(form: Form, name: str, *, path: str = "", least: int = 0, default: int | None = None) -> int:
    """A whole number that must be there, unless there is a default."""
    where = path or name
    if name not in form and default is not None:
        return default
    value = form.get(name)
    if value in (None, ""):
        raise required(where)
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}", value):
        raise wrong(where, f"Invalid integer: {value}", "parameter_invalid_integer")
    number = int(value)
    if number < least:
        raise wrong(where, f"This value must be greater than or equal to {least}.", "parameter_invalid_integer")
    return number


def words(form: Form, name: str, *, path: str = "") -> dict[str, str]:
    """Metadata: at most 50 pairs of strings."""
    value = form.get(name) or {}
    where = path or name
    if not isinstance(value, dict) or len(value) > 50:
        raise wrong(where, f"Invalid object: {where}")
    for key, word in value.items():
        if not isinstance(word, str) or len(word) > 500 or len(key) > 40:
            raise wrong(f"{where}[{key}]", f"Invalid metadata: {key}")
    return value
