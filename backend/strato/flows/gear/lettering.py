"""Words as flat shapes, from the outlines of the typeface."""

import unicodedata
from functools import lru_cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from manifold3d import CrossSection, FillRule

from strato.core.fonts import font_folder
from strato.flows.gear.errors import LettersUnknown

STEPS = 6
"""Straight pieces of each curve: at 30 mm letters, less than a layer off."""
CAP_HEIGHT = 0.711
"""Height of a capital, in em."""
STROKE = 0.11
"""The thinner strokes of bold letters, in em."""

Point = tuple[float, float]


class Outlines(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects glyphs as polygons."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.polygons: list[list[Point]] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802
        self.polygons.append([point])

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self.polygons[-1].append(point)

    def _qCurveToOne(self, control: Point, end: Point) -> None:  # noqa: N802
        (ax, ay), (bx, by), (cx, cy) = self._getCurrentPoint(), control, end
        for step in range(1, STEPS + 1):
            t = step / STEPS
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            self.polygons[-1].append((a * ax + b * bx + c * cx, a * ay + b * by + c * cy))


def line_of(text: str, *, name: str) -> CrossSection:
    """One line, 1 mm to the em, beginning at the origin. Raises ``LettersUnknown`` about the parameter ``name``."""
    font = bold()
    known, glyphs, em = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    written = unicodedata.normalize("NFC", text)
    unknown = sorted({letter for letter in written if ord(letter) not in known})
    if unknown:
        letters = " ".join(unknown)
        raise LettersUnknown(fields={name: [f"No outlines for: {letters}"]}, letters=letters)
    pen, x = Outlines(glyphs), 0.0
    for letter in written:
        glyph = glyphs[known[ord(letter)]]
        glyph.draw(TransformPen(pen, (1 / em, 0, 0, 1 / em, x, 0)))
        x += glyph.width / em
    return CrossSection(pen.polygons, FillRule.NonZero)


@lru_cache(maxsize=1)
def bold() -> Any:
    return TTFont(font_folder() / "Roboto-Bold.ttf")
