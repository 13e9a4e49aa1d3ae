"""Metrics survive the row that keeps them."""

import json

import pytest

from strato.printing import measured
from strato.printing.mesh.analysis import analyze
from strato.printing.quoting import PrintSettings, estimate
from strato.printing.tests.factories import SAMPLES, Model3DFactory


@pytest.mark.parametrize("name", ["20mm-xyz-cube.stl", "cube_gears.3mf", "wallhole.obj", "soup.stl"])
def test_metrics_come_back_from_json_as_they_were(name: str) -> None:
    metrics = analyze(SAMPLES / name).metrics
    kept = json.loads(json.dumps(measured.to_json(metrics)))
    assert measured.from_json(kept) == metrics


def test_metrics_without_sections_still_give_an_estimate() -> None:
    kept = Model3DFactory.build(owner=None).metrics
    metrics = measured.from_json(kept)
    assert metrics.sections is None
    assert metrics.size_mm == (20.0, 20.0, 20.0)
    assert estimate(metrics, PrintSettings()).mass_mg > 1000
