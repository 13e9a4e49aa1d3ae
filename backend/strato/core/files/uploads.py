"""Large files in pieces: what has arrived is on disk and on its row, so a cut line costs one piece."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from strato.core.errors import Missing
from strato.core.files.errors import (
    ChecksumMismatch,
    GuestKeyMissing,
    TooManyUploads,
    UploadBusy,
    UploadIncomplete,
    UploadTooLarge,
    WrongOffset,
)
from strato.core.files.models import Upload, owned_by
from strato.core.rows import new_id

LIFE = timedelta(hours=24)
PIECE = 256 * 1024
NOTE_EVERY = 8 * 1024 * 1024
MAX_OPEN = {"guest": 3, "person": 20}


class TakenFile(UploadedFile[bytes]):
    """An upload that has arrived, as Django's storages like it: moved into place, not copied."""

    def temporary_file_path(self) -> str:
        return str(self.path)

    def __init__(self, upload: Upload, path: Path) -> None:
        super().__init__(
            file=path.open("rb"), name=upload.filename, content_type=upload.content_type, size=upload.size_bytes
        )
        self.path = path


def path_of(upload_id: UUID | str) -> Path:
    """Where the bytes of an upload lie."""
    return Path(settings.UPLOADS_DIR) / f"{upload_id}.part"


@transaction.atomic
def begin(*, by: Any, size_bytes: int, filename: str = "", content_type: str = "") -> Upload:
    """A new, empty upload of a signed-in person or a guest with a key; refused past the limits of size and number."""
    guest_key = "" if by.is_authenticated else getattr(by, "guest_key", "")
    if not by.is_authenticated and not guest_key:
        raise GuestKeyMissing
    if size_bytes > max_bytes():
        raise UploadTooLarge(max_bytes=max_bytes())
    check_quota(by)
    upload = Upload.objects.create(
        owner=by if by.is_authenticated else None,
        guest_key=guest_key,
        size_bytes=size_bytes,
        filename=safe_name(filename),
        content_type=content_type[:120],
        expires_at=timezone.now() + LIFE,
    )
    path_of(upload.pk).parent.mkdir(parents=True, exist_ok=True)
    path_of(upload.pk).touch(mode=0o600)
    return upload


def max_bytes() -> int:
    """The largest file that may come."""
    return int(settings.MAX_MODEL_BYTES)


def check_room(upload: Upload, end: int) -> None:
    """Refuse, before a byte is read, what would go past the announced size."""
    if end > upload.size_bytes:
        raise UploadTooLarge("More bytes came than Upload-Length said.", max_bytes=upload.size_bytes)


def check_quota(by: Any) -> None:
    """Refuse a person who has too many uploads open; a guest may have few, and together no more than one largest file."""
    mine = Upload.objects.filter(owned_by(by))
    most = MAX_OPEN["person" if by.is_authenticated else "guest"]
    held = mine.aggregate(sum=Sum("size_bytes"))["sum"] or 0
    if mine.count() >= most or (not by.is_authenticated and held >= max_bytes()):
        raise TooManyUploads(max_open=most)


def safe_name(filename: str) -> str:
    """The last part of a name, without control characters; never a path."""
    last = PurePosixPath(filename.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable())[-255:] or "upload"


def append(
    upload: Upload, stream: IO[bytes] | None, *, offset: int, checksum: Any = None, expected: bytes = b""
) -> Upload:
    """Write the bytes that begin at ``offset``; a stream that breaks off leaves what has arrived.

    ``checksum`` is a running hash whose digest must be ``expected``, else the piece is dropped and ``ChecksumMismatch``
    raised. Further: ``WrongOffset``, ``UploadBusy``, ``UploadTooLarge``.
    """
    with exclusive(upload) as file:
        upload.refresh_from_db()
        if offset != upload.offset_bytes:
            raise WrongOffset(offset=upload.offset_bytes)
        file.truncate(offset)  # bytes that arrived without being noted
        file.seek(offset)
        arrived = offset
        noted = offset
        for piece in pieces(stream):
            if arrived + len(piece) > upload.size_bytes:
                note(upload, noted)
                raise UploadTooLarge("More bytes came than Upload-Length said.", max_bytes=upload.size_bytes)
            file.write(piece)
            arrived += len(piece)
            if checksum is not None:
                checksum.update(piece)
            elif arrived - noted >= NOTE_EVERY:
                noted = note(upload, arrived, file)
        if checksum is not None and checksum.digest() != expected:
            raise ChecksumMismatch
        note(upload, arrived, file)
    return upload


