"""`manage.py serve`: the product on one port, or one half of it for production."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces

from strato.core.realtime import server


class Command(BaseCommand):
    help = "Serve HTTP and sockets on one port; --only http (granian) or --only sockets (uvicorn) for production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--only", choices=["http", "sockets"])
        parser.add_argument("--workers", type=int, default=1, help="Processes of --only http")
        parser.add_argument("--threads", type=int, default=4, help="Threads per process of --only http")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["only"] != "http":
            server.serve(options["host"], options["port"])
            return
        Granian(
            "strato.config.served:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=options["threads"],
            respawn_failed_workers=True,
            log_access=False,
        ).serve()
