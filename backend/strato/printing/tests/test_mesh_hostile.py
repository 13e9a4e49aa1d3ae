"""Files made to hurt: each is refused with a named error, before much memory or time is taken."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strato.printing.mesh.analysis import analyze
from strato.printing.mesh.errors import CODES, MeshError
from strato.printing.mesh.reading import Limits, read_model
from strato.printing.tests.solids import (
    CONTENT_TYPES,
    RELATIONS,
    SAMPLES,
    ascii_stl,
    box,
    mesh_object,
    model_xml,
    stl_bytes,
    threemf_bytes,
)

Keep = Callable[..., Path]
MODEL = model_xml(mesh_object(1, box()), '<item objectid="1"/>')
MEGABYTE = 1024**2


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Writes a file and gives its path."""

    def write(content: bytes | str, name: str = "upload") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def refusal(path: Path, filename: str = "", limits: Limits | None = None, megabytes: int = 64) -> MeshError:
    """The error, after making sure that little memory was taken on the way to it."""
    tracemalloc.start()
    try:
        with pytest.raises(MeshError) as caught:
            read_model(path, filename=filename, limits=limits)
        assert tracemalloc.get_traced_memory()[1] < megabytes * MEGABYTE
        known(caught.value)
    finally:
        tracemalloc.stop()
    return caught.value


def test_a_header_that_announces_four_billion_triangles_takes_no_memory(keep: Keep) -> None:
    content = b"\0" * 80 + struct.pack("<I", 0xFFFFFFFF) + b"\0" * 500
    assert refusal(keep(content), "part.stl", megabytes=1).code == "model_truncated"


def test_a_sparse_file_of_the_announced_size_is_refused_by_its_count(tmp_path: Path) -> None:
    path = tmp_path / "huge.stl"
    count = 50_000_000
    with path.open("wb") as file:
        file.write(b"\0" * 80 + struct.pack("<I", count))
        file.truncate(84 + 50 * count)
    assert refusal(path, "huge.stl", megabytes=1).code == "model_too_large"
    found = refusal(path, "huge.stl", Limits(max_bytes=10**10), megabytes=1)
    assert found.code == "model_too_many_triangles"


