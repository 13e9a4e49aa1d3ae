"""``manage.py draw_statuses``: docs/reference/statuses.md from the status tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from strato.core import drawing


class Command(BaseCommand):
    help = "Draw the status tables into docs/reference/statuses.md; with --check only say whether it is fresh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.PROJECT) / "docs" / "reference" / "statuses.md"
        page = drawing.page()
        if not options["check"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page)
        elif not path.is_file() or path.read_text() != page:
            raise CommandError(f"{path.name} is stale: run manage.py draw_statuses")
