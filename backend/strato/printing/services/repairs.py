"""Offered repairs: a new model beside the old one, with the figures of both."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction

from strato.core.queue import current
from strato.printing import examination, notices, signals
from strato.printing.errors import ModelNotReady, NothingToRepair
from strato.printing.examination import Examined, Refused
from strato.printing.mesh.errors import MeshError
from strato.printing.meshes import reading, repair, writing
from strato.printing.models import Model3D
from strato.printing.places import digest, local_copy
from strato.printing.services.models import conclude, tell_owner
from strato.printing.services.telling import publish_progress
from strato.printing.states import ModelStatus


def is_repairable(model: Model3D) -> bool:
    """Has the analysis found something that a repair cures?"""
    findings = model.report.get("findings", ())
    return model.status == ModelStatus.READY and any(finding["facts"].get("repairable") for finding in findings)


@transaction.atomic
def request_repair(model: Model3D, *, by: Any) -> Model3D:
    """A new model that will be the repaired one; asked twice, it is the same one.

    Raises ``ModelNotReady`` or ``NothingToRepair``.
    """
    model = Model3D.objects.select_for_update().get(pk=model.pk)
    if model.status != ModelStatus.READY:
        raise ModelNotReady
    if not is_repairable(model):
        raise NothingToRepair
    made = model.repairs.exclude(status=ModelStatus.REFUSED).filter(is_archived=False).first()
    if made is not None:
        return made
    mended = Model3D.objects.create(
        owner=model.owner,
        guest_key=model.guest_key,
        name=model.name,
        filename=f"{Path(model.filename).stem[:180]}-repaired.stl",
        size_bytes=0,
        repaired_from=model,
    )
    signals.repair_requested.send(Model3D, model=mended)
    return mended


def repair_waiting(model: Model3D) -> Model3D:
    """Repair in the background; a second call changes nothing. What cannot be repaired is refused with the reason."""
    source = model.repaired_from
    if model.status != ModelStatus.ANALYZING or source is None:
        return model
    job = current()
    with tempfile.NamedTemporaryFile(prefix="strato-", suffix=".stl") as file:
        path = Path(file.name)
        found = _mend(source, path)
        job.progress(70)
        publish_progress(model, 70)
        with transaction.atomic():
            model = Model3D.objects.select_for_update().get(pk=model.pk)
            if model.status == ModelStatus.ANALYZING:
                if isinstance(found, Examined):
                    model.size_bytes, model.sha256 = path.stat().st_size, digest(path)
                    model.file.save(f"{model.pk}.stl", File(file), save=False)
                conclude(model, found)
                tell_owner(model, notices.MODEL_REPAIRED)
    publish_progress(model, 100)
    return model


def _mend(source: Model3D, path: Path) -> Examined | Refused:
    """Write the repaired mesh to ``path`` and look at it."""
    try:
        with local_copy(source.file) as original:
            triangles = reading.read_model(original, filename=source.filename)
            mended = repair.repair(triangles.read_as(source.unit)).triangles
        writing.write_stl(mended, path)
        return examination.examine_file(path, filename="repaired.stl")
    except MeshError as error:
        return Refused(error.code, error.detail)
