"""Mesh metrics as JSON and back: what a model's row keeps for the estimator. Pure."""

from dataclasses import asdict, fields
from typing import Any

from strato.printing.mesh.facts import MeshMetrics, SectionProfile


def to_json(metrics: MeshMetrics) -> dict[str, Any]:
    """A mapping that ``from_json`` reads; tuples become lists."""
    return asdict(metrics)


def from_json(data: dict[str, Any]) -> MeshMetrics:
    """The metrics of a row that was analyzed."""
    known = {field.name: _frozen(data[field.name]) for field in fields(MeshMetrics) if field.name in data}
    sections = data.get("sections")
    if sections:
        known["sections"] = SectionProfile(**{name: _frozen(value) for name, value in sections.items()})
    return MeshMetrics(**known)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list | tuple) else value
