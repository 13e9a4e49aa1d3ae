"""A person's copy of all that the house keeps of them: asked for, made in the background, gone after a week."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from strato.accounts import signals
from strato.accounts.archives import write_archive
from strato.accounts.errors import ExportTooSoon
from strato.accounts.models import AccountAct, AccountChange, DataExport, User
from strato.core import queue
from strato.core.queue import GiveUp, Job
from strato.core.queue.errors import JobIsOver

KEPT_FOR = timedelta(days=7)
NOTED_FOR = timedelta(days=90)
PAUSE = timedelta(hours=1)


@transaction.atomic
def ask_export(user: User, *, by: User) -> tuple[DataExport, bool]:
    """A copy is made in the background, one at a time: (the one that is underway, is it new?). Raises ``ExportTooSoon``.

    Copies that failed or were cancelled do not count.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    last = user.data_exports.select_related("job").order_by("-id").first()
    if last is not None and last.is_underway:
        return last, False
    _check_pause(user)
    export = DataExport.objects.create(user=user)
    AccountChange.objects.create(user=user, act=AccountAct.EXPORT, before="", after="", by=by)
    signals.export_asked.send(DataExport, export=export, by=by)
    return export, True


def note_job(export: DataExport, job: Job) -> None:
    """The job that makes it."""
    export.job = job
    export.save(update_fields=["job", "updated_at"])


def make_export(export: DataExport) -> None:
    """Write the file, put it into the storage, tell its person. Done twice it is still one file."""
    if export.ready_at is not None:
        return
    if not export.user.is_active:
        raise GiveUp("The account was closed meanwhile.", code="account_inactive")
    job = queue.current()
    rooms = Path(settings.UPLOADS_DIR)  # on the same disk as what goes in, which may be larger than the system's /tmp
    rooms.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=rooms) as file:
        export.file_count = write_archive(file, export.user, job.progress)
        export.size_bytes = file.tell()
        file.seek(0)
        job.check_cancelled()
        export.file.save(f"{export.pk}.zip", File(file), save=False)
    try:
        with job.finishing():
            _settle(export, at=timezone.now())
    except BaseException:
        default_storage.delete(str(export.file.name))
        raise


def forget_exports() -> int:
    """Delete the files that are past their time, and what is noted of old ones; gives how many files went."""
    gone = 0
    for export in DataExport.objects.past().order_by("pk"):
        _drop_file(export)
        gone += 1
    DataExport.objects.filter(file="", created_at__lt=timezone.now() - NOTED_FOR).delete()
    return gone


@transaction.atomic
def drop_exports(user: User) -> None:
    """No copy of this person's data remains, and none is made any more."""
    for export in user.data_exports.select_related("job").order_by("pk"):
        if export.is_underway and export.job is not None:
            with suppress(JobIsOver):  # it ended this moment; without its row it can settle nothing
                queue.cancel(export.job)
        if export.file:
            _drop_file(export)
    user.data_exports.all().delete()


def _check_pause(user: User) -> None:
    last = user.data_exports.finished().order_by("-ready_at").first()
    free_at = last.created_at + PAUSE if last else None
    if free_at and free_at > timezone.now():
        raise ExportTooSoon(retry_after_seconds=int((free_at - timezone.now()).total_seconds()) + 1)


def _settle(export: DataExport, *, at: datetime) -> None:
    export.ready_at, export.expires_at = at, at + KEPT_FOR
    export.save(update_fields=["file", "size_bytes", "file_count", "ready_at", "expires_at", "updated_at"])
    signals.export_ready.send(DataExport, export=export)


@transaction.atomic
def _drop_file(export: DataExport) -> None:
    name, export.file = str(export.file.name), ""
    export.save(update_fields=["file", "updated_at"])
    transaction.on_commit(partial(default_storage.delete, name))
