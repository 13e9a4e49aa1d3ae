"""Saves all rows into a folder."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser

from strato.core import backups


class Command(BaseCommand):
    help = "Save all rows into FOLDER (scripts/backup.sh adds the files and checksums)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        counts = backups.save(folder)
        self.stdout.write(f"{sum(counts.values())} rows of {len(counts)} tables")
