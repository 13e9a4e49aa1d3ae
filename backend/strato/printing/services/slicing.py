"""Verifying an estimate by a real slicer, where one is installed."""

import tempfile
from dataclasses import replace
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from strato.core.errors import DomainError
from strato.inventory.models import Technology
from strato.printing.mesh.errors import MeshError
from strato.printing.meshes import reading, writing
from strato.printing.models import PrintJob
from strato.printing.offering import STANDARD_NOZZLE_MM, settings_of
from strato.printing.places import local_copy
from strato.printing.quoting import FilamentMachine
from strato.printing.services.telling import publish_change
from strato.printing.slicer import SliceResult, slice_model, slicer_available


def verify_by_slicing(job: PrintJob) -> PrintJob:
    """Slice the job once and keep what the slicer says, with its G-code; a slicer's refusal is kept by its code."""
    if job.sliced_mg is not None or job.material.technology != Technology.FDM or not slicer_available():
        return job
    with tempfile.TemporaryDirectory(prefix="strato-slice-") as folder:
        workdir = Path(folder)
        try:
            sliced = _slice(job, workdir)
        except (DomainError, MeshError) as error:
            return _keep_error(job, error.code)
        return _keep(job, sliced)


def _slice(job: PrintJob, workdir: Path) -> SliceResult:
    nozzle_mm = job.printer.nozzle_mm if job.printer else STANDARD_NOZZLE_MM
    machine = FilamentMachine()
    if job.printer:
        x, y, z = job.printer.build_volume_mm
        machine = replace(machine, build_mm=(float(x), float(y), float(z)))
    with local_copy(job.model.file) as path:
        writing.write_stl(
            reading.read_model(path, filename=job.model.filename).read_as(job.model.unit), workdir / "model.stl"
        )
    return slice_model(workdir / "model.stl", settings_of(job, nozzle_mm), machine, workdir=workdir)


@transaction.atomic
def _keep(job: PrintJob, sliced: SliceResult) -> PrintJob:
    job = PrintJob.objects.select_for_update().get(pk=job.pk)
    with sliced.gcode_path.open("rb") as file:
        job.gcode.save(f"{job.number}.gcode", File(file), save=False)
    job.sliced_mg, job.sliced_seconds, job.slicing_error = sliced.mass_mg, sliced.seconds, ""
    job.save(update_fields=["gcode", "sliced_mg", "sliced_seconds", "slicing_error", "updated_at"])
    publish_change(job, "sliced")
    return job


@transaction.atomic
def _keep_error(job: PrintJob, code: str) -> PrintJob:
    job.slicing_error = code
    job.save(update_fields=["slicing_error", "updated_at"])
    publish_change(job, "sliced")
    return job
