"""What can be made to measure, which measurements it takes, what may be chosen, and how it is best printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from strato.flows.gear.errors import MeasureMissing, MeasureOutOfReach

Measures = Mapping[str, int]
"""What is known of a pet: "neck", "chest", "back", "leg" in mm, "weight" in g."""


@dataclass(frozen=True, slots=True)
class Need:
    """A measurement that a thing is made to, and between which bounds it can be."""

    measure: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Length:
    """A length that may be chosen, in mm; ``of`` proposes one for a pet."""

    name: str
    least: float
    most: float
    of: Callable[[Measures], float]

    def proposed(self, measures: Measures) -> float:
        return min(max(self.of(measures), self.least), self.most)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words that may be chosen; some propose the pet's name."""

    name: str
    most: int
    is_name: bool = False

    def proposed(self, name: str) -> str:
        return name[: self.most].strip() if self.is_name else ""


@dataclass(frozen=True, slots=True)
class Print:
    """How it is best printed."""

    material: str
    layer_height_mm: float
    infill_percent: int
    wall_count: int


@dataclass(frozen=True, slots=True)
class Design:
    """One thing that is made to measure."""

    key: str
    needs: tuple[Need, ...]
    letterings: tuple[Lettering, ...]
    lengths: tuple[Length, ...]
    best: Print

    def missing(self, measures: Measures) -> list[str]:
        return [need.measure for need in self.needs if need.measure not in measures]

    def out_of_reach(self, measures: Measures) -> list[Need]:
        """The bounds that a measurement is beyond."""
        known = [need for need in self.needs if need.measure in measures]
        return [need for need in known if not need.least <= measures[need.measure] <= need.most]

    def fill_in(self, measures: Measures, wishes: Mapping[str, Any], *, name: str) -> dict[str, Any]:
        """Every parameter: as wished, else as the measurements propose. What is no parameter of this thing is left out.

        Raises ``MeasureMissing`` or ``MeasureOutOfReach``, naming the measurements.
        """
        if lacking := self.missing(measures):
            raise MeasureMissing(fields={measure: ["Not measured yet."] for measure in lacking})
        if beyond := self.out_of_reach(measures):
            raise MeasureOutOfReach(
                fields={need.measure: [f"Between {need.least} and {need.most}."] for need in beyond}
            )
        proposed: dict[str, Any] = {lettering.name: lettering.proposed(name) for lettering in self.letterings}
        proposed |= {length.name: length.proposed(measures) for length in self.lengths}
        return {parameter: wishes.get(parameter, value) for parameter, value in proposed.items()}


def strap_for(measures: Measures) -> float:
    """The width of webbing that is worn at this weight."""
    grams = measures["weight"]
    return next((width for most, width in ((4_000, 10), (10_000, 15), (20_000, 20), (40_000, 25)) if grams < most), 40)


COLLAR_TAG = Design(
    key="collar_tag",
    needs=(Need("neck", 120, 1_200),),
    letterings=(Lettering("name", 24, is_name=True), Lettering("text", 32)),
    lengths=(
        Length("hole_mm", 3, 8, lambda measures: 4 if measures["neck"] < 250 else 5),
        Length("thickness_mm", 2, 5, lambda measures: 2.4 if measures["neck"] < 250 else 3),
    ),
    best=Print("petg", 0.2, 100, 3),
)
BOWL_HOLDER = Design(
    key="bowl_holder",
    needs=(Need("leg", 60, 600),),
    letterings=(),
    lengths=(
        Length("height_mm", 40, 200, lambda measures: round(measures["leg"] * 0.6)),
        Length("bowl_mm", 60, 200, lambda measures: round(measures["chest"] / 4) if "chest" in measures else 140),
        Length("wall_mm", 3, 8, lambda measures: 4),
    ),
    best=Print("petg", 0.3, 15, 3),
)
STRAP_SLIDER = Design(
    key="strap_slider",
    needs=(Need("weight", 500, 120_000),),
    letterings=(),
    lengths=(Length("strap_mm", 8, 50, strap_for), Length("webbing_mm", 1, 4, lambda measures: 2)),
    best=Print("petg", 0.2, 100, 4),
)
DESIGNS = {design.key: design for design in (COLLAR_TAG, BOWL_HOLDER, STRAP_SLIDER)}
