"""How often a 3MF file repeats its objects. Ten nested components of ten each are a billion copies in one kilobyte, and a library that
believes the file works through every one of them; so they are counted here first, by arithmetic."""

from xml.parsers import expat

from strato.printing.mesh.errors import ModelBroken, ModelUnsupported

MAX_COPIES = 10_000
MAX_DEPTH = 32

Key = tuple[str, str]  # part and object id: ids are unique inside a part only


class Components:
    """The tree of components over all model parts of an archive. Feed the parts one after another, then ``check``."""

    def __init__(self) -> None:
        self._inside: dict[Key, list[Key]] = {}
        self._measured: dict[Key, tuple[int, int]] = {}

    def reader(self, part: str) -> "PartReader":
        return PartReader(part, self._inside)

    def check(self) -> None:
        """Raises unless every object unfolds to a bounded number of meshes."""
        for key in self._inside:
            self._measure(key, 0)

    def _measure(self, key: Key, depth: int) -> tuple[int, int]:
        """Into how many meshes an object unfolds, and how deep."""
        if key in self._measured:
            return self._measured[key]
        inside = self._inside.get(key) or []
        if depth > MAX_DEPTH:
            raise _too_deep(key)
        inner = [self._measure(other, depth + 1) for other in inside]
        copies, levels = sum(copies for copies, _ in inner) or 1, 1 + max((levels for _, levels in inner), default=0)
        if levels > MAX_DEPTH:
            raise _too_deep(key)
        if copies > MAX_COPIES:
            detail = f"The components of the file unfold to more than {MAX_COPIES} pieces."
            raise ModelUnsupported("model_too_many_pieces", detail, limit_pieces=MAX_COPIES)
        self._measured[key] = copies, levels
        return copies, levels


def _too_deep(key: Key) -> ModelBroken:
    return ModelBroken("model_malformed", f"Components are nested more than {MAX_DEPTH} deep.", part=key[0][:200])


class PartReader:
    """Collects the components of one part while its bytes pass by."""

    def __init__(self, part: str, inside: dict[Key, list[Key]]) -> None:
        self._part = part.lstrip("/").lower()
        self._inside = inside
        self._object: Key | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: an encoding nobody knows
            raise ModelBroken("model_malformed", "A part of the 3MF file is no XML.", part=self._part[:200]) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rsplit(" ", 1)[-1]
        if kind == "object":
            self._object = (self._part, attributes.get("id", "").strip())
            self._inside.setdefault(self._object, [])
        elif kind == "component" and self._object:
            paths = (value for key, value in attributes.items() if key.rsplit(" ", 1)[-1] == "path")
            path = next(paths, self._part).lstrip("/").lower()
            self._inside[self._object].append((path, attributes.get("objectid", "").strip()))

    def _doctype(self, *_: object) -> None:
        raise ModelUnsupported(
            "model_has_dtd", "The 3MF file carries a document type definition.", part=self._part[:200]
        )
