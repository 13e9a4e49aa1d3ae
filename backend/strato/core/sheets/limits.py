"""How much of a table is looked at before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is looked at."""

    file_bytes: int = 5 * 1024 * 1024
    unpacked_bytes: int = 25 * 1024 * 1024
    rows: int = 10_000
    columns: int = 100
    cell_chars: int = 20_000


USUAL = Limits()
