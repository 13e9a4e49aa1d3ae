"""What the core registers once the models are loaded."""

from strato.core import checks
from strato.core.api import health
from strato.core.queue import telling


def register() -> None:
    telling.register_topic()
    health.register_metrics()
    checks.register_checks()
