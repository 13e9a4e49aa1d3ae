"""What a locked-out browser gets."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from strato.accounts.errors import AccountLocked


def answer(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The API has answered with its own problem already; the admin's sign-in form gets one sentence."""
    if response is not None and response.status_code == AccountLocked.status:
        return response
    return HttpResponse(AccountLocked.detail, status=AccountLocked.status, content_type="text/plain; charset=utf-8")
