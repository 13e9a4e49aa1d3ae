"""``manage.py reconcile``: our books against the payment service's; exits 1 when they differ."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from strato.payments import services
from strato.payments.errors import GatewayUnavailable


class Command(BaseCommand):
    help = "Compare our books with the payment service's, fetch what was missed, exit 1 when anything differed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what differs")
        parser.add_argument("--days", type=float, help="How far back to look (default: since the last comparison)")
        parser.add_argument("--now", action="store_true", help="Compare the last two minutes too")

    def handle(self, *args: Any, **options: Any) -> None:
        since = timezone.now() - timedelta(days=options["days"]) if options["days"] else None
        grace = {"grace": timedelta(0)} if options["now"] else {}
        try:
            report = services.reconcile(dry_run=options["dry_run"], since=since, **grace)
        except GatewayUnavailable as away:
            raise CommandError(away.detail, returncode=2) from away
        compared = ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in sorted(report.counts.items()))
        self.stdout.write(
            f"{report.covered_from:%Y-%m-%d %H:%M} to {report.covered_until:%Y-%m-%d %H:%M}: {compared or 'nothing to compare'}"
        )
        for finding in report.findings:
            mended = "repaired" if finding["is_repaired"] else "open"
            self.stdout.write(
                f"{mended:9} {finding['kind']:20} {finding['label']:12} {finding['gateway_id']} {finding['detail']}"
            )
        if report.findings:
            raise CommandError(f"{len(report.findings)} differences.", returncode=1)
        self.stdout.write("No differences.")
