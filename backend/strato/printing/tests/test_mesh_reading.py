"""From files to triangles: every format, every sample, and the files that are broken by accident."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strato.printing.mesh.errors import MeshError, ModelBroken, ModelTooLarge, ModelUnsupported
from strato.printing.mesh.metrics import measure
from strato.printing.mesh.reading import Limits, read_model
from strato.printing.tests.solids import (
    SAMPLES,
    ascii_stl,
    box,
    mesh_object,
    model_xml,
    sphere,
    stl_bytes,
    threemf_bytes,
)

Keep = Callable[..., Path]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Writes a file and gives its path."""

    def write(content: bytes | str, name: str = "upload") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def refusal(path: Path, filename: str = "", limits: Limits | None = None) -> MeshError:
    with pytest.raises(MeshError) as caught:
        read_model(path, filename=filename, limits=limits)
    return caught.value


@pytest.mark.parametrize(
    ("name", "form", "count", "volume"),
    [
        ("20mm-xyz-cube.stl", "stl-binary", 260, 7938.7),
        ("3DBenchy.3mf", "3mf", 225_154, 15_550.5),
        ("counterXP.3MF", "3mf", 83_750, 888_809.0),
        ("cube_gears.3mf", "3mf", 25_692, 112_366.3),
        ("dodeca_chain_loop_color.3mf", "3mf", 7_680, 32_583.9),
        ("heartgears.3mf", "3mf", 30_636, 120_179.3),
        ("large_block.STL", "stl-binary", 12, 3.32915e9),
        ("multibody.stl", "stl-ascii", 32, None),
        ("rhombicuboctahedron_color.3mf", "3mf", 44, 1_089_262.3),
        ("round.stl", "stl-binary", 1_120, 277.9),
        ("soup.stl", "stl-binary", 100, None),
        ("two_objects_mixed_case_names.stl", "stl-ascii", 24, 2.0),
        ("wallhole.obj", "obj", 66, 1066.667),
    ],
)
def test_real_models_are_read(name: str, form: str, count: int, volume: float | None) -> None:
    triangles = read_model(SAMPLES / name, filename="without an ending")
    assert (triangles.format, len(triangles), triangles.unit) == (form, count, "mm")
    if volume is not None:
        assert measure(triangles).volume_mm3 == pytest.approx(volume, rel=1e-4)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty.stl", "model_empty"),
        ("MUSTFAIL_DTD_in_xml.3mf", "model_has_dtd"),
        ("LICENSES.txt", "model_format_unknown"),
    ],
)
def test_files_that_are_no_model_are_refused(name: str, code: str) -> None:
    assert refusal(SAMPLES / name, name).code == code


def test_a_binary_stl_is_mapped_and_not_loaded(keep: Keep) -> None:
    triangles = read_model(keep(stl_bytes(sphere())))
    assert isinstance(triangles.corners.base, np.memmap) or isinstance(triangles.corners, np.memmap)
    assert not triangles.corners.flags.writeable


def test_a_binary_stl_may_begin_with_the_word_solid(keep: Keep) -> None:
    assert read_model(keep(stl_bytes(box(), header=b"solid part"))).format == "stl-binary"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 83 + 50 * 12))
def test_a_binary_stl_cut_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.stl"
    path.write_bytes(stl_bytes(box())[:length])
    assert isinstance(refusal(path, "cut.stl"), ModelBroken | ModelUnsupported)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(ascii_stl(box())) - 15))
def test_an_ascii_stl_cut_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.stl"
    path.write_text(ascii_stl(box())[:length])
    assert isinstance(refusal(path, "cut.stl"), ModelBroken | ModelUnsupported)


@pytest.mark.parametrize(
    ("announced", "code"), [(13, "model_truncated"), (11, "model_count_mismatch"), (0xFFFFFFFF, "model_truncated")]
)
def test_a_header_that_lies_about_the_count_is_refused(keep: Keep, announced: int, code: str) -> None:
    found = refusal(keep(stl_bytes(box(), count=announced)), "part.stl")
    assert found.code == code
    assert found.facts["declared_triangles"] == announced


def test_an_stl_without_triangles_is_empty(keep: Keep) -> None:
    assert refusal(keep(stl_bytes(np.empty((0, 3, 3))))).code == "model_empty"
    assert refusal(keep(b"")).code == "model_empty"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("upper", [False, True])
def test_ascii_stl_in_any_case_and_with_any_line_ending(keep: Keep, newline: str, upper: bool) -> None:
    text = ascii_stl(box(1, 2, 3), name="Vertex 12 endfacet 3e5").replace("\n", newline)
    triangles = read_model(keep(text.upper() if upper else text))
    assert np.allclose(triangles.corners, box(1, 2, 3))


