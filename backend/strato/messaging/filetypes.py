"""What may be attached, and whether a file is what its name says.

Sniffing makes no file safe: images are re-encoded, everything else is only ever offered as a download that no browser runs.
"""

import zipfile
from pathlib import PurePosixPath
from typing import IO

from strato.messaging.errors import BrokenFile, UnknownFile
from strato.messaging.states import AttachmentKind

IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}
MODELS = {"stl": "model/stl", "obj": "model/obj", "3mf": "model/3mf", "gcode": "text/x.gcode"}
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
ZIPPED = {
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{OPEN}.text",
    "ods": f"{OPEN}.spreadsheet",
    "zip": "application/zip",
}
TEXTS = {"txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "json": "application/json"}
MOST_PARTS = 5_000
LOOKED_AT = 64 * 1024


def examine(filename: str, file: IO[bytes], *, size: int) -> tuple[AttachmentKind, str]:
    """(kind, media type) of a file; it stands at its beginning again. Raises ``UnknownFile``, ``BrokenFile``."""
    suffix = PurePosixPath(filename).suffix.lower().lstrip(".")
    if suffix in IMAGES:
        return AttachmentKind.IMAGE, IMAGES[suffix]  # clean_image looks at it
    file.seek(0)
    head = file.read(LOOKED_AT)
    try:
        if suffix in MODELS and is_model(suffix, head, file, size):
            return AttachmentKind.MODEL, MODELS[suffix]
        if suffix == "pdf" and head.lstrip()[:5] == b"%PDF-":
            return AttachmentKind.DOCUMENT, "application/pdf"
        if suffix in ZIPPED and is_zip(head, file):
            return AttachmentKind.DOCUMENT, ZIPPED[suffix]
        if suffix in TEXTS and is_text(head):
            return AttachmentKind.DOCUMENT, TEXTS[suffix]
    finally:
        file.seek(0)
    if suffix in {*MODELS, *ZIPPED, *TEXTS, "pdf"}:
        raise BrokenFile(type=suffix)
    raise UnknownFile(types=sorted({*IMAGES, *MODELS, *ZIPPED, *TEXTS, "pdf"}))


def is_model(suffix: str, head: bytes, file: IO[bytes], size: int) -> bool:
    if suffix == "stl":
        is_binary = len(head) >= 84 and size == 84 + 50 * int.from_bytes(head[80:84], "little")
        return is_binary or (head.lstrip()[:5].lower() == b"solid" and is_text(head))
    if suffix == "3mf":
        return is_zip(head, file, holding=".model")
    return bool(head.strip()) and is_text(head)


def is_zip(head: bytes, file: IO[bytes], holding: str = "") -> bool:
    """An archive with a readable directory; nothing of it is unpacked."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return len(names) <= MOST_PARTS and (not holding or any(name.lower().endswith(holding) for name in names))


def is_text(head: bytes) -> bool:
    """No control bytes but white space: bytes of any Latin encoding or UTF-8."""
    return not any(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
