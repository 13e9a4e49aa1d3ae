"""Puts saved rows back."""

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from strato.core import backups
from strato.core.errors import DomainError


class Command(BaseCommand):
    help = "Replace all rows by those saved in FOLDER; refuses when people are in the database, unless --force."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--force", action="store_true")

    def handle(self, *args: Any, folder: Path, force: bool, **options: Any) -> None:
        if self.is_inhabited() and not force:
            raise CommandError("This database has people in it. FORCE=1 (or --force) replaces all its rows.")
        try:
            counts = backups.load(folder)
        except DomainError as error:
            raise CommandError(f"{error.detail} {error.facts}") from error
        self.stdout.write(f"{sum(counts.values())} rows of {len(counts)} tables are back and counted")

    def is_inhabited(self) -> bool:
        try:
            return bool(get_user_model()._default_manager.exists())
        except DatabaseError:  # no tables yet
            return False
