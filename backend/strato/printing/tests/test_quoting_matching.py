"""Which printers can take the work, or every reason why a lab cannot."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.printing.quoting import (
    LabCapabilities,
    PrinterFacts,
    Requirements,
    Stock,
    Technology,
    fits,
    fits_lying,
    match,
)

SMALL = PrinterFacts(key=1, technology=Technology.FDM, build_mm=(180, 180, 180), min_layer_mm=0.1, max_layer_mm=0.25)
LARGE = PrinterFacts(
    key=2,
    technology=Technology.FDM,
    build_mm=(250, 210, 210),
    min_layer_mm=0.05,
    max_layer_mm=0.3,
    materials=frozenset({"pla", "petg"}),
)
LAB = LabCapabilities(
    printers=(LARGE, SMALL),
    stock=(Stock("pla", "#ff0000", 300_000), Stock("pla", "#0000FF", 40_000), Stock("pla", "#ff0000", 200_000)),
    materials=frozenset({"pla", "petg"}),
    finishes=frozenset({"raw", "sanded"}),
    ready_at=datetime(2026, 3, 5, 12, tzinfo=UTC),
)
WANTED = Requirements(technology=Technology.FDM, material="pla", size_mm=(60, 31, 48), mass_mg=15_000)


def codes(wanted: Requirements, lab: LabCapabilities = LAB) -> list[str]:
    found = match(wanted, lab)
    assert found.is_possible == bool(found.printers)
    return [reason.code for reason in found.reasons]


def test_the_tightest_printer_comes_first() -> None:
    assert match(WANTED, LAB).printers == (1, 2)


def test_a_large_part_takes_the_large_printer() -> None:
    assert match(replace(WANTED, size_mm=(200, 100, 50)), LAB).printers == (2,)


def test_spools_of_one_color_count_together() -> None:
    assert codes(replace(WANTED, color_hex="#FF0000", quantity=33)) == []
    assert codes(replace(WANTED, color_hex="#FF0000", quantity=34)) == ["not_enough_stock"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"technology": Technology.SLA, "material": "resin"},
            ["material_not_offered", "technology_not_offered", "not_enough_stock"],
        ),
        ({"material": "abs"}, ["material_not_offered", "not_enough_stock"]),
        ({"size_mm": (300, 20, 20)}, ["too_large"]),
        ({"layer_height_mm": 0.4}, ["layer_height_unsupported"]),
        ({"color_hex": "#00ff00"}, ["color_not_in_stock"]),
        ({"color_hex": "#0000ff", "quantity": 3}, ["not_enough_stock"]),
        ({"finish": "primed"}, ["finish_not_offered"]),
        ({"needed_by": datetime(2026, 3, 5, 11, tzinfo=UTC)}, ["needed_by_too_soon"]),
        ({"needed_by": datetime(2026, 3, 5, 12, tzinfo=UTC)}, []),
        (
            {"size_mm": (300, 20, 20), "color_hex": "#00ff00", "finish": "primed"},
            ["finish_not_offered", "too_large", "color_not_in_stock"],
        ),
    ],
)
def test_each_reason_by_its_code(change: dict[str, Any], expected: list[str]) -> None:
    assert codes(replace(WANTED, **change)) == expected


def test_printers_that_are_down_cannot_print() -> None:
    down = replace(LAB, printers=tuple(replace(printer, is_active=False) for printer in LAB.printers))
    assert codes(WANTED, down) == ["no_active_printer"]


def test_an_empty_list_of_materials_takes_every_material() -> None:
    only_small = replace(LAB, printers=(SMALL,), stock=(Stock("petg", "#ffffff", 100_000),))
    assert codes(replace(WANTED, material="petg"), only_small) == []


def test_a_priced_material_that_no_printer_takes_is_not_offered() -> None:
    lab = replace(LAB, printers=(replace(LARGE, materials=frozenset({"petg"})),))
    assert codes(WANTED, lab) == ["material_not_offered"]


def test_too_large_names_the_part_the_room_and_whether_laying_it_down_helps() -> None:
    reason = match(replace(WANTED, size_mm=(50, 50, 240)), LAB).reasons[0]
    assert reason.facts == {
        "part_x_mm": 50,
        "part_y_mm": 50,
        "part_z_mm": 240,
        "build_x_mm": 250,
        "build_y_mm": 210,
        "build_z_mm": 210,
        "fits_lying": 1,
    }


def test_a_part_may_be_turned_on_the_plate_but_keeps_a_margin() -> None:
    assert fits((200, 240, 10), (250, 210, 210))
    assert not fits((247, 100, 10), (250, 210, 210))
    assert not fits((10, 10, 211), (250, 210, 210))


Size = tuple[float, float, float]
lengths = st.floats(1, 400)
sizes = st.tuples(lengths, lengths, lengths)


@given(sizes, sizes, st.floats(0.1, 1))
def test_what_fits_also_fits_smaller_turned_and_lying(size: Size, build: Size, shrink: float) -> None:
    if fits(size, build):
        assert fits((size[0] * shrink, size[1] * shrink, size[2] * shrink), build)
        assert fits((size[1], size[0], size[2]), build)
        assert fits_lying(size, build)


@given(st.integers(0, 600_000), st.integers(1, 50))
def test_more_stock_never_makes_a_lab_unable(available: int, quantity: int) -> None:
    wanted = replace(WANTED, quantity=quantity, color_hex="#123456")
    poor = replace(LAB, stock=(Stock("pla", "#123456", available),))
    rich = replace(LAB, stock=(Stock("pla", "#123456", available + 50_000),))
    if match(wanted, poor).is_possible:
        assert match(wanted, rich).is_possible
