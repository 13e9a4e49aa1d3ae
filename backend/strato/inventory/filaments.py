"""Filaments one can buy: brands and colors, to fill in a new spool by a few letters. Read-only data from ``data/``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "filaments.tsv"


@dataclass(frozen=True, slots=True)
class Filament:
    """One product in one color; ``material`` is a code of the catalog."""

    material: str
    brand: str
    color_name: str
    color_hex: str


def search(words: str, *, material: str = "", limit: int = 30) -> list[Filament]:
    """Filaments whose brand and color hold every word; those that begin with the words come first."""
    wanted = words.casefold().split()
    found = [
        (filament, text)
        for filament, text in catalog()
        if (not material or filament.material == material) and all(word in text for word in wanted)
    ]
    phrase = " ".join(wanted)
    found.sort(key=lambda hit: (not hit[1].startswith(phrase), len(hit[1]), hit[1], hit[0].material))
    return [filament for filament, _ in found[:limit]]


@cache
def catalog() -> tuple[tuple[Filament, str], ...]:
    """Every filament with the text it is searched by; read once per process."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    filaments = (Filament(*line.split("\t")) for line in lines)
    return tuple((filament, f"{filament.brand} {filament.color_name}".casefold()) for filament in filaments)
