"""An act that met another in the opposite order is carried out again; whoever sent it notices nothing."""

from typing import Any

from django.db import OperationalError, connection
from rest_framework.response import Response

TRIES = 4
TRY_AGAIN = {"40P01", "40001"}
"""SQLSTATE: deadlock detected, serialization failure. PostgreSQL has undone the whole transaction and asks for another try."""


def is_passing(error: Exception) -> bool:
    """The database chose this transaction to give way, and nothing of it remains."""
    is_undone = isinstance(error, OperationalError) and not connection.in_atomic_block
    return is_undone and getattr(error.__cause__, "sqlstate", None) in TRY_AGAIN


class AgainAfterDeadlock:
    """Mixin of every view: gives way a few times before it answers that something went wrong.

    As safe as a client who sends the request again after a cut line, which every act must bear. A request with a file is
    not tried again: the file was read.
    """

    def handle_exception(self, error: Exception) -> Response:
        view: Any = self
        for _ in range(TRIES - 1):
            if not is_passing(error) or view.request.FILES:
                break
            try:
                answer: Response = getattr(view, view.request.method.lower())(view.request, *view.args, **view.kwargs)
            except Exception as another:  # noqa: BLE001 - judged like the first
                error = another
            else:
                return answer
        response: Response = super().handle_exception(error)  # type: ignore[misc]
        return response
