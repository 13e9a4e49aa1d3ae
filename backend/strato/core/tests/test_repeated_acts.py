"""Idempotency keys and ETags, on a small view set of numbered series."""

from typing import Any

import pytest
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from strato.accounts.models import User
from strato.core import answers
from strato.core.answers import Answer
from strato.core.api.etags import Versioned, if_match, if_none_match
from strato.core.api.idempotency import idempotent
from strato.core.api.views import PolicyViewSet, ScopedViewSet
from strato.core.errors import Conflict
from strato.core.numbering import Counter, next_number
from strato.core.policies import anyone, signed_in
from strato.core.queue.models import Job
from strato.core.tests.threads import at_once

pytestmark = pytest.mark.django_db
requests = APIRequestFactory()


class Numbers(PolicyViewSet):
    policy = {"create": anyone}

    @idempotent
    def create(self, request: Request) -> Response:
        number = next_number("act")
        if dict(request.data).get("refuse"):
            raise Conflict("not today", code="not_today")
        return Response({"number": number}, status=201, headers={"Location": f"/numbers/{number}/"})


class TaskSerializer(serializers.ModelSerializer[Job]):
    class Meta:
        model = Job
        fields = ("id", "task")


class Tasks(Versioned, ScopedViewSet):
    model = Job
    serializer_class = TaskSerializer
    policy = {"retrieve": signed_in, "partial_update": signed_in}

    @if_none_match
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        row = self.get_object()
        row.task = dict(request.data)["task"]
        row.save(update_fields=["task", "updated_at"])
        return Response(self.get_serializer(row).data)


def act(user: User | None, key: str | None, body: Any = None) -> Any:
    headers: Any = {"HTTP_IDEMPOTENCY_KEY": key} if key is not None else {}
    request = requests.post("/numbers/", body or {}, format="json", **headers)
    force_authenticate(request, user)
    view: Any = Numbers.as_view({"post": "create"})
    return view(request).render()


def test_a_repeated_act_happens_once_and_answers_the_same(alice: User) -> None:
    first, second = act(alice, "k1"), act(alice, "k1")
    assert (first.status_code, first.content, first["Location"]) == (201, b'{"number":1}', "/numbers/1/")
    assert (second.status_code, second.content, second["Location"]) == (201, b'{"number":1}', "/numbers/1/")
    assert second["Idempotent-Replayed"] == "true"
    assert not first.has_header("Idempotent-Replayed")
    assert act(alice, "k2").data == {"number": 2}


def test_an_act_without_a_key_is_refused(alice: User) -> None:
    assert (act(alice, None).status_code, act(alice, None).data["code"]) == (400, "idempotency_key_missing")
    assert act(alice, "x" * 201).data["code"] == "idempotency_key_missing"


def test_a_key_is_not_used_for_another_body(alice: User) -> None:
    act(alice, "k", {"a": 1})
    answer = act(alice, "k", {"a": 2})
    assert (answer.status_code, answer.data["code"]) == (422, "idempotency_key_reused")


def test_a_refused_act_leaves_the_key_free(alice: User) -> None:
    assert act(alice, "k", {"refuse": True}).data["code"] == "not_today"
    assert not Answer.objects.exists()
    assert not Counter.objects.exists()  # rolled back with the act
    assert act(alice, "k", {}).data == {"number": 1}


def test_keys_of_two_people_never_meet(alice: User, olaf: User) -> None:
    assert act(alice, "k").data != act(olaf, "k").data


def test_old_answers_are_forgotten(alice: User) -> None:
    act(alice, "k")
    Answer.objects.update(created_at="2020-01-01T00:00:00Z")
    assert act(alice, "k").data == {"number": 2}
    Answer.objects.update(created_at="2020-01-01T00:00:00Z")
    answers.forget()
    assert not Answer.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_hands_press_at_once_and_one_act_happens(alice: User) -> None:
    found = at_once(lambda: act(alice, "k"))
    codes = {answer.status_code for answer in found}
    assert codes <= {201, 409}
    assert 201 in codes
    assert {answer.data["code"] for answer in found if answer.status_code == 409} <= {"act_in_flight"}
    assert Counter.objects.get(pk="act").last == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_holes_and_no_twins() -> None:
    found = at_once(lambda: [next_number("order") for _ in range(25)])
    assert sorted(number for numbers in found for number in numbers) == list(range(1, 201))


def test_a_rolled_back_number_is_given_again() -> None:
    assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]


@pytest.fixture
def task(alice: User) -> Job:
    return Job.objects.create(task="first", requested_by=alice)


def ask(user: User, job: Job, method: str = "get", body: Any = None, **headers: Any) -> Any:
    request = getattr(requests, method)("/tasks/", body, format="json", **headers)
    force_authenticate(request, user)
    view: Any = Tasks.as_view({"get": "retrieve", "patch": "partial_update"})
    return view(request, pk=str(job.pk)).render()


def test_who_has_the_newest_gets_304(alice: User, task: Job) -> None:
    first = ask(alice, task)
    assert first["ETag"].startswith('W/"')
    again = ask(alice, task, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert ask(alice, task, HTTP_IF_NONE_MATCH='W/"other"').status_code == 200


def test_an_editor_with_an_old_version_gets_412(alice: User, task: Job) -> None:
    loaded = ask(alice, task)["ETag"]
    saved = ask(alice, task, "patch", {"task": "second"}, HTTP_IF_MATCH=loaded)
    assert (saved.status_code, saved["ETag"] != loaded) == (200, True)
    late = ask(alice, task, "patch", {"task": "third"}, HTTP_IF_MATCH=loaded)
    assert (late.status_code, late.data["code"]) == (412, "stale")
    task.refresh_from_db()
    assert task.task == "second"
    assert ask(alice, task, "patch", {"task": "third"}, HTTP_IF_MATCH=saved["ETag"]).status_code == 200


def test_without_a_condition_the_last_editor_wins(alice: User, task: Job) -> None:
    assert ask(alice, task, "patch", {"task": "x"}).status_code == 200


def test_an_outsider_learns_no_version(olaf: User, task: Job) -> None:
    assert ask(olaf, task, HTTP_IF_NONE_MATCH='W/"x"').status_code == 404


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_editors_one_saves(alice: User) -> None:
    job = Job.objects.create(task="first", requested_by=alice)
    tag = ask(alice, job)["ETag"]
    found = at_once(lambda: ask(alice, job, "patch", {"task": "x"}, HTTP_IF_MATCH=tag).status_code)
    assert sorted(found) == [200] + [412] * 7
