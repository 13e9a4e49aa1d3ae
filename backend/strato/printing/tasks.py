"""Printing's work in the background."""

from typing import Any

from strato.core import queue
from strato.printing.models import Model3D
from strato.printing.services import models, quotes


def give_up_model(*, model_id: str, **_: Any) -> None:
    """The worker died on it each time, or it took too long or too much: the file is refused."""
    models.give_up_analysis(Model3D.objects.get(pk=model_id))


@queue.task(max_attempts=2, seconds=300, memory_mb=3072, on_failure=give_up_model)
def analyze_model(model_id: str) -> None:
    models.analyze_waiting(Model3D.objects.get(pk=model_id))


@queue.every(hours=24)
def forget_quotes() -> None:
    quotes.forget_quotes()
