"""The errors a person or a program can meet: a stable code, a sentence, the facts behind it."""

from typing import Any, ClassVar


class DomainError(Exception):
    """A rule said no. Subclass it in the app that owns the rule and give the class its ``code`` and ``detail``."""

    status: ClassVar[int] = 400
    title: ClassVar[str] = "Bad request"
    code: str = "invalid"
    detail: str = "This request cannot be carried out."

    def __init__(
        self,
        detail: str | None = None,
        *,
        code: str | None = None,
        fields: dict[str, list[str]] | None = None,
        **facts: Any,
    ) -> None:
        self.code = code or type(self).code
        self.detail = detail or type(self).detail
        self.fields = fields or {}
        self.facts = facts
        super().__init__(self.detail)


class Invalid(DomainError):
    status, title, code = 400, "Invalid", "invalid"


class Declined(DomainError):
    status, title, code = 402, "Declined", "declined"


class Forbidden(DomainError):
    status, title, code = 403, "Forbidden", "forbidden"
    detail = "You may not do this."


class Missing(DomainError):
    status, title, code = 404, "Not found", "not_found"
    detail = "There is nothing here, or it is not yours to see."


class Conflict(DomainError):
    status, title, code = 409, "Conflict", "conflict"


class TooLarge(DomainError):
    status, title, code = 413, "Too large", "too_large"


class Unsupported(DomainError):
    status, title, code = 415, "Unsupported", "unsupported"


class Stale(DomainError):
    status, title, code = 412, "Changed meanwhile", "stale"
    detail = "Somebody changed this since you loaded it. Load it again and repeat your change."


class Unprocessable(DomainError):
    status, title, code = 422, "Unprocessable", "unprocessable"


class WrongState(Conflict):
    code = "wrong_state"
    detail = "This is not possible in the present status."