def pieces(stream: IO[bytes] | None) -> Iterator[bytes]:
    """The stream in small pieces; it ends where the line was cut."""
    while stream is not None:
        try:
            piece = stream.read(PIECE)
        except OSError:
            return
        if not piece:
            return
        yield piece


def note(upload: Upload, arrived: int, file: IO[bytes] | None = None) -> int:
    """Put the bytes on disk, then the new offset on the row; ``Missing`` when the upload was deleted meanwhile."""
    if file is not None:
        file.flush()
        os.fsync(file.fileno())
    upload.offset_bytes, upload.expires_at = arrived, timezone.now() + LIFE
    if not Upload.objects.filter(pk=upload.pk).update(offset_bytes=arrived, expires_at=upload.expires_at):
        raise Missing
    return arrived


@contextmanager
def exclusive(upload: Upload) -> Iterator[IO[bytes]]:
    """The upload's file, for one writer at a time; the kernel frees it when the writer dies."""
    try:
        file = path_of(upload.pk).open("r+b")
    except FileNotFoundError as error:
        raise Missing from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UploadBusy from error
        yield file


@transaction.atomic
def take(upload_id: UUID | str, user: Any) -> TakenFile:
    """The finished upload of this person as a file for a ``FileField``; its row is gone with the caller's commit.

    Raises ``Missing`` for another's upload, ``UploadIncomplete`` while bytes are missing. A rollback leaves the upload as
    it was: the file handed out is a second name of the same bytes.
    """
    upload = Upload.objects.visible_to(user).select_for_update().filter(pk=upload_id).first()
    if upload is None:
        raise Missing("There is no such upload.")
    if not upload.is_complete:
        raise UploadIncomplete(offset=upload.offset_bytes, size=upload.size_bytes)
    taken = path_of(upload.pk).with_suffix(f".{new_id().hex}.taken")
    try:
        os.link(path_of(upload.pk), taken)
    except FileNotFoundError as error:
        raise Missing("There is no such upload.") from error
    upload_pk = upload.pk
    upload.delete()
    transaction.on_commit(partial(discard, path_of(upload_pk), taken))
    upload.pk = upload_pk
    return TakenFile(upload, taken)


def hand_over(user: Any, *, guest_key: str) -> int:
    """What a guest has begun to upload is this person's from now on, also in the middle of a piece; gives how many."""
    return Upload.objects.filter(owner__isnull=True, guest_key=guest_key).update(owner=user, guest_key="")


def drop(upload: Upload) -> None:
    """Forget an upload and its bytes."""
    path = path_of(upload.pk)
    upload.delete()
    transaction.on_commit(partial(discard, path))


def forget_uploads_of(user: Any) -> None:
    """Nothing of this person is on its way in any more."""
    for upload in Upload.objects.filter(owner=user):
        drop(upload)


def discard(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def sweep() -> int:
    """Delete uploads past their time, and files that no row knows; gives how many rows went."""
    gone = 0
    for upload in Upload.objects.filter(expires_at__lt=timezone.now()):
        drop(upload)
        gone += 1
    folder = Path(settings.UPLOADS_DIR)
    oldest = timezone.now().timestamp() - LIFE.total_seconds()
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < oldest and not Upload.objects.filter(pk=path.name.partition(".")[0]).exists():
            discard(path)
    return gone
