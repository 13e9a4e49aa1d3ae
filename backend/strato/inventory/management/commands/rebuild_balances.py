"""``manage.py rebuild_balances``: stock balances from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from strato.inventory import services


class Command(BaseCommand):
    help = "Set stock balances right from the ledger; --check only looks and fails when one has drifted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 on drift")

    def handle(self, *args: Any, **options: Any) -> None:
        drifts = services.rebuild_balances(check_only=options["check"])
        for drift in drifts:
            self.stdout.write(
                f"item {drift.item} at {drift.location}, lot {drift.lot}: on hand {drift.on_hand} is {drift.true_on_hand}, "
                f"reserved {drift.reserved} is {drift.true_reserved}"
            )
        if drifts and options["check"]:
            raise CommandError(f"{len(drifts)} balances have drifted")
        self.stdout.write(f"{len(drifts)} balances set right")
