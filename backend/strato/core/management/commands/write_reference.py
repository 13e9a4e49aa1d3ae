"""Writes the generated pages of the reference: settings (from .env.example) and statuses (from the tables)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

HEAD = "# Settings\n\nGenerated from `.env.example` by `make openapi`. Every setting is an environment variable; the embedded product needs none.\n"


class Command(BaseCommand):
    help = "Write docs/reference/settings.md and docs/reference/statuses.md."

    def handle(self, *args: Any, **options: Any) -> None:
        project: Path = settings.PROJECT
        page = settings_page((project / ".env.example").read_text())
        (project / "docs" / "reference" / "settings.md").write_text(page)
        call_command("draw_statuses")


def settings_page(example: str) -> str:
    """Markdown tables from the lines of .env.example: "# --- section ---" and "# NAME=default   what it is"."""
    lines = [HEAD]
    for line in example.splitlines():
        text = line.removeprefix("# ")
        name, equals, rest = text.partition("=")
        if text.startswith("--- "):
            lines += ["", f"## {text.strip('- ').capitalize()}", "", "| variable | default | |", "|---|---|---|"]
        elif line.startswith("# ") and equals and name.isupper():
            default, _, what = rest.partition("  ")
            lines.append(f"| `{name}` | {f'`{default}`' if default else ''} | {what.strip()} |")
    return "\n".join(lines) + "\n"