def test_the_name_of_a_solid_may_be_in_any_language(keep: Keep) -> None:
    content = ascii_stl(box(), name="Müller Gehäuse № 5").encode("latin-1", "replace") + ascii_stl(box()).encode()
    assert len(read_model(keep(b"\xef\xbb\xbf" + content))) == 24


def test_ascii_stl_larger_than_the_reading_window(keep: Keep) -> None:
    solid = sphere(30, 110)
    triangles = read_model(keep(ascii_stl(solid)))
    assert len(triangles) == len(solid) > 24_000
    assert np.allclose(triangles.corners, solid, atol=1e-5)


def test_stated_normals_that_are_no_numbers_do_not_matter(keep: Keep) -> None:
    assert len(read_model(keep(ascii_stl(box()).replace("normal 0 0 0", "normal nan nan -inf")))) == 12


@pytest.mark.parametrize("word", ["nan", "inf", "-infinity"])
def test_ascii_coordinates_that_are_no_numbers_are_refused(keep: Keep, word: str) -> None:
    text = ascii_stl(box()).replace("vertex 1.000000000e+01", f"vertex {word}", 1)
    assert refusal(keep(text)).code == "model_numbers_invalid"


@pytest.mark.parametrize("number", ["1e39", "1e308", "-1e10"])
def test_ascii_coordinates_beyond_all_measure_are_refused(keep: Keep, number: str) -> None:
    text = ascii_stl(box()).replace("vertex 1.000000000e+01", f"vertex {number}", 1)
    assert refusal(keep(text)).code == "model_out_of_range"
    assert refusal(keep(text.replace("normal 0 0 0", "normal nan 0 0"))).code == "model_out_of_range"


@pytest.mark.parametrize("line", ["vertex 1 2", "vertex 1 2 3 4", "vertex 1 2 x3", "vertices 1 2 3", "vertex 1,5 2 3"])
def test_ascii_facets_that_make_no_sense_are_refused(keep: Keep, line: str) -> None:
    lines = ascii_stl(box()).split("\n")
    lines[3] = line
    assert refusal(keep("\n".join(lines))).code == "model_malformed"


def test_an_endless_facet_does_not_fill_the_memory(keep: Keep) -> None:
    text = "solid x\nfacet normal 0 0 0\nouter loop\n" + "vertex 0 0 0\n" * 800_000
    assert refusal(keep(text)).code == "model_malformed"


def test_obj_polygons_of_any_size_become_triangles(keep: Keep) -> None:
    # a house seen from the front (concave with its door), made solid: 9 corners per face and 9 rectangles around
    outline = [(0, 0), (4, 0), (4, 3), (6, 3), (6, 0), (10, 0), (10, 6), (5, 9), (0, 6)]
    lines = [f"v {x} {y} {z}" for z in (0, 2) for x, y in outline]
    count = len(outline)
    lines.append("f " + " ".join(str(corner) for corner in range(count, 0, -1)))
    lines.append("f " + " ".join(f"{corner}/1/2" for corner in range(count + 1, 2 * count + 1)))
    for corner in range(count):
        after = (corner + 1) % count
        lines.append(f"f {corner + 1}//3 {after + 1}//3 {after + 1 + count}//3 {corner + 1 + count}//3")
    triangles = read_model(keep("\n".join(lines)))
    assert len(triangles) == 2 * (count - 2) + 2 * count
    area = 10 * 6 + 10 * 3 / 2 - 2 * 3
    assert measure(triangles).volume_mm3 == pytest.approx(2 * area)
    assert measure(triangles).flat_area_mm2 == pytest.approx(2 * area)


def test_obj_indices_may_count_backwards_from_where_they_stand(keep: Keep) -> None:
    lines = []
    for face in box():
        lines += [f"v {x} {y} {z} 1.0" for x, y, z in face]
        lines.append("f -3 -2 -1")
    triangles = read_model(keep("\n".join(lines)))
    assert np.allclose(triangles.corners, box())


