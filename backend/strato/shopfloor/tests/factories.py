"""Printers and runs for tests."""

from typing import Any

import factory

from strato.inventory.models import Material
from strato.inventory.tests.factories import MaterialFactory
from strato.labs.tests.factories import LabFactory
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import RunStatus


class PrinterFactory(factory.django.DjangoModelFactory[Printer]):
    """An idle FDM printer of 250 x 210 x 220 mm that prints PLA."""

    class Meta:
        model = Printer
        skip_postgeneration_save = True

    lab = factory.SubFactory(LabFactory)
    name = factory.Sequence(lambda n: f"Printer {n}")
    model = "Prusa MK4S"
    build_x_mm = 250
    build_y_mm = 210
    build_z_mm = 220

    @factory.post_generation  # type: ignore[untyped-decorator]
    def materials(self: Any, create: bool, extracted: list[Material] | None, **_: Any) -> None:
        self.materials.set(extracted if extracted is not None else [MaterialFactory()])


class RunFactory(factory.django.DjangoModelFactory[Run]):
    """A run of 20 g and one hour, assigned."""

    class Meta:
        model = Run

    printer = factory.SubFactory(PrinterFactory)
    status = RunStatus.ASSIGNED
    label = "PJ-1"
    planned_mg = 20_000
    planned_seconds = 3600
