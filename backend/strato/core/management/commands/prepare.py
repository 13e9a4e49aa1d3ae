"""Gets a database ready to serve: tables, static files, and the demo world when it is empty and wanted."""

import os
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Migrate; seed the demo world into an empty database unless STRATO_DEMO=0."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if os.environ.get("STRATO_DEMO", "1") != "0" and not get_user_model()._default_manager.exists():
            call_command("seed")
