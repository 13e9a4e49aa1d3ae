"""What the sandbox refuses, in Stripe's words."""

from typing import Any

INVALID = "invalid_request_error"


class ApiError(Exception):
    """An answer that is an error: HTTP status, Stripe's type and code, the parameter at fault."""

    def __init__(
        self, message: str, *, status: int = 400, type: str = INVALID, code: str = "", param: str = ""
    ) -> None:
        super().__init__(message)
        self.message, self.status, self.type, self.code, self.param = message, status, type, code, param

    @property
    def is_kept(self) -> bool:
        """Is it an outcome of the act, to be repeated under its key, and not just a wrong question?"""
        return bool(self.code) and self.code in OUTCOMES

    def body(self) -> dict[str, Any]:
        facts = {"type": self.type, "message": self.message, "code": self.code, "param": self.param}
        return {"error": {name: value for name, value in facts.items() if value}}


OUTCOMES = {"charge_already_refunded", "charge_disputed", "refund_exceeds_charge"}


def missing(param: str, kind: str, id: str) -> ApiError:
    return ApiError(f"No such {kind}: '{id}'", status=404, code="resource_missing", param=param)


def required(param: str) -> ApiError:
    return ApiError(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(param: str) -> ApiError:
    return ApiError(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)


def wrong(param: str, message: str, code: str = "parameter_invalid") -> ApiError:
    return ApiError(message, code=code, param=param)
