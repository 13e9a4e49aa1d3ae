"""What a 3MF archive must not contain, found by streaming through it once: bombs, DTDs, entities, unsafe names, missing parts."""

import zipfile
import zlib
from pathlib import Path

from strato.printing.mesh.errors import ModelBroken, ModelTooLarge, ModelUnsupported
from strato.printing.mesh.reading.components import Components
from strato.printing.mesh.reading.limits import Limits

MAX_PARTS = 5_000
PIECE = 1024**2
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
XML_ENDINGS = (".model", ".rels", ".xml", ".config")
FORBIDDEN = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
OVERLAP = max(len(word) for word in FORBIDDEN)
COMPONENT = b"component"


def check_archive(path: Path, size: int, limits: Limits) -> None:
    """Raises unless the archive is safe to hand to a parser that believes what it reads."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _check_directory(parts, size, limits)
            _check_parts({part.filename.lstrip("/").lower() for part in parts})
            budget = _Budget(size, limits)
            nested = [part for part in parts if _stream(archive, part, budget)]
            _check_components(archive, nested)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        raise ModelBroken("model_truncated", "The 3MF archive is damaged or incomplete.") from error


def _check_directory(parts: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(parts) > MAX_PARTS:
        raise ModelUnsupported("model_zip_unsafe", f"The archive has {len(parts)} parts.", reason="too_many_parts")
    budget = _Budget(size, limits)
    for part in parts:
        budget.spend(part.file_size)
        name = part.filename.replace("\\", "/")
        if ".." in name.split("/") or ":" in name:
            raise ModelUnsupported(
                "model_zip_unsafe", "A part of the archive points outside of it.", part=name[:200], reason="path"
            )
        if part.flag_bits & 0x1:
            raise ModelUnsupported("model_zip_unsafe", "The archive is encrypted.", part=name[:200], reason="encrypted")


def _check_parts(names: set[str]) -> None:
    if "[content_types].xml" not in names:
        if not any(name.endswith(".model") for name in names):
            detail = "This is a ZIP archive, but not a 3MF model. Please upload the model files themselves."
            raise ModelUnsupported("model_not_a_mesh", detail, looks_like="ZIP archive")
        raise _missing("[Content_Types].xml")
    if "_rels/.rels" not in names:
        raise _missing("_rels/.rels")
    if not any(name.endswith(".model") for name in names):
        if any(name.startswith(("word/", "xl/", "ppt/")) for name in names):
            raise ModelUnsupported("model_not_a_mesh", "This is an office document.", looks_like="office document")
        raise _missing("3D/3dmodel.model")


def _missing(part: str) -> ModelBroken:
    return ModelBroken("model_part_missing", f"The 3MF archive has no {part}.", part=part)


class _Budget:
    """How much the archive may still unfold to."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.size = size
        self.limits = limits
        self.spent = 0
        self.triangles = 0

    def spend(self, amount: int) -> None:
        self.spent += amount
        ratio = self.spent / max(self.size, 1)
        if self.spent > self.limits.max_unzipped_bytes:
            raise ModelTooLarge(
                "model_zip_bomb",
                f"The archive unfolds to more than {self.limits.max_unzipped_bytes} bytes.",
                bytes=self.spent,
                limit_bytes=self.limits.max_unzipped_bytes,
            )
        if ratio > self.limits.max_unzip_ratio and self.spent > PIECE:
            detail = (
                f"The archive unfolds to {ratio:.0f} times its size; the limit is {self.limits.max_unzip_ratio:.0f}."
            )
            raise ModelTooLarge("model_zip_bomb", detail, ratio=ratio, limit_ratio=self.limits.max_unzip_ratio)

    def count_triangles(self, amount: int) -> None:
        self.triangles += amount
        self.limits.check_triangles(self.triangles)


def _stream(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> bool:
    """Unfolds one part piece by piece (its checksum is verified on the way) and looks for what XML here must not have. True if the part
    speaks of components, or might, in an encoding that hides it."""
    is_xml = part.filename.lower().endswith(XML_ENDINGS)
    nested = False
    tail = b""
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            budget.spend(len(piece))
            is_xml = is_xml or (not tail and _begins_like_xml(piece))
            if is_xml:
                text = tail + piece
                _refuse_document_type(text, part)
                nested = nested or COMPONENT in text or b"\0" in text
                budget.count_triangles(_triangles(text) - _triangles(tail))
            tail = (tail + piece)[-OVERLAP:]
    return nested


def _begins_like_xml(piece: bytes) -> bool:
    """Any part can be named as a model by the relations, whatever its ending."""
    for mark in MARKS:
        piece = piece.removeprefix(mark)
    return piece.lstrip(b" \t\r\n\0").startswith(b"<")


def _refuse_document_type(text: bytes, part: zipfile.ZipInfo) -> None:
    if any(word in text for word in FORBIDDEN):
        detail = "The 3MF file carries a document type definition."
        raise ModelUnsupported("model_has_dtd", detail, part=part.filename[:200])


def _triangles(text: bytes) -> int:
    """How many triangle elements begin in a piece of XML, with or without a prefix; never too few."""
    return text.count(b"triangle") - text.count(b"triangles") - text.count(b"</triangle>")


def _check_components(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    components = Components()
    for part in parts:
        reader = components.reader(part.filename)
        with archive.open(part) as file:
            while piece := file.read(PIECE):
                reader.feed(piece)
        reader.feed(b"", last=True)
    components.check()
