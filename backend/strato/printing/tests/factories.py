"""Models, quotes and print jobs for tests. A quote of these factories is asked for in earnest where ``quote_for`` makes it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.inventory.models import Material
from strato.inventory.tests.factories import MaterialFactory, MaterialPriceFactory, SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory
from strato.printing.models import Model3D, Offer, PrintJob, Quote
from strato.printing.services.jobs import accept_print_job, submit_print_job
from strato.printing.services.making import assign_printer, start_print_job
from strato.printing.services.models import add_model
from strato.printing.services.quotes import Wish, ask_labs
from strato.printing.states import ModelStatus, PrintJobStatus
from strato.shopfloor.models import Printer
from strato.shopfloor.tests.factories import PrinterFactory

SAMPLES = Path(__file__).parents[3] / "samples" / "models"
CUBE = SAMPLES / "20mm-xyz-cube.stl"


class Model3DFactory(factory.django.DjangoModelFactory[Model3D]):
    """A ready cube of 20 mm, without its file."""

    class Meta:
        model = Model3D

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Model {n}")
    filename = "cube.stl"
    size_bytes = 684
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    status = ModelStatus.READY
    format = "stl-binary"
    unit = "mm"
    triangles = 12
    volume_mm3 = 8000.0
    area_mm2 = 2400.0
    size_x_mm = size_y_mm = size_z_mm = 20.0
    is_watertight = True
    metrics = factory.LazyFunction(
        lambda: {
            "triangles": 12,
            "bodies": 1,
            "volume_mm3": 8000.0,
            "area_mm2": 2400.0,
            "flat_area_mm2": 800.0,
            "wall_area_mm2": 1600.0,
            "overhang_area_mm2": 0.0,
            "plate_area_mm2": 400.0,
            "support_volume_mm3": 0.0,
            "lower_corner_mm": [0.0, 0.0, 0.0],
            "upper_corner_mm": [20.0, 20.0, 20.0],
        }
    )
    report = factory.LazyFunction(lambda: {"findings": [], "topology": {}, "thinnest_wall_mm": None})


class QuoteFactory(factory.django.DjangoModelFactory[Quote]):
    class Meta:
        model = Quote

    owner = factory.SubFactory(UserFactory)
    model = factory.SubFactory(Model3DFactory, owner=factory.SelfAttribute("..owner"))
    material = factory.SubFactory(MaterialFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
    estimator_version = "test"


class OfferFactory(factory.django.DjangoModelFactory[Offer]):
    """12.34 EUR for one piece of 10 g and one hour."""

    class Meta:
        model = Offer

    quote = factory.SubFactory(QuoteFactory)
    lab = factory.SubFactory(LabFactory)
    amount = 1234
    currency = "EUR"
    lines = factory.LazyFunction(lambda: [{"code": "material", "facts": {}, "amount": 1234}])
    grams_mg = 10_000
    seconds = 3600
    ready_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))


class PrintJobFactory(factory.django.DjangoModelFactory[PrintJob]):
    class Meta:
        model = PrintJob

    number = factory.Sequence(lambda n: f"P-{n + 900_000:06d}")
    customer = factory.SubFactory(UserFactory)
    lab = factory.SubFactory(LabFactory)
    model = factory.SubFactory(Model3DFactory, owner=factory.SelfAttribute("..customer"))
    material = factory.SubFactory(MaterialFactory)
    status = PrintJobStatus.PENDING
    amount = 1234
    currency = "EUR"
    grams_mg = 10_000
    seconds = 3600


def equipped(lab: Lab, **printer: Any) -> Printer:
    """A printer in a lab that has PLA on the shelf and on its price list."""
    pla = MaterialFactory()
    MaterialPriceFactory(lab=lab, material=pla)
    SpoolFactory(lab=lab, material=pla)
    made: Printer = PrinterFactory(lab=lab, materials=[pla], **printer)
    return made


def uploaded(by: Any, path: Path = CUBE) -> Model3D:
    """A sample, uploaded by this person and looked at."""
    return add_model(SimpleUploadedFile(path.name, path.read_bytes()), by=by)


def quote_for(by: Any, *, material: Material | None = None, **wish: Any) -> Quote:
    """A quote asked for in earnest; labs must be equipped before."""
    return ask_labs(
        Wish(model=wish.pop("model", None) or uploaded(by), material=material or MaterialFactory(), **wish), by=by
    )


def pending_job(by: User, lab: Lab, **wish: Any) -> PrintJob:
    """A job that waits for the lab's review."""
    return submit_print_job(quote_for(by, **wish).offers.get(lab=lab), by=by)


def running_job(by: User, maker: User, printer: Printer, **wish: Any) -> PrintJob:
    """A job that is being printed."""
    job = accept_print_job(pending_job(by, printer.lab, **wish), by=maker)
    job = assign_printer(job, by=maker, printer=printer)
    return start_print_job(job, by=maker)
