"""Printing's work in the background."""

from typing import Any

from strato.core import queue
from strato.core.queue import Lane
from strato.printing.models import Model3D, PrintJob
from strato.printing.services import drawing, keeping, models, paying, quotes, repairs, slicing


def give_up_model(*, model_id: str, **_: Any) -> None:
    """The worker died on it each time, or it took too long or too much: the file is refused."""
    models.give_up_analysis(Model3D.objects.get(pk=model_id))


@queue.task(max_attempts=2, seconds=300, memory_mb=3072, on_failure=give_up_model)
def analyze_model(model_id: str) -> None:
    models.analyze_waiting(Model3D.objects.get(pk=model_id))


@queue.task(max_attempts=2, seconds=300, memory_mb=3072)
def draw_model(model_id: str) -> None:
    drawing.draw_model(Model3D.objects.get(pk=model_id))


@queue.task(max_attempts=2, seconds=300, memory_mb=3072, on_failure=give_up_model)
def repair_model(model_id: str) -> None:
    repairs.repair_waiting(Model3D.objects.select_related("repaired_from").get(pk=model_id))


@queue.task(max_attempts=2, seconds=900, lane=Lane.SLOW)
def verify_by_slicing(job_id: str) -> None:
    slicing.verify_by_slicing(PrintJob.objects.select_related("material", "model", "printer").get(pk=job_id))


@queue.task(max_attempts=8)
def refund_job(job_id: str) -> None:
    paying.refund_job(PrintJob.objects.get(pk=job_id))


@queue.every(hours=24)
def forget_quotes() -> None:
    quotes.forget_quotes()


@queue.every(hours=24)
def forget_files() -> None:
    keeping.forget_files()