@pytest.mark.parametrize(
    ("magic", "looks_like"),
    [
        (b"%PDF-1.7", "PDF document"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (b"GIF89a", "GIF image"),
        (b"<script>alert(1)</script>", "XML or HTML document"),
        (b"\xef\xbb\xbf<svg/>", "XML or HTML document"),
        (b"MZ\x90\x00", "program"),
        (b"\x7fELF\x02", "program"),
        (b"\x1f\x8b\x08", "gzip archive"),
        (b"ISO-10303-21;", "STEP model"),
        (b"glTF\x02\0\0\0", "glTF model"),
        (b"ply\nformat ascii 1.0\n", "PLY model"),
        (b"{}", "JSON document"),
    ],
)
def test_other_files_are_told_by_their_content_whatever_they_are_called(
    keep: Keep, magic: bytes, looks_like: str
) -> None:
    found = refusal(keep(magic.ljust(300, b"\0")), "model.stl")
    assert (found.code, found.facts["looks_like"]) == ("model_not_a_mesh", looks_like)


@pytest.mark.parametrize("magic", [b"%PDF-1.7", b"<html>", b"GIF89a", b"PK\x03\x04", b"MZ", b"\x7fELF"])
def test_a_file_that_is_two_things_at_once_is_refused(keep: Keep, magic: bytes) -> None:
    assert refusal(keep(stl_bytes(box(), header=magic)), "model.stl").code == "model_ambiguous"


def test_an_stl_with_an_archive_hanging_on_is_refused(keep: Keep) -> None:
    assert refusal(keep(stl_bytes(box()) + threemf_bytes(MODEL)), "model.stl").code == "model_count_mismatch"
    assert refusal(keep(ascii_stl(box()).encode() + threemf_bytes(MODEL)), "model.stl").code in {
        "model_truncated",
        "model_malformed",
        "model_format_unknown",
    }


def test_a_bomb_is_refused_before_it_unfolds(keep: Keep) -> None:
    bomb = threemf_bytes(MODEL + " " * (200 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    found = refusal(keep(bomb), megabytes=16)
    assert found.code == "model_zip_bomb"
    assert float(found.facts["ratio"]) > 60


def test_a_bomb_that_lies_about_its_size_is_refused(keep: Keep) -> None:
    bomb = bytearray(threemf_bytes(MODEL + " " * (50 * MEGABYTE)))
    true_size = struct.pack("<I", len(MODEL) + 50 * MEGABYTE)
    assert bomb.count(true_size) == 2
    lying = bytes(bomb).replace(true_size, struct.pack("<I", 1000))
    assert refusal(keep(lying), megabytes=16).code in {"model_truncated", "model_zip_bomb"}


def test_an_absolute_limit_holds_for_honest_archives_too(keep: Keep) -> None:
    noise = np.random.default_rng(0).bytes(3 * MEGABYTE)
    found = refusal(
        keep(threemf_bytes(MODEL, more={"noise.bin": noise})), limits=Limits(max_unzipped_bytes=2 * MEGABYTE)
    )
    assert found.code == "model_zip_bomb"
    assert found.facts["limit_bytes"] == 2 * MEGABYTE


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE model SYSTEM "http://example.org/x.dtd">',
        '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_document_types_and_entities_never_reach_a_parser(keep: Keep, prolog: str, encoding: str) -> None:
    xml = model_xml(mesh_object(1, box()), '<item objectid="1"/>', prolog=prolog).replace("UTF-8", encoding)
    assert refusal(keep(threemf_bytes(xml.encode(encoding)))).code == "model_has_dtd"
    relations = RELATIONS.replace("?>", "?>" + prolog, 1)
    assert refusal(keep(threemf_bytes(MODEL, more={"_rels/.rels": relations}))).code == "model_has_dtd"


def test_components_that_multiply_without_end_are_refused(keep: Keep) -> None:
    objects = [mesh_object(1, box())]
    for level in range(2, 12):
        inner = f'<component objectid="{level - 1}"/>' * 10
        objects.append(f'<object id="{level}" type="model"><components>{inner}</components></object>')
    content = threemf_bytes(model_xml("".join(objects), '<item objectid="11"/>'))
    assert refusal(keep(content)).code == "model_too_many_pieces"
    items = '<item objectid="3"/>' * 200
    assert refusal(keep(threemf_bytes(model_xml("".join(objects[:4]), items)))).code == "model_too_many_pieces"


def test_components_that_multiply_across_parts_and_behind_comments_are_counted_too(keep: Keep) -> None:
    production = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06"
    model = MODEL.replace("<resources>", f'<resources xmlns:p="{production}">')
    there = '<component objectid="2" p:path="/3D/other.model"/>' * 100
    outer = f'<object id="3"><!-- <object id="9"> --><components>{there}</components></object>'
    repeated = '<component objectid="1"/>' * 200
    other = mesh_object(1, box()) + f'<object id="2"><components>{repeated}</components></object>'
    main = model.replace("</resources>", outer + "</resources>")
    content = threemf_bytes(main, more={"3D/other.model": model_xml(other, "")})
    assert refusal(keep(content)).code == "model_too_many_pieces"


def test_a_model_part_by_another_name_is_watched_just_the_same(keep: Keep) -> None:
    relations = RELATIONS.replace("3D/3dmodel.model", "3D/picture.png")
    repeated = "".join(
        f'<object id="{n}"><components>{f"<component objectid={chr(34)}{n - 1}{chr(34)}/>" * 10}</components></object>'
        for n in range(2, 8)
    )
    bomb = model_xml(mesh_object(1, box()) + repeated, '<item objectid="7"/>')
    types = CONTENT_TYPES.replace('Extension="model"', 'Extension="png"')
    parts = {"_rels/.rels": relations, "[Content_Types].xml": types, "3D/picture.png": bomb}
    assert refusal(keep(threemf_bytes(MODEL, more=parts))).code == "model_too_many_pieces"
    parts["3D/picture.png"] = '<?xml version="1.0"?><!DOCTYPE m><m/>'
    assert refusal(keep(threemf_bytes(MODEL, more=parts))).code == "model_has_dtd"


@pytest.mark.parametrize("tag", ["<triangle ", "<triangle\n", "<m:triangle ", "<triangle\t"])
def test_triangles_are_counted_before_they_are_built(keep: Keep, tag: str) -> None:
    element = tag + 'v1="0" v2="1" v3="2"/>'
    many = model_xml(f"<object id='1'><mesh><triangles>{element * 5000}</triangles></mesh></object>", "")
    found = refusal(keep(threemf_bytes(many)), limits=Limits(max_triangles=4000, max_unzip_ratio=1e9), megabytes=4)
    assert found.code == "model_too_many_triangles"


def test_an_encoding_that_nobody_knows_is_refused(keep: Keep) -> None:
    content = model_xml(mesh_object(1, box()) + "<!-- component -->", "").replace("UTF-8", "UTF-l")
    assert refusal(keep(threemf_bytes(content))).code == "model_malformed"


def test_components_nested_too_deep_are_refused(keep: Keep) -> None:
    objects = [mesh_object(1, box())]
    for level in range(2, 200):
        objects.append(
            f'<object id="{level}" type="model"><components><component objectid="{level - 1}"/></components></object>'
        )
    assert refusal(keep(threemf_bytes(model_xml("".join(objects), '<item objectid="199"/>')))).code == "model_malformed"


def test_components_that_contain_themselves_are_refused(keep: Keep) -> None:
    circle = '<object id="1" type="model"><components><component objectid="1"/></components></object>'
    assert refusal(keep(threemf_bytes(model_xml(circle, '<item objectid="1"/>')))).code == "model_malformed"


@pytest.mark.parametrize("name", ["../../etc/cron.d/evil", "/../evil", "..\\evil", "C:\\evil"])
def test_parts_that_point_outside_are_refused(keep: Keep, name: str) -> None:
    assert refusal(keep(threemf_bytes(MODEL, more={name: "x"}))).code == "model_zip_unsafe"


def test_an_archive_of_very_many_parts_is_refused(keep: Keep) -> None:
    assert refusal(keep(threemf_bytes(MODEL, more={f"p{n}": "" for n in range(5001)}))).code == "model_zip_unsafe"


@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "3D/3dmodel.model"])
def test_a_missing_part_is_named(keep: Keep, part: str) -> None:
    found = refusal(keep(threemf_bytes(MODEL, leave_out=part)))
    assert (found.code, found.facts["part"]) == ("model_part_missing", part)


def test_a_plain_archive_of_models_is_explained(keep: Keep) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("part.stl", stl_bytes(box()))
    found = refusal(keep(buffer.getvalue()), "parts.3mf")
    assert (found.code, found.facts["looks_like"]) == ("model_not_a_mesh", "ZIP archive")


def test_an_office_document_is_no_model(keep: Keep) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONS), ("word/a.xml", "")):
            archive.writestr(name, content)
    assert refusal(keep(buffer.getvalue())).facts["looks_like"] == "office document"


