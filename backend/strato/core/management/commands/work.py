"""``manage.py work``: the background workers of this machine."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from strato.core.queue.models import Lane
from strato.core.queue.pump import Pump
from strato.core.queue.worker import Worker


class Command(BaseCommand):
    requires_system_checks = ()  # the server runs them; here they only cost a second
    help = "Do background jobs: a parent that tends the table and worker processes that claim from it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=2, help="how many processes (default 2)")
        parser.add_argument("--follow-parent", action="store_true", help="stop when the process that started this ends")
        parser.add_argument("--one", action="store_true", help="be a single worker, without a parent's care")
        parser.add_argument("--lane", choices=["all", *Lane.values], default="all")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["one"]:
            Worker(tuple(Lane.values) if options["lane"] == "all" else (options["lane"],)).run()
        else:
            Pump(options["workers"], follows_parent=options["follow_parent"]).run()
