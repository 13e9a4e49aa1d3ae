"""Files where the analysis can read them: on this machine's disk, whatever they came in or are kept in."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile

CHUNK = 1 << 20


@contextmanager
def on_disk(upload: UploadedFile[bytes]) -> Iterator[Path]:
    """The path of an upload; one that came in memory is written out for as long as it is needed."""
    known = getattr(upload, "temporary_file_path", None)
    if known is not None:
        yield Path(known())
        return
    with tempfile.NamedTemporaryFile(prefix="strato-", suffix=".model") as file:
        for chunk in upload.chunks(CHUNK):
            file.write(chunk)
        file.flush()
        upload.seek(0)
        yield Path(file.name)


@contextmanager
def local_copy(field: FieldFile) -> Iterator[Path]:
    """The path of a stored file; one from an object store is fetched for as long as it is needed."""
    try:
        path = Path(field.path)
    except NotImplementedError:
        path = None
    if path is not None:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="strato-", suffix=".model") as file, field.open("rb") as stored:
        shutil.copyfileobj(stored, file, CHUNK)
        file.flush()
        yield Path(file.name)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
