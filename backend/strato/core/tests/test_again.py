"""Two acts that lock the same rows in opposite orders both happen, once."""

from threading import Barrier
from typing import Any, ClassVar

import psycopg.errors
import pytest
from django.db import OperationalError, transaction
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from strato.core.api.again import TRIES
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView
from strato.core.numbering import Counter, next_number
from strato.core.policies import anyone
from strato.labs.tests.together import together


class Counting(PolicyView):
    """Takes the next number of each series that it is sent; on its first try it waits after the first one for the other."""

    policy: ClassVar[dict[str, Policy]] = {"post": anyone}
    gate: Barrier | None = None
    tries = 0

    def post(self, request: Request) -> Response:
        self.tries += 1
        said: Any = request.data
        with transaction.atomic():
            for place, name in enumerate(said["series"]):
                next_number(name)
                if self.gate and self.tries == 1 and place == 0:
                    self.gate.wait(timeout=60)
        return Response({"tries": self.tries})


def sent(view: Any, *series: str) -> Response:
    request = APIRequestFactory().post("/", {"series": series}, format="json")
    answer: Response = view(request)
    return answer


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_gave_way_goes_again() -> None:
    for name in ("left", "right"):
        next_number(name)
    view = Counting.as_view(gate=Barrier(2))
    answers = together(lambda: sent(view, "left", "right"), lambda: sent(view, "right", "left"))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert sorted(answer.data["tries"] for answer in answers) == [1, 2]
    assert set(Counter.objects.values_list("name", "last")) == {("left", 3), ("right", 3)}


class Unlucky(PolicyView):
    """Fails in its own way each time it is asked."""

    policy: ClassVar[dict[str, Policy]] = {"post": anyone}
    error: Exception = OperationalError()
    asked: list[int] | None = None

    def post(self, request: Request) -> Response:
        assert self.asked is not None
        self.asked.append(1)
        raise self.error


@pytest.mark.parametrize(
    ("cause", "tries"), [(psycopg.errors.DeadlockDetected(), TRIES), (psycopg.errors.AdminShutdown(), 1), (None, 1)]
)
@pytest.mark.django_db(transaction=True)
def test_only_what_passes_is_tried_again_and_not_for_ever(cause: Exception | None, tries: int) -> None:
    error, asked = OperationalError("no"), list[int]()
    error.__cause__ = cause
    with pytest.raises(OperationalError, match="no"):
        sent(Unlucky.as_view(error=error, asked=asked))
    assert len(asked) == tries
