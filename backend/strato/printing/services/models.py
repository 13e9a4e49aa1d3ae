"""3D models: brought in, looked at, read in another unit, put away, handed over."""

import json
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from strato.core import status
from strato.core.files import take
from strato.core.queue import current
from strato.notifications.kinds import Kind
from strato.notifications.services import notify
from strato.printing import examination, notices, signals
from strato.printing.errors import EmptyUpload, ModelInUse, ModelNotReady, ModelTooLarge, SameUnit, UnitImpossible
from strato.printing.examination import Examined, Refused
from strato.printing.models import Model3D, Quote
from strato.printing.places import digest, local_copy, on_disk
from strato.printing.services.telling import publish_progress
from strato.printing.states import ANALYSIS_FAILED, ModelStatus

ANALYSIS_FIELDS = (
    "file", "format", "unit", "triangles", "volume_mm3", "area_mm2", "size_x_mm", "size_y_mm", "size_z_mm",
    "is_watertight", "metrics", "report", "overlay", "analyzer", "refusal_code", "refusal_detail", "preview", "thumbnail",
)  # fmt: skip


def add_model(upload: UploadedFile[bytes], *, by: Any, name: str = "") -> Model3D:
    """A model from an uploaded file. A small file is looked at before the answer, a large one in the background.

    A file that was looked at before, by anybody, is not looked at again. A file that cannot be read keeps its row, with the
    reason, and leaves nothing on disk. Raises ``EmptyUpload`` or ``ModelTooLarge``.
    """
    with on_disk(upload) as path:
        model = new_model(upload, path, by=by, name=name)
        twin = twin_of(model)
        if twin is not None:
            return keep_twin(model, twin)
        if model.size_bytes > settings.INLINE_ANALYSIS_BYTES:
            return keep_waiting(model, upload, in_background=True)
        return keep_examined(model, upload, examination.examine_file(path, filename=model.filename))


def new_model(upload: UploadedFile[bytes], path: Path, *, by: Any, name: str) -> Model3D:
    """The unsaved row of an upload that lies at ``path``; raises ``EmptyUpload`` or ``ModelTooLarge``."""
    size = upload.size or 0
    if not size:
        raise EmptyUpload
    if size > settings.MAX_MODEL_BYTES:
        raise ModelTooLarge(max_bytes=settings.MAX_MODEL_BYTES)
    filename = PurePosixPath((upload.name or "model").replace("\\", "/")).name[-200:]
    return Model3D(
        owner=by if by.is_authenticated else None,
        guest_key="" if by.is_authenticated else getattr(by, "guest_key", ""),
        name=(name.strip() or PurePosixPath(filename).stem)[:200] or "model",
        filename=filename,
        size_bytes=size,
        sha256=digest(path),
    )


def add_upload(upload_id: UUID, *, by: Any, name: str = "") -> Model3D:
    """A model from a finished resumable upload, which is used up. Raises also what ``files.take`` raises.

    Taking the upload is a transaction, so a small file is kept first and looked at after it.
    """
    with transaction.atomic():
        upload = take(upload_id, by)
        with on_disk(upload) as path:
            model = new_model(upload, path, by=by, name=name)
        twin = twin_of(model)
        if twin is not None:
            return keep_twin(model, twin)
        is_small = model.size_bytes <= settings.INLINE_ANALYSIS_BYTES
        keep_waiting(model, upload, in_background=not is_small)
    return analyze_waiting(model, is_awaited=True) if is_small else model


def twin_of(model: Model3D) -> Model3D | None:
    """A model of the same bytes that this version of the analysis has looked at, in the file's own unit."""
    known = Model3D.objects.filter(
        sha256=model.sha256, analyzer=examination.VERSION, unit_override="", repaired_from=None
    )
    return known.exclude(status=ModelStatus.ANALYZING).order_by("id").first()


@transaction.atomic
def keep_twin(model: Model3D, twin: Model3D) -> Model3D:
    """The row of a file that is known already: what was found then, and the same bytes on disk."""
    for field in ANALYSIS_FIELDS:
        setattr(model, field, getattr(twin, field))
    model.save(force_insert=True)
    status.change(model, twin.status, by=model.owner)
    if model.status == ModelStatus.READY and not model.preview:
        signals.model_became_ready.send(Model3D, model=model)
    return model


@transaction.atomic
def keep_waiting(model: Model3D, upload: UploadedFile[bytes], *, in_background: bool) -> Model3D:
    """The row of a file that is yet to be looked at, in the background or by the caller."""
    model.file.save(f"{model.pk}{suffix_of(model)}", upload, save=False)
    model.save(force_insert=True)
    if in_background:
        signals.model_added.send(Model3D, model=model)
    return model


@transaction.atomic
def keep_examined(model: Model3D, upload: UploadedFile[bytes], found: Examined | Refused) -> Model3D:
    """The row of a small file that was looked at; only a good one is kept on disk."""
    if isinstance(found, Examined):
        upload.seek(0)
        model.file.save(f"{model.pk}{suffix_of(model)}", upload, save=False)
    model.save(force_insert=True)
    return conclude(model, found)


def suffix_of(model: Model3D) -> str:
    """The ending to store it under: one of ours, whatever the sender wrote."""
    ending = PurePosixPath(model.filename).suffix.lower()
    return ending if ending in {".stl", ".obj", ".3mf"} else ".model"


