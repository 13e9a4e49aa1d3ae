"""Flattens a vendor bundle of PrusaSlicer into one ini: the command line cannot take presets of a bundle by name."""

from __future__ import annotations

from configparser import RawConfigParser
from pathlib import Path

BUNDLE = Path("/usr/share/PrusaSlicer/profiles/PrusaResearch.ini")
NOT_SETTINGS = {
    "inherits",
    "alias",
    "renamed_from",
    "printer_model",
    "printer_variant",
    "default_print_profile",
    "default_filament_profile",
}


class PresetBundle:
    """Presets by kind and name; a later parent overrides an earlier one, the preset overrides its parents."""

    def __init__(self, path: Path = BUNDLE) -> None:
        self.parser = RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",), interpolation=None)
        self.parser.optionxform = str  # type: ignore[assignment,method-assign]
        self.parser.read(path, encoding="utf-8")

    def resolve(self, kind: str, name: str) -> dict[str, str]:
        own = dict(self.parser[f"{kind}:{name}"])
        settings: dict[str, str] = {}
        for parent in own.get("inherits", "").split(";"):
            if parent.strip():
                settings.update(self.resolve(kind, parent.strip()))
        return settings | own

    def flatten(self, printer: str, printing: str, filament: str, **overrides: str) -> str:
        """One ini text of the three presets; ``overrides`` win."""
        settings: dict[str, str] = {}
        for kind, name in (("printer", printer), ("print", printing), ("filament", filament)):
            settings.update(self.resolve(kind, name))
        kept = {
            key: value
            for key, value in settings.items()
            if key not in NOT_SETTINGS and not key.startswith("compatible_")
        }
        return "".join(f"{key} = {value}\n" for key, value in sorted((kept | overrides).items()))
