"""Who may see, cancel and repeat a background job."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core import realtime
from strato.core.queue import telling
from strato.core.queue.models import Job, JobStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(alice: User) -> Job:
    return Job.objects.create(task="printing.analyze_model", requested_by=alice, progress_percent=40)


def test_who_asked_for_it_watches_it(client_of: Callable[..., APIClient], alice: User, job: Job) -> None:
    body = client_of(alice).get(f"/api/jobs/{job.pk}/").json()
    assert (body["status"], body["progress_percent"], body["allowed_actions"]) == ("queued", 40, ["cancel"])
    assert "error" not in body  # a traceback is for the log


def test_an_outsider_gets_404(client_of: Callable[..., APIClient], olaf: User, job: Job) -> None:
    for act in (lambda c: c.get(f"/api/jobs/{job.pk}/"), lambda c: c.post(f"/api/jobs/{job.pk}/cancel/")):
        assert act(client_of(olaf)).status_code == 404
    assert client_of(olaf).get("/api/jobs/").json()["results"] == []
    assert client_of().get(f"/api/jobs/{job.pk}/").status_code == 401


def test_an_admin_sees_all_and_can_filter(client_of: Callable[..., APIClient], ada: User, job: Job) -> None:
    Job.objects.create(task="other", status=JobStatus.DONE)
    assert len(client_of(ada).get("/api/jobs/").json()["results"]) == 2
    assert [row["id"] for row in client_of(ada).get("/api/jobs/?status=queued").json()["results"]] == [str(job.pk)]


def test_who_asked_for_it_cancels_it_once(client_of: Callable[..., APIClient], alice: User, job: Job) -> None:
    answer = client_of(alice).post(f"/api/jobs/{job.pk}/cancel/")
    assert (answer.status_code, answer.json()["status"], answer.json()["allowed_actions"]) == (200, "cancelled", [])
    again = client_of(alice).post(f"/api/jobs/{job.pk}/cancel/")
    assert (again.status_code, again.json()["code"]) == (409, "job_is_over")


def test_only_an_admin_tries_a_failed_one_again(
    client_of: Callable[..., APIClient], alice: User, ada: User, job: Job
) -> None:
    assert client_of(ada).post(f"/api/jobs/{job.pk}/retry/").json()["code"] == "job_not_over"
    Job.objects.update(status=JobStatus.FAILED, attempts=5, error="x")
    assert client_of(alice).post(f"/api/jobs/{job.pk}/retry/").status_code == 403
    body = client_of(ada).post(f"/api/jobs/{job.pk}/retry/").json()
    assert (body["status"], body["attempts"], body["progress_percent"]) == ("queued", 0, 0)


def test_its_topic_is_seen_by_the_same_people(alice: User, olaf: User, ada: User, job: Job) -> None:
    assert [realtime.topics.may_follow(user, f"job:{job.pk}") for user in (alice, olaf, ada)] == [True, False, True]
    assert not realtime.topics.may_follow(alice, "job:nonsense")
    (frame,) = telling.snapshot(alice, str(job.pk))
    assert frame.data() == {
        "id": str(job.pk),
        "task": "printing.analyze_model",
        "status": "queued",
        "percent": 40,
        "error_code": "",
    }
