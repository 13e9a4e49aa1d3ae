"""A copy of one's data: asked for, made in the background, downloaded by its owner alone, gone after a week."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import portability, services
from strato.accounts.errors import ExportTooSoon
from strato.accounts.models import AccountChange, DataExport, User
from strato.accounts.portability import Fact, Portion
from strato.accounts.states import ExportStatus
from strato.core import queue
from strato.core.queue import JobStatus
from strato.core.tests.threads import at_once
from strato.notifications.models import Notification

EXPORTS = "/api/me/exports/"


def made(person: User) -> DataExport:
    export, _ = services.ask_export(person, by=person)
    queue.run_pending()
    export.refresh_from_db()
    return export


def opened(export: DataExport) -> ZipFile:
    with export.file.open("rb") as file:
        return ZipFile(BytesIO(file.read()))


def test_a_copy_is_made_and_downloaded(alice: User, client_of: Callable[..., APIClient]) -> None:
    client = client_of(alice)
    asked = client.post(EXPORTS)
    assert asked.status_code == 201
    assert (asked.json()["status"], asked.json()["download_url"]) == ("queued", None)
    queue.run_pending()
    found = client.get(f"{EXPORTS}{asked.json()['id']}/").json()
    assert (found["status"], found["progress_percent"]) == ("ready", 100)
    answer: Any = client.get(found["download_url"])
    assert answer.status_code == 200
    assert f"strato-{timezone.now():%Y-%m-%d}.zip" in answer["Content-Disposition"]
    body = b"".join(answer.streaming_content)
    assert len(body) == found["size_bytes"]
    with ZipFile(BytesIO(body)) as copy:
        assert copy.testzip() is None
        assert len(copy.namelist()) == found["file_count"]
        assert json.loads(copy.read("account/profile.json"))["email"] == alice.email


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Your data at Strato"), ("de", "Deine Daten"), ("es", "Tus datos")]
)
def test_it_leads_through_itself_in_ones_language(alice: User, language: str, words: str) -> None:
    alice.language = language
    alice.save()
    with opened(made(alice)) as copy:
        assert words in copy.read("README.txt").decode()
        index = json.loads(copy.read("index.json"))
        files = {f"{folder['folder']}/{file['file']}" for folder in index["folders"] for file in folder["files"]}
        assert files | {"index.json", "README.txt"} == set(copy.namelist())
        assert all(folder["about"] for folder in index["folders"])


def test_its_person_is_told_and_the_audit_knows(alice: User, ada: User, client_of: Callable[..., APIClient]) -> None:
    made(alice)
    told = Notification.objects.get(recipient=alice)
    assert (told.kind, told.facts) == ("account.export_ready", {"days": 7})
    kept = AccountChange.objects.get(user=alice)
    assert (kept.act, kept.by) == ("export", alice)
    [seen] = client_of(ada).get(f"/api/users/{alice.pk}/history/").json()
    assert (seen["act"], seen["by"]) == ("export", "Alice")


def test_one_at_a_time(alice: User, client_of: Callable[..., APIClient]) -> None:
    client = client_of(alice)
    first, second = client.post(EXPORTS), client.post(EXPORTS)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert AccountChange.objects.count() == 1


def test_one_an_hour(alice: User, client_of: Callable[..., APIClient]) -> None:
    made(alice)
    refused = client_of(alice).post(EXPORTS)
    assert (refused.status_code, refused.json()["code"]) == (429, "export_too_soon")
    assert 3500 < int(refused["Retry-After"]) <= 3601
    DataExport.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert client_of(alice).post(EXPORTS).status_code == 201


def test_cancelled_and_failed_ones_do_not_count(alice: User, client_of: Callable[..., APIClient]) -> None:
    client = client_of(alice)
    asked = client.post(EXPORTS).json()
    assert client.post(f"/api/jobs/{asked['job']}/cancel/").status_code == 200
    assert client.get(f"{EXPORTS}{asked['id']}/").json()["status"] == "cancelled"
    again = client.post(EXPORTS)
    assert again.status_code == 201
    queue.Job.objects.filter(pk=again.json()["job"]).update(status=JobStatus.FAILED)
    assert client.get(f"{EXPORTS}{again.json()['id']}/").json()["status"] == "failed"
    assert client.post(EXPORTS).status_code == 201


def test_a_cancelled_one_leaves_no_file(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody cancels while it is written."""

    def gives(person: User) -> Iterator[Fact]:
        queue.cancel(queue.Job.objects.get())
        yield Fact("late.json", {})

    late = Portion("late", {"en": "Comes late."}, gives, frozenset())
    monkeypatch.setitem(portability.PORTIONS, "late", late)
    export = made(alice)
    assert export.status == ExportStatus.CANCELLED
    assert not default_storage.exists(f"exports/{export.pk}.zip")


