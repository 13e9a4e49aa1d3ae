"""A report as plain values that fit into JSON, and back."""

from dataclasses import asdict
from typing import Any

from strato.printing.mesh.facts import Finding, MeshMetrics, ModelReport, Severity, Topology

VERSION = 1
"""Rises when a report means something else than before: older records are then computed again."""


def to_record(report: ModelReport) -> dict[str, Any]:
    return {"version": VERSION, **asdict(report)}


def from_record(record: dict[str, Any]) -> ModelReport:
    """Raises ``ValueError`` for a record of another version."""
    if record.get("version") != VERSION:
        raise ValueError(f"This report has version {record.get('version')}, not {VERSION}.")
    metrics = dict(record["metrics"])
    for corner in ("lower_corner_mm", "upper_corner_mm"):
        metrics[corner] = tuple(metrics[corner])
    return ModelReport(
        format=record["format"],
        unit=record["unit"],
        metrics=MeshMetrics(**metrics),
        topology=Topology(**record["topology"]),
        thinnest_wall_mm=record["thinnest_wall_mm"],
        findings=tuple(_finding(finding) for finding in record["findings"]),
    )


def _finding(record: dict[str, Any]) -> Finding:
    return Finding(record["code"], Severity(record["severity"]), dict(record["facts"]), tuple(record["faces"]))
