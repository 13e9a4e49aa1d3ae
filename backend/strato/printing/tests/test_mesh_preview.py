"""What is made for the eye: lighter models, their overlays, their pictures, and the files they travel in."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from strato.printing.mesh.metrics import measure
from strato.printing.mesh.preview import carry, preview
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.thumbnail import draw
from strato.printing.mesh.writing import stl_pieces, write_stl
from strato.printing.tests.solids import SAMPLES, box, of, sphere


def picture(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)))


def test_a_small_model_is_shown_as_it_is() -> None:
    model = of(box())
    assert preview(model).triangles is model


def test_a_large_model_becomes_lighter_and_keeps_its_shape() -> None:
    model = of(sphere(30, 200))
    shown = preview(model, enough=50_000, target=20_000)
    assert shown.simplified
    assert len(shown.triangles) == pytest.approx(20_000, rel=0.02)
    before, after = measure(model), measure(shown.triangles)
    assert after.volume_mm3 == pytest.approx(before.volume_mm3, rel=2e-3)
    assert after.size_mm == pytest.approx(before.size_mm, rel=2e-3)


def test_a_very_large_model_is_snapped_to_a_fine_grid_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strato.printing.mesh.preview.COARSE_FROM", 50_000)
    shown = preview(of(sphere(30, 200)), enough=50_000, target=20_000)
    assert len(shown.triangles) == pytest.approx(20_000, rel=0.02)
    assert measure(shown.triangles).volume_mm3 == pytest.approx(4 / 3 * np.pi * 30**3, rel=5e-3)


@pytest.mark.parametrize("target", [0, 2, 10])
def test_a_preview_is_never_empty(target: int) -> None:
    for crumbs in (np.ones((20, 3, 3)), box(), sphere(1, 4)):
        assert len(preview(of(crumbs), enough=5, target=target).triangles) > 0


@pytest.mark.parametrize("radius", [1e-4, 1.0, 1e5])
def test_models_of_any_size_are_simplified_alike(radius: float) -> None:
    shown = preview(of(sphere(radius, 60)), enough=1000, target=2000)
    assert len(shown.triangles) == pytest.approx(2000, rel=0.05)
    assert measure(shown.triangles).size_mm == pytest.approx((2 * radius,) * 3, rel=0.03)


def test_named_faces_find_their_place_on_the_preview() -> None:
    model = of(sphere(30, 200))
    heights = model.corners[:, :, 2].mean(axis=1)
    top = tuple(np.flatnonzero(heights > 25).tolist())
    shown = preview(model, enough=50_000, target=20_000)
    carried = carry(top, model, shown)
    found = shown.triangles.corners[list(carried)][:, :, 2].mean(axis=1)
    expected = np.count_nonzero(shown.triangles.corners[:, :, 2].mean(axis=1) > 25)
    assert found.min() > 23.5
    assert len(carried) == pytest.approx(expected, rel=0.1)
    assert carry((), model, shown) == ()
    assert carry(top, model, preview(model)) == top


def test_a_thumbnail_shows_the_model_in_teal_on_nothing() -> None:
    pixels = picture(draw(of(box(20, 20, 20))))
    assert pixels.shape == (512, 512, 4)
    assert pixels[0, 0, 3] == pixels[511, 511, 3] == 0
    assert pixels[256, 256, 3] == 255
    red, green, blue = pixels[pixels[..., 3] == 255][:, :3].mean(axis=0)
    assert red < green < blue + 20
    assert 0.3 < (pixels[..., 3] > 0).mean() < 0.8


def test_the_picture_lies_in_the_middle_and_fills_the_frame() -> None:
    for solid in (box(200, 1, 1), box(1, 1, 200), box(0.001, 0.001, 0.002), box(10, 10, 10, at=(5000, 5000, 0))):
        rows, columns = np.nonzero(picture(draw(of(solid), side=128))[..., 3] > 0)
        assert abs(rows.min() + rows.max() - 127) <= 2
        assert abs(columns.min() + columns.max() - 127) <= 2
        assert max(np.ptp(rows), np.ptp(columns)) > 100


def test_top_front_and_side_are_told_apart_by_their_light() -> None:
    pixels = picture(draw(of(box(20, 20, 20)), side=256)).astype(int)
    top, front, side = pixels[60, 128, :3].sum(), pixels[160, 70, :3].sum(), pixels[160, 190, :3].sum()
    assert top > front + 20 > side + 40


def test_the_same_model_gives_the_same_picture() -> None:
    model = read_model(SAMPLES / "heartgears.3mf")
    assert draw(model, side=64) == draw(model, side=64)


@pytest.mark.parametrize("name", ["round.stl", "wallhole.obj", "two_objects_mixed_case_names.stl"])
def test_what_is_written_is_what_is_read(tmp_path: Path, name: str) -> None:
    model = read_model(SAMPLES / name)
    write_stl(model, tmp_path / "out.stl")
    again = read_model(tmp_path / "out.stl")
    assert again.format == "stl-binary"
    assert np.array_equal(np.asarray(again.corners), np.asarray(model.corners))
    assert (tmp_path / "out.stl").stat().st_size == 84 + 50 * len(model)


def test_written_normals_look_outward() -> None:
    content = b"".join(stl_pieces(of(box())))
    first = np.frombuffer(content, dtype="<f4", count=3, offset=84)
    assert first.tolist() == [0, 0, -1]