def test_an_encrypted_archive_is_refused(keep: Keep) -> None:
    content = bytearray(threemf_bytes(MODEL))
    central = content.rfind(b"PK\x01\x02")
    content[central + 8] |= 1
    assert refusal(keep(bytes(content))).code == "model_zip_unsafe"


def test_a_triangle_that_points_at_no_vertex_is_refused(keep: Keep) -> None:
    assert refusal(keep(threemf_bytes(MODEL.replace('v1="0"', 'v1="4000000000"', 1)))).code in {
        "model_malformed",
        "model_index_invalid",
    }


@pytest.mark.parametrize("word", ["nan", "inf", "1e39", "ten"])
def test_3mf_coordinates_that_are_no_numbers_are_refused(keep: Keep, word: str) -> None:
    content = threemf_bytes(MODEL.replace('x="0.0"', f'x="{word}"', 1))
    assert refusal(keep(content)).code in {"model_malformed", "model_numbers_invalid", "model_out_of_range"}


def test_an_obj_with_an_endless_line_does_not_fill_the_memory(keep: Keep) -> None:
    assert refusal(keep("v 0 0 0\n" + "#" * (12 * MEGABYTE)), "a.obj").code == "model_malformed"
    assert refusal(keep("v 0 0 0\nf " + "1 " * 20_000), "a.obj").code == "model_malformed"


def known(error: MeshError) -> None:
    assert error.code in CODES


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.stl", "a.obj", "a.3mf", ""]))
def test_no_bytes_whatever_break_the_reader(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)
    try:
        analyze(path, filename=name)
    except MeshError as error:
        known(error)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["3mf", "obj", "ascii", "binary"]), st.integers(0, 10_000), st.integers(0, 255))
def test_one_changed_byte_never_breaks_the_reader(tmp_path: Path, form: str, place: int, value: int) -> None:
    content = bytearray(
        {
            "3mf": threemf_bytes(MODEL),
            "obj": (SAMPLES / "wallhole.obj").read_bytes(),
            "ascii": ascii_stl(box()).encode(),
            "binary": stl_bytes(box()),
        }[form]
    )
    content[place % len(content)] = value
    path = tmp_path / "changed"
    path.write_bytes(bytes(content))
    try:
        analyze(path)
    except MeshError as error:
        known(error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, len(threemf_bytes(MODEL)) - 1))
def test_an_archive_cut_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.3mf"
    path.write_bytes(threemf_bytes(MODEL)[:length])
    assert refusal(path, "cut.3mf").code.startswith("model_")


def test_every_sample_is_analyzed_or_refused_by_name() -> None:
    refused = set()
    for path in sorted(SAMPLES.iterdir()):
        try:
            analyze(path, filename=path.name)
        except MeshError:
            refused.add(path.name)
    licenses = {"LICENSES.txt", "LICENSE-3mf-samples-BSD2.txt", "LICENSE-trimesh-MIT.md"}
    assert refused == licenses | {"empty.stl", "MUSTFAIL_DTD_in_xml.3mf"}
