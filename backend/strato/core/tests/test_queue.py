"""The queue in one process: claims, outcomes, retries, cancellation, periods."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from strato.core import queue
from strato.core.queue import claims, localbell, registry, tending
from strato.core.queue.errors import JobIsOver, JobNotOver
from strato.core.queue.handle import NOBODY, RunningJob
from strato.core.queue.models import Job, JobStatus, Lane
from strato.core.queue.run import Outcome, perform

pytestmark = pytest.mark.django_db
SEEN: list[Any] = []


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    before = dict(registry.REGISTRY)
    SEEN.clear()
    yield
    registry.REGISTRY.clear()
    registry.REGISTRY.update(before)


@pytest.fixture
def note() -> Any:
    @queue.task(max_attempts=3, backoff_seconds=1)
    def note(word: str = "") -> None:
        SEEN.append(word)

    return note


def failing_with(error: BaseException, **options: Any) -> Any:
    @queue.task(**options)
    def failing() -> None:
        SEEN.append(queue.current().attempt)
        raise error

    return failing


def test_a_job_runs_once_and_is_done(note: Any) -> None:
    job = queue.defer(note, word="hello")
    assert queue.run_pending() == 1
    assert queue.run_pending() == 0
    job.refresh_from_db()
    assert (job.status, job.progress_percent, job.attempts, job.owner) == ("done", 100, 1, "")
    assert SEEN == ["hello"]


def test_the_same_key_queues_the_same_work_once(note: Any) -> None:
    assert queue.defer(note, key="a", word="1").pk == queue.defer(note, key="a", word="2").pk
    queue.run_pending()
    assert SEEN == ["1"]


def test_many_are_queued_in_one_statement(note: Any, django_assert_num_queries: Any) -> None:
    queue.defer(note, key="b", word="first")
    with django_assert_num_queries(3):  # with a savepoint around it
        queue.defer_each(note, {key: {"word": key} for key in "cba"})
    queue.run_pending()
    assert sorted(SEEN) == ["a", "c", "first"]


def test_a_job_waits_for_its_time(note: Any) -> None:
    queue.defer(note, run_at=timezone.now() + timedelta(hours=1))
    assert queue.run_pending() == 0
    assert queue.run_pending(early=True) == 1


def test_an_error_is_tried_again_later_until_the_attempts_are_used_up() -> None:
    job = queue.defer(failing_with(OSError("disk"), max_attempts=3))
    assert queue.run_pending(raising=False) == 1
    job.refresh_from_db()
    assert job.status == "queued"
    assert job.run_at > timezone.now()
    assert "OSError: disk" in job.error
    assert queue.run_pending(raising=False, early=True) == 2
    job.refresh_from_db()
    assert (job.status, job.error_code, SEEN) == ("failed", "error", [1, 2, 3])


def test_run_pending_lets_a_test_see_the_error() -> None:
    job = queue.defer(failing_with(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        queue.run_pending()
    job.refresh_from_db()
    assert job.attempts == 1


def test_give_up_is_final_and_keeps_its_code() -> None:
    job = queue.defer(failing_with(queue.GiveUp("No such font", code="font_missing")))
    queue.run_pending()
    job.refresh_from_db()
    assert (job.status, job.error_code, job.error, job.attempts) == ("failed", "font_missing", "No such font", 1)


def test_retry_after_names_the_pause() -> None:
    job = queue.defer(failing_with(queue.Retry(after=300)))
    queue.run_pending()
    job.refresh_from_db()
    assert timedelta(seconds=280) < job.run_at - timezone.now() < timedelta(seconds=310)


def test_backoff_doubles_with_jitter_up_to_ten_minutes(note: Any) -> None:
    pauses = [claims.backoff("core.note", attempt).total_seconds() for attempt in (1, 2, 3, 4, 40)]
    for pause, longest in zip(pauses, (1, 2, 4, 8, 600), strict=True):
        assert longest / 2 <= pause <= longest


def test_the_last_failure_tells_the_task() -> None:
    told: list[dict[str, Any]] = []
    queue.defer(failing_with(OSError("x"), max_attempts=1, on_failure=lambda **facts: told.append(facts)))
    queue.run_pending(raising=False)
    assert [fact["error_code"] for fact in told] == ["error"]


def test_a_waiting_job_is_cancelled_at_once(note: Any) -> None:
    job = queue.cancel(queue.defer(note))
    assert job.status == "cancelled"
    assert queue.run_pending() == 0
    with pytest.raises(JobIsOver):
        queue.cancel(job)


def test_a_running_job_ends_where_it_reports_progress() -> None:
    @queue.task()
    def long() -> None:
        queue.cancel(Job.objects.get())
        SEEN.append("before")
        queue.current().progress(50)
        SEEN.append("after")

    job = queue.defer(long)
    queue.run_pending()
    job.refresh_from_db()
    assert (job.status, SEEN) == ("cancelled", ["before"])


def test_a_cancelled_job_can_be_tried_again(note: Any) -> None:
    job = queue.try_again(queue.cancel(queue.defer(note)))
    assert queue.run_pending() == 1
    with pytest.raises(JobNotOver):
        queue.try_again(Job.objects.create(task="core.note"))
    job.refresh_from_db()
    assert job.status == "done"


def test_progress_is_on_the_row() -> None:
    @queue.task()
    def halfway() -> None:
        queue.current().progress(40)
        SEEN.append(Job.objects.get().progress_percent)

    queue.defer(halfway)
    queue.run_pending()
    assert SEEN == [40]


def test_outside_a_job_progress_does_nothing() -> None:
    assert queue.current() is NOBODY
    queue.current().progress(10)
    queue.current().check_cancelled()


def test_a_zombie_cannot_overwrite_the_next_owner(note: Any) -> None:
    job = queue.defer(note, word="late")
    zombie = claims.claim("zombie")
    assert zombie is not None
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert tending.reap() == 1
    heir = claims.claim("heir")
    assert heir is not None
    assert heir.fence == zombie.fence + 1
    assert perform(zombie) is Outcome.LOST
    job.refresh_from_db()
    assert (job.status, job.owner) == ("running", "heir")
    assert perform(heir) is Outcome.DONE


def test_an_effect_that_finishes_with_its_job_counts_once(note: Any) -> None:
    queue.defer(note)
    zombie = claims.claim("zombie")
    assert zombie is not None
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))
    tending.reap()
    heir = claims.claim("heir")
    assert heir is not None
    with pytest.raises(queue.LeaseLost), RunningJob(zombie).finishing():
        SEEN.append("never")
    with RunningJob(heir).finishing():
        SEEN.append("once")
    assert (SEEN, Job.objects.get().status) == (["once"], "done")


def test_a_job_whose_worker_dies_each_time_fails_in_the_end() -> None:
    told: list[str] = []
    job = queue.defer(
        failing_with(OSError(), max_attempts=2, on_failure=lambda error_code, error: told.append(error_code))
    )
    for _ in range(2):
        assert claims.claim("doomed") is not None
        Job.objects.update(lease_until=Now() - timedelta(seconds=1))
        tending.reap()
    job.refresh_from_db()
    assert (job.status, job.error_code, told) == ("failed", "worker_lost", ["worker_lost"])


def test_a_living_lease_is_left_alone(note: Any) -> None:
    queue.defer(note)
    claims.claim("living")
    assert tending.reap() == 0
    assert tending.reap(owner="somebody else") == 0
    assert tending.reap(owner="living") == 1


def test_the_slow_lane_can_be_left_to_others() -> None:
    @queue.task(lane=Lane.SLOW)
    def slice_it() -> None: ...

    queue.defer(slice_it)
    assert claims.claim("quick one", lanes=(Lane.QUICK,)) is None
    assert claims.claim("any") is not None


def test_a_period_comes_round_once_however_many_tend() -> None:
    @queue.every(hours=24)
    def daily() -> None:
        SEEN.append("day")

    for _ in range(3):
        tending.offer_periodic()
    queue.run_pending()
    assert SEEN == ["day"]


def test_the_next_slot_is_another_job() -> None:
    period = registry.Task(name="x", handler=print, every=timedelta(minutes=5))
    noon = timezone.now().replace(hour=12, minute=0, second=1, microsecond=0)
    assert tending.slot_key(period, noon) == tending.slot_key(period, noon + timedelta(seconds=298))
    assert tending.slot_key(period, noon) != tending.slot_key(period, noon + timedelta(seconds=299))


def test_two_tasks_of_one_name_are_a_mistake(note: Any) -> None:
    other = registry.Task(name="core.note", handler=timezone.now)
    with pytest.raises(ValueError, match="registered twice"):
        registry.add(other)


def test_an_unknown_task_waits_for_a_release_that_knows_it() -> None:
    job = Job.objects.create(task="newer.handler", max_attempts=2)
    queue.run_pending()
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("queued", "unknown_task")
    queue.run_pending(early=True)
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "unknown_task")


def test_a_bell_wakes_who_waits(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    with localbell.Bell() as bell:
        assert not bell.wait(0)
        localbell.ring("id", "quick")
        localbell.ring("id", "quick")
        assert bell.wait(5)
        assert not bell.wait(0)  # both were heard
    left = localbell.directory() / "1.bell"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as gone:
        gone.bind(str(left))
    localbell.ring("id", "quick")
    assert not left.exists()


def test_the_bell_rings_after_the_commit_and_its_failure_costs_nothing(
    note: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.QUEUE_BELL = "strato.core.tests.test_queue.broken_bell"
    with django_capture_on_commit_callbacks(execute=True):
        queue.defer(note, word="hello")
        assert SEEN == []
    assert SEEN == ["rang quick"]
    queue.defer(note, word="later", run_at=timezone.now() + timedelta(hours=1))
    assert queue.run_pending() == 1


def broken_bell(job_id: str, lane: str) -> None:
    SEEN.append(f"rang {lane}")
    raise OSError("nobody there")


def test_statuses_are_the_five_that_the_docs_name() -> None:
    assert set(JobStatus.values) == {"queued", "running", "done", "failed", "cancelled"}
