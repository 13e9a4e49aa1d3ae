"""The typeface of papers and letterings."""

from importlib.util import find_spec
from pathlib import Path


def font_folder() -> Path:
    """Where the font's wheel keeps its files."""
    found = find_spec("font_roboto")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package font-roboto is not installed")
    return Path(found.origin).parent / "files"