def test_it_is_ones_own(alice: User, olaf: User, ada: User, client_of: Callable[..., APIClient]) -> None:
    export = made(alice)
    for other in (olaf, ada):
        assert client_of(other).get(f"{EXPORTS}{export.pk}/").status_code == 404
        assert client_of(other).get(EXPORTS).json()["results"] == []
    assert client_of(None).get(EXPORTS).status_code == 401


def test_it_goes_after_a_week(
    alice: User, client_of: Callable[..., APIClient], django_capture_on_commit_callbacks: Any
) -> None:
    export = made(alice)
    url = client_of(alice).get(EXPORTS).json()["results"][0]["download_url"]
    assert services.forget_exports() == 0
    now = timezone.now()
    DataExport.objects.update(ready_at=now - timedelta(days=8), expires_at=now - timedelta(seconds=1))
    found = client_of(alice).get(f"{EXPORTS}{export.pk}/").json()
    assert (found["status"], found["download_url"]) == ("expired", None)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.forget_exports() == 1
    assert not default_storage.exists(str(export.file.name))
    assert client_of(alice).get(url).json()["code"] == "file_gone"
    assert services.forget_exports() == 0


def test_what_is_noted_of_old_ones_goes_too(alice: User) -> None:
    export = made(alice)
    long_ago = timezone.now() - timedelta(days=91)
    DataExport.objects.filter(pk=export.pk).update(
        created_at=long_ago, ready_at=long_ago, expires_at=long_ago + timedelta(days=7)
    )
    services.forget_exports()
    assert not DataExport.objects.exists()


def test_a_closed_account_gets_none(alice: User, ada: User) -> None:
    export, _ = services.ask_export(alice, by=alice)
    services.deactivate(alice, by=ada)
    queue.run_pending()
    job = queue.Job.objects.get(pk=DataExport.objects.get(pk=export.pk).job_id)
    assert (job.status, job.error_code) == (JobStatus.FAILED, "account_inactive")


def test_who_leaves_takes_the_copies_along(alice: User, django_capture_on_commit_callbacks: Any) -> None:
    name = str(made(alice).file.name)
    with django_capture_on_commit_callbacks(execute=True):
        services.drop_exports(alice)
    assert not DataExport.objects.exists()
    assert not default_storage.exists(name)


def test_one_whose_person_leaves_while_it_is_made_leaves_no_file(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    export, _ = services.ask_export(alice, by=alice)

    def gives(person: User) -> Iterator[Fact]:
        services.drop_exports(person)
        yield Fact("late.json", {})

    monkeypatch.setitem(portability.PORTIONS, "late", Portion("late", {"en": "Comes late."}, gives, frozenset()))
    queue.run_pending()
    assert queue.Job.objects.get(task="accounts.make_export").status == JobStatus.CANCELLED
    assert not default_storage.exists(f"exports/{export.pk}.zip")


def test_a_file_that_is_gone_is_named(alice: User) -> None:
    alice.avatar.name = "avatars/gone.png"
    alice.save()
    with opened(made(alice)) as copy:
        index = json.loads(copy.read("index.json"))
        assert index["missing"] == [f"account/avatar/{alice.pk}-gone.png"]
        assert f"{alice.pk}-gone.png" in copy.read("README.txt").decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_asked_from_many_windows_at_once_it_is_one(alice: User) -> None:
    asked = at_once(lambda: services.ask_export(alice, by=alice), 4)
    assert len({export.pk for export, _ in asked}) == 1
    assert sum(is_new for _, is_new in asked) == 1


def test_too_soon_is_an_error_with_a_name(alice: User) -> None:
    made(alice)
    with pytest.raises(ExportTooSoon):
        services.ask_export(alice, by=alice)
