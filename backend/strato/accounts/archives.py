"""Writing the copy of somebody's data: a ZIP file, piece by piece, never more of it in memory than one piece of a file."""

import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from strato.accounts.models import User
from strato.accounts.portability import PORTIONS, Fact, Piece, Portion, Record, Records, Stored

FORMAT = 1
PIECE = 256 * 1024
PACKED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".3mf", ".zip", ".pdf", ".docx", ".xlsx", ".mp4")
FALLBACK = "en"
# Called with how far it is, from 0 to 100, and often: may raise to stop.
Progress = Callable[[float], None]


@dataclass
class Archive:
    """One copy on its way."""

    zip: ZipFile
    tell: Progress
    percent: float = 0
    contents: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    missing: list[str] = field(default_factory=list)

    def write(self, folder: str, piece: Piece) -> None:
        match piece:
            case Stored():
                self._copy(f"{folder}/{piece.path}", piece.name)
            case Fact():
                self._say(f"{folder}/{piece.name}", piece.record)
                self.contents[folder].append({"file": piece.name})
            case Records():
                count = self._list(f"{folder}/{piece.name}", piece.rows)
                self.contents[folder].append({"file": piece.name, "records": count})

    def finish(self, person: User, portions: Iterable[Portion]) -> None:
        """What leads through it: an index for programs, and a page for people in their language."""
        folders = [
            {
                "folder": portion.folder,
                "about": words_of(portion, person.language),
                "files": self.contents[portion.folder],
            }
            for portion in portions
        ]
        made_at = timezone.now()
        index = {
            "format": FORMAT,
            "made_at": made_at,
            "account": {"id": person.pk, "email": person.email},
            "folders": folders,
            "missing": self.missing,
        }
        self._say("index.json", index)
        page = {"name": person.display_name, "made_at": made_at, "folders": folders, "missing": self.missing}
        text = render_to_string(f"accounts/export/readme.{person.language}.txt", page)
        self.zip.writestr("README.txt", text, ZIP_DEFLATED)

    def _entry(self, path: str, packing: int = ZIP_DEFLATED) -> IO[bytes]:
        info = ZipInfo(path, date_time=timezone.now().timetuple()[:6])
        info.compress_type = packing
        info.external_attr = 0o600 << 16
        return self.zip.open(info, "w", force_zip64=True)

    def _say(self, path: str, record: Record) -> None:
        with self._entry(path) as entry:
            entry.write(as_json(record) + b"\n")

    def _list(self, path: str, rows: Iterable[Record]) -> int:
        count = 0
        with self._entry(path) as entry:
            entry.write(b"[")
            for count, row in enumerate(rows, start=1):
                entry.write((b",\n" if count > 1 else b"\n") + as_json(row))
                self.tell(self.percent)
            entry.write(b"\n]\n")
        return count

    def _copy(self, path: str, name: str) -> None:
        folder, _, inner = path.partition("/")
        self.tell(self.percent)
        try:
            source = default_storage.open(name, "rb")
        except FileNotFoundError:
            self.missing.append(path)
            return
        with source, self._entry(path, ZIP_STORED if path.lower().endswith(PACKED) else ZIP_DEFLATED) as entry:
            shutil.copyfileobj(source, entry, PIECE)
        self.contents[folder].append({"file": inner})


def write_archive(file: IO[bytes], person: User, tell: Progress) -> int:
    """Write all that every app gives this person; gives how many files there are in it."""
    portions = sorted(PORTIONS.values(), key=lambda portion: portion.folder)
    with ZipFile(file, "w", allowZip64=True) as zipped:
        archive = Archive(zipped, tell)
        for done, portion in enumerate(portions):
            archive.percent = 100 * done / len(portions)
            tell(archive.percent)
            for piece in portion.gives(person):
                archive.write(portion.folder, piece)
        archive.finish(person, portions)
        return len(zipped.infolist())


def words_of(portion: Portion, language: str) -> str:
    return portion.about.get(language, portion.about[FALLBACK])


def as_json(record: Record) -> bytes:
    return json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()