def conclude(model: Model3D, found: Examined | Refused) -> Model3D:
    """Write what was found and end the analysis. Inside the caller's transaction."""
    if isinstance(found, Refused):
        return refuse(model, code=found.code, detail=found.detail)
    report = found.report
    model.analyzer = examination.VERSION
    model.format, model.unit = report.format, report.unit
    model.triangles = report.metrics.triangles
    model.volume_mm3, model.area_mm2 = report.metrics.volume_mm3, report.metrics.area_mm2
    model.size_x_mm, model.size_y_mm, model.size_z_mm = report.metrics.size_mm
    model.is_watertight = report.topology.watertight
    model.metrics, model.report = found.metrics, found.facts
    model.overlay = model.preview = model.thumbnail = ""  # of the former unit
    if found.overlay:
        body = json.dumps({"findings": found.overlay}, separators=(",", ":")).encode()
        model.overlay.save(f"{model.pk}.json", ContentFile(body), save=False)
    model.save()
    status.change(model, ModelStatus.READY, by=model.owner)
    signals.model_became_ready.send(Model3D, model=model)
    return model


def refuse(model: Model3D, *, code: str, detail: str) -> Model3D:
    """Keep the row with the reason; the file goes after the commit. Inside the caller's transaction.

    A model that could be read before (in another unit) stays what it was.
    """
    if model.triangles:
        model.unit_override = model.unit
        model.save()
        return status.change(model, ModelStatus.READY, by=model.owner, reason=code)
    model.analyzer = examination.VERSION
    storage, stored = model.file.storage, model.file.name
    model.refusal_code, model.refusal_detail, model.file = code, detail, ""
    model.save()
    status.change(model, ModelStatus.REFUSED, by=model.owner, reason=code)
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))
    return model


def analyze_waiting(model: Model3D, *, is_awaited: bool = False) -> Model3D:
    """Look at a stored model, or again in another unit; a second call changes nothing. Who awaits the answer needs no notice."""
    if model.status != ModelStatus.ANALYZING:
        return model
    job = current()

    def progress(percent: float) -> None:
        job.progress(percent)
        publish_progress(model, round(percent))

    with local_copy(model.file) as path:
        found = examination.examine_file(
            path, filename=model.filename, unit=model.unit_override or None, progress=progress
        )
    with transaction.atomic():
        model = Model3D.objects.select_for_update().get(pk=model.pk)
        if model.status == ModelStatus.ANALYZING:
            conclude(model, found)
            if not is_awaited:
                tell_owner(model)
    publish_progress(model, 100)
    return model


@transaction.atomic
def give_up_analysis(model: Model3D) -> Model3D:
    """The analysis could not be brought to an end: refused, with a sentence that says so."""
    model = Model3D.objects.select_for_update().get(pk=model.pk)
    if model.status != ModelStatus.ANALYZING:
        return model
    detail = "This file asks more of the analysis than it may take. A simpler or smaller version may work."
    refuse(model, code=ANALYSIS_FAILED, detail=detail)
    tell_owner(model)
    return model


def tell_owner(model: Model3D, ready: Kind = notices.MODEL_ANALYZED) -> None:
    """A person who waited hears the outcome."""
    if model.owner_id is not None:
        kind = ready if model.status == ModelStatus.READY else notices.MODEL_REFUSED
        facts = {"model": model.name, "refusal_code": model.refusal_code}
        notify([model.owner_id], kind, subject=model, facts=facts)


def rescale_model(model: Model3D, *, unit: str, by: Any) -> Model3D:
    """The numbers of the file read in another unit; open quotes for the old size expire.

    Raises ``ModelNotReady``, ``SameUnit``, ``UnitImpossible`` or, once a print job was placed, ``ModelInUse``.
    """
    with transaction.atomic():
        model = Model3D.objects.select_for_update().get(pk=model.pk)
        if model.status != ModelStatus.READY:
            raise ModelNotReady
        if model.unit == unit:
            raise SameUnit(unit=unit)
        if model.is_in_use:
            raise ModelInUse
        now = timezone.now()
        Quote.objects.filter(model=model, expires_at__gt=now).update(expires_at=now, updated_at=now)
        model.unit_override = unit
        model.save()
        status.change(model, ModelStatus.ANALYZING, by=by if by.is_authenticated else None, reason=f"unit: {unit}")
        if model.size_bytes > settings.INLINE_ANALYSIS_BYTES:
            signals.model_added.send(Model3D, model=model)
            return model
    model = analyze_waiting(model, is_awaited=True)
    if model.unit != unit:
        raise UnitImpossible(unit=unit)
    return model


@transaction.atomic
def rename_model(model: Model3D, *, name: str, by: Any) -> Model3D:
    model.name = name
    model.save(update_fields=["name", "updated_at"])
    return model


@transaction.atomic
def archive_model(model: Model3D, *, by: Any) -> Model3D:
    """Out of sight in lists; nothing is lost."""
    model.is_archived = True
    model.save(update_fields=["is_archived", "updated_at"])
    return model


@transaction.atomic
def restore_model(model: Model3D, *, by: Any) -> Model3D:
    model.is_archived = False
    model.save(update_fields=["is_archived", "updated_at"])
    return model


@transaction.atomic
def hand_over(user: Any, *, guest_key: str) -> None:
    """What a guest made belongs to the person who they turned out to be."""
    for rows in (Model3D.objects.all(), Quote.objects.all()):
        rows.filter(owner__isnull=True, guest_key=guest_key).update(owner=user, guest_key="", updated_at=timezone.now())
