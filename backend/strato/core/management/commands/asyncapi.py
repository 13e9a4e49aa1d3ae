"""`manage.py asyncapi`: writes the AsyncAPI document and the TypeScript types of the frames; --check only compares."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from strato.core.realtime import asyncapi, typescript

DOCUMENT = "docs/reference/asyncapi.yaml"
TYPES = "frontend/src/shared/realtime/frames.gen.ts"


def generated() -> dict[str, str]:
    """The text of each generated file, by its path in the project."""
    return {DOCUMENT: asyncapi.as_yaml(settings.SPECTACULAR_SETTINGS["VERSION"]), TYPES: typescript.module()}


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Fail if a file is not what the registry says")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = [path for path, text in generated().items() if read(settings.PROJECT / path) != text]
        if options["check"]:
            if stale:
                raise CommandError(f"stale: {', '.join(stale)} (run 'manage.py asyncapi' and commit)")
            return
        for path in stale:
            target = settings.PROJECT / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(generated()[path])
            self.stdout.write(f"wrote {path}")


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""
