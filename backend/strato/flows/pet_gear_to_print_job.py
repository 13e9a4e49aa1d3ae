"""A pet's measurements become a thing that can be printed: its parameters are filled in, its owner changes what they like.

What comes out is a 3D model like any other, looked at by the same analysis, and on its way to prices with the settings that suit it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from strato.community.models import Pet
from strato.core.later import later
from strato.flows.gear.designs import Design, Print
from strato.inventory.models import Material
from strato.printing.meshes import writing
from strato.printing.models import Model3D
from strato.printing.services.models import add_model

if TYPE_CHECKING:
    from strato.flows.gear import shapes
else:
    shapes = later("strato.flows.gear.shapes")

MEASURES = {"neck": "neck_mm", "chest": "chest_mm", "back": "back_mm", "leg": "leg_mm", "weight": "weight_g"}


@dataclass(frozen=True, slots=True)
class Made:
    """A model to a pet's measure, and how it is best printed; no material if the catalog lacks the right one."""

    model: Model3D
    best: Print
    material: Material | None


def measures_of(pet: Pet) -> dict[str, int]:
    """What is measured, by the designs' words."""
    known = {measure: getattr(pet, field) for measure, field in MEASURES.items()}
    return {measure: value for measure, value in known.items() if value is not None}


def draw(pet: Pet, design: Design, wishes: Mapping[str, Any]) -> bytes:
    """The thing as binary STL.

    Raises ``MeasureMissing``, ``MeasureOutOfReach``, ``LetteringTooLong`` or ``LettersUnknown``.
    """
    measures = measures_of(pet)
    chosen = design.fill_in(measures, wishes, name=pet.name)
    return b"".join(writing.stl_pieces(shapes.make(design.key, measures, chosen)))


def make(pet: Pet, design: Design, wishes: Mapping[str, Any], *, by: Any) -> Made:
    """The thing as a new model of this person, looked at. Raises what ``draw`` raises."""
    file = SimpleUploadedFile(f"{design.key.replace('_', '-')}.stl", draw(pet, design, wishes))
    model = add_model(file, by=by, name=f"{pet.name} - {design.key.replace('_', ' ')}")
    material = Material.objects.active().filter(code=design.best.material).first()
    return Made(model, design.best, material)