def test_obj_lines_may_continue_and_carry_colors_and_comments(keep: Keep) -> None:
    text = "# made by hand\r\no part\r\nv 0 0 0 0.5 0.5 0.5\r\nv 5 0 0 # here\r\nv 0 \\\r\n 5 0\r\nf 1 2 \\\r\n 3\r\nl 1 2\r\n"
    assert np.allclose(read_model(keep(text)).corners, [[(0, 0, 0), (5, 0, 0), (0, 5, 0)]])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 4\n", "model_index_invalid"),
        ("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 0\n", "model_index_invalid"),
        ("v 0 0 0\nv 1 0 0\nv 0 1 0\nf -1 -2 -4\n", "model_index_invalid"),
        ("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 x\n", "model_malformed"),
        ("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 2.5\n", "model_malformed"),
        ("v 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "model_numbers_invalid"),
        ("v 0 0 nan\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "model_numbers_invalid"),
        ("v 0 0 1e400\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "model_numbers_invalid"),
        ("v 0 0 1e30\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "model_out_of_range"),
        ("v 0 0 0\nv 1 0 0\nv 0 1 0\n", "model_empty"),
        ("v 0 0 0\nf 1 1\n", "model_empty"),
        ("f 1 2 99999999999999999999\nv 0 0 0\n", "model_malformed"),
    ],
)
def test_broken_obj_files_are_refused(keep: Keep, text: str, code: str) -> None:
    assert refusal(keep(text), "part.obj").code == code


def test_an_obj_far_from_the_origin_keeps_its_shape(keep: Keep) -> None:
    lines = [f"v {x} {y} {z}" for face in box(1, 2, 3, at=(4.5e6, 5.5e5, 300)) for x, y, z in face]
    lines += [f"f {3 * face + 1} {3 * face + 2} {3 * face + 3}" for face in range(12)]
    assert measure(read_model(keep("\n".join(lines)))).volume_mm3 == pytest.approx(6, rel=1e-5)


@pytest.mark.parametrize(
    ("unit", "name", "factor"),
    [
        ("micron", "micron", 0.001),
        ("millimeter", "mm", 1),
        ("centimeter", "cm", 10),
        ("inch", "inch", 25.4),
        ("foot", "foot", 304.8),
        ("meter", "m", 1000),
    ],
)
def test_3mf_units_become_millimeters(keep: Keep, unit: str, name: str, factor: float) -> None:
    xml = model_xml(mesh_object(1, box(1, 2, 3)), '<item objectid="1"/>', unit=unit)
    triangles = read_model(keep(threemf_bytes(xml)))
    assert triangles.unit == name
    assert measure(triangles).size_mm == pytest.approx((factor, 2 * factor, 3 * factor), rel=1e-6)


def test_3mf_items_and_components_stand_where_their_transforms_put_them(keep: Keep) -> None:
    pair = (
        '<object id="2" type="model"><components><component objectid="1"/>'
        '<component objectid="1" transform="1 0 0 0 1 0 0 0 1 5 0 0"/></components></object>'
    )
    items = '<item objectid="2" transform="2 0 0 0 2 0 0 0 2 100 0 0"/><item objectid="1"/>'
    found = measure(read_model(keep(threemf_bytes(model_xml(mesh_object(1, box(1, 1, 1)) + pair, items)))))
    assert found.triangles == 36
    assert found.lower_corner_mm == pytest.approx((0, 0, 0))
    assert found.upper_corner_mm == pytest.approx((112, 2, 2))
    assert found.volume_mm3 == pytest.approx(1 + 8 + 8)


def test_3mf_support_objects_are_not_printed(keep: Keep) -> None:
    objects = mesh_object(1, box(1, 1, 1)) + mesh_object(2, box(9, 9, 9), kind="support")
    xml = model_xml(objects, '<item objectid="1"/><item objectid="2"/>')
    assert len(read_model(keep(threemf_bytes(xml)))) == 12


def test_3mf_without_anything_to_print_is_empty(keep: Keep) -> None:
    assert refusal(keep(threemf_bytes(model_xml(mesh_object(1, box()), "")))).code == "model_empty"


def test_the_same_numbers_can_be_read_as_another_unit() -> None:
    inches = read_model(SAMPLES / "multibody.stl").read_as("inch")
    assert inches.unit == "inch"
    assert max(measure(inches).size_mm) == pytest.approx(27.646, abs=0.01)


def test_limits_hold_before_anything_is_parsed(keep: Keep) -> None:
    stl = keep(stl_bytes(sphere()))
    assert refusal(stl, limits=Limits(max_bytes=1000)).code == "model_too_large"
    few = Limits(max_triangles=11)
    obj = "\n".join(f"v {x} {y} {z}" for x, y, z in box().reshape(-1, 3)) + "\n" + "f 1 2 3\n" * 12
    xml = model_xml(mesh_object(1, box()), '<item objectid="1"/>')
    for content in (stl_bytes(box()), ascii_stl(box()), obj, threemf_bytes(xml)):
        found = refusal(keep(content), limits=few)
        assert isinstance(found, ModelTooLarge)
        assert found.code == "model_too_many_triangles"
