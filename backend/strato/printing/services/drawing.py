"""What a browser shows of a model: a light mesh and a small picture."""

import tempfile
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.db import transaction

from strato.printing.meshes import preview, reading, thumbnail, writing
from strato.printing.models import Model3D
from strato.printing.places import local_copy
from strato.printing.services.telling import publish_progress
from strato.printing.states import ModelStatus


def draw_model(model: Model3D) -> Model3D:
    """The preview (binary STL in mm) and the thumbnail of a ready model; drawn once per analysis."""
    if model.status != ModelStatus.READY or (model.preview and model.thumbnail):
        return model
    with tempfile.NamedTemporaryFile(prefix="strato-", suffix=".stl") as file, local_copy(model.file) as path:
        triangles = reading.read_model(path, filename=model.filename).read_as(model.unit)
        shown = preview.preview(triangles).triangles
        writing.write_stl(shown, Path(file.name))
        picture = thumbnail.draw(shown)
        with transaction.atomic():
            model = Model3D.objects.select_for_update().get(pk=model.pk)
            model.preview.save(f"{model.pk}.stl", File(file), save=False)
            model.thumbnail.save(f"{model.pk}.png", ContentFile(picture), save=False)
            model.save(update_fields=["preview", "thumbnail", "updated_at"])
    publish_progress(model, 100)
    return model
