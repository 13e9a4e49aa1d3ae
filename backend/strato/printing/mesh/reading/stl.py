"""STL. Binary: 80 bytes of header, a count, then 50 bytes per triangle. ASCII: solids of facets, several per file."""

import re
import struct
from pathlib import Path

import numpy as np

from strato.printing.mesh.errors import ModelBroken
from strato.printing.mesh.reading.limits import Limits
from strato.printing.mesh.reading.numbers import parse_floats
from strato.printing.mesh.reading.position import narrowed
from strato.printing.mesh.triangles import Floats, Triangles

HEADER_BYTES = 84
RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
READ_BYTES = 4 * 1024**2
END_OF_FACET = b"endfacet"
BOM = b"\xef\xbb\xbf"
SOLID_LINE = re.compile(rb"(?m)(?:^|(?<=\r))[ \t]*(end)?solid[^\r\n]*")  # its name may hold digits and keywords
KEYWORDS = (b"facet normal", b"outer loop", b"vertex", b"endloop", b"endfacet")
NOT_NUMBERS = re.compile(
    rb"facet\s+normal\s+\S+\s+\S+\s+\S+"  # stated normals are often wrong or NaN: they are not used
    rb"|[a-df-z][a-z]+|e[a-z]+"  # keywords; a lone e belongs to an exponent
)


def expected_bytes(triangles: int) -> int:
    return HEADER_BYTES + RECORD.itemsize * triangles


def is_exactly_binary(head: bytes, size: int) -> bool:
    """The count in the header agrees with the size of the file to the byte, whatever the header claims to be."""
    return len(head) >= HEADER_BYTES and expected_bytes(_declared(head)) == size


def is_ascii(head: bytes) -> bool:
    start = head.removeprefix(BOM).lstrip().lower()
    return start.startswith(b"solid") and b"\x00" not in head


def read_binary(path: Path, size: int, limits: Limits) -> Triangles:
    """A view of the mapped file: nothing is loaded until somebody looks."""
    if size < HEADER_BYTES:
        raise ModelBroken(
            "model_truncated", f"A binary STL has at least {HEADER_BYTES} bytes; this file has {size}.", bytes=size
        )
    with path.open("rb") as file:
        count = _declared(file.read(HEADER_BYTES))
    _check_size(count, size)
    limits.check_triangles(count)
    if count == 0:
        raise ModelBroken("model_empty", "The file holds no triangles.")
    records = np.memmap(path, dtype=RECORD, mode="r", offset=HEADER_BYTES, shape=(count,))
    return Triangles(records["corners"], format="stl-binary")


def _declared(head: bytes) -> int:
    (count,) = struct.unpack_from("<I", head, HEADER_BYTES - 4)
    return int(count)


def _check_size(count: int, size: int) -> None:
    expected = expected_bytes(count)
    if size < expected:
        detail = f"The header announces {count} triangles ({expected} bytes), but the file ends after {size} bytes."
        raise ModelBroken("model_truncated", detail, declared_triangles=count, expected_bytes=expected, bytes=size)
    if size > expected:
        detail = f"The header announces {count} triangles ({expected} bytes), but the file has {size} bytes."
        raise ModelBroken("model_count_mismatch", detail, declared_triangles=count, expected_bytes=expected, bytes=size)


def read_ascii(path: Path, limits: Limits) -> Triangles:
    """All solids of the file, read in pieces that end with a whole facet."""
    pieces: list[Floats] = []
    count = 0
    rest = b""
    with path.open("rb") as file:
        if file.read(len(BOM)) != BOM:
            file.seek(0)
        while data := file.read(READ_BYTES):
            text = rest + data.lower()
            if b"solid" in text:
                text = SOLID_LINE.sub(rb"\1solid", text)
            cut = text.rfind(END_OF_FACET) + len(END_OF_FACET)
            if cut < len(END_OF_FACET):
                cut = 0
            piece, rest = text[:cut], text[cut:]
            if len(rest) > READ_BYTES:
                raise ModelBroken("model_malformed", "The text goes on without closing a facet.", triangle=count)
            if piece:
                pieces.append(_facets(piece, count))
                count += len(pieces[-1])
                limits.check_triangles(count)
    _check_end(rest, count)
    if not count:
        raise ModelBroken("model_empty", "The file holds no triangles.")
    return Triangles(np.concatenate(pieces), format="stl-ascii")


def _facets(piece: bytes, before: int) -> Floats:
    """The corners of the whole facets in a lowercase piece of text, shape (m, 3, 3)."""
    facets = piece.count(END_OF_FACET)
    bare = piece
    for words in KEYWORDS:
        bare = bare.replace(words, b" ")
    numbers = parse_floats(bare)
    usual = piece.count(b"vertex") == 3 * facets == 3 * piece.count(b"normal")
    if usual and numbers is not None and numbers.size == 12 * facets and np.isfinite(numbers).all():
        return narrowed(numbers.reshape(facets, 4, 3)[:, 1:])
    return _unusual_facets(piece, facets, before)


def _unusual_facets(piece: bytes, facets: int, before: int) -> Floats:
    """The same from text with normals that are no numbers, or with words in unexpected places."""
    words = NOT_NUMBERS.sub(b" ", piece)
    numbers = parse_floats(words)
    if numbers is None or numbers.size != 9 * facets or piece.count(b"vertex") != 3 * facets:
        if re.search(rb"vertex[^\r\nv]*?\b(?:nan|inf)", piece):
            raise ModelBroken(
                "model_numbers_invalid", "The file holds coordinates that are not numbers (NaN or infinity)."
            )
        raise ModelBroken("model_malformed", f"The text stops making sense after triangle {before}.", triangle=before)
    return narrowed(numbers.reshape(facets, 3, 3))


def _check_end(rest: bytes, count: int) -> None:
    if b"facet" in rest or b"vertex" in rest:
        raise ModelBroken("model_truncated", f"The file ends inside a facet, after triangle {count}.", triangle=count)
    if count and b"endsolid" not in rest:
        raise ModelBroken(
            "model_truncated", f"The file ends without closing its solid, after triangle {count}.", triangle=count
        )
