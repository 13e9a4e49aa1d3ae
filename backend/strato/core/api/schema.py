"""How each operation is described: stable ids, and every problem it can answer."""

from typing import Any, Literal

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

from strato.core.api import serializers
from strato.core.api.keys import scope_of
from strato.core.policies import anyone, is_closed_to_guests


class ClosedSerializerExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """What refuses unknown names says so."""

    target_class = serializers.ClosedSerializer
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Literal["request", "response"]) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # type: ignore[no-untyped-call]
        return {**schema, "additionalProperties": False}


class ProblemFieldSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """An RFC 9457 problem: ``code`` is stable, ``detail`` is for people, ``fields`` names the inputs at fault."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    fields = serializers.DictField(child=ProblemFieldSerializer(many=True))  # type: ignore[assignment]
    facts = serializers.DictField(child=serializers.JSONField())


WORDS = {
    400: "Invalid",
    401: "Not signed in",
    402: "Payment declined",
    403: "Not allowed",
    404: "Not found",
    409: "Conflict",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Unsupported",
    422: "Unprocessable",
    429: "Too many requests",
    460: "Checksum mismatch",
    503: "Temporarily unavailable",
}


class StratoSchema(AutoSchema):
    """AutoSchema that documents the problems; a view may add more by ``problem_statuses = {action: {409}}``."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in sorted(self._problem_statuses()):
            if str(status) in bodies:
                continue
            answer = OpenApiResponse(ProblemSerializer, description=WORDS[status])
            body = self._get_response_for_code(answer, str(status), ["application/problem+json"])  # type: ignore[no-untyped-call]
            bodies[str(status)] = body
        if getattr(self._act(), "is_cacheable", False):
            bodies["304"] = {"description": "The copy at hand is still right"}
        return bodies

    def _get_parameters(self) -> list[dict[str, Any]]:
        """The parameters of this operation, kept because they say what may be wrong with them."""
        self._parameters: list[dict[str, Any]] = super()._get_parameters()
        return self._parameters

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Ways to be known here: none is needed where anyone may come; a guest's key is no use where one must be signed in."""
        action = getattr(self.view, "action", None) or self.method.lower()
        predicate = getattr(self.view, "policy", {}).get(action)
        schemes = [self._with_scope(scheme) for scheme in super().get_auth()]
        schemes = [scheme for scheme in schemes if scheme]
        if predicate is anyone:
            return [*schemes, {}]
        if predicate and is_closed_to_guests(predicate):
            return [scheme for scheme in schemes if "guestKey" not in scheme]
        return schemes

    def _with_scope(self, scheme: dict[str, list[str]]) -> dict[str, list[str]]:
        """An API key with the scope it needs here; nothing where no key may go. Other ways as they are."""
        if "apiKey" not in scheme:
            return scheme
        scope = scope_of(self.method, self.path)
        return {"apiKey": [scope]} if scope else {}

    def _act(self) -> Any:
        """The function behind this operation; ``@idempotent`` and ``@if_match`` mark it."""
        return getattr(self.view, getattr(self.view, "action", None) or self.method.lower(), None)

    def _problem_statuses(self) -> set[int]:
        action = getattr(self.view, "action", None) or self.method.lower()
        extra: dict[str, set[int]] = getattr(self.view, "problem_statuses", {})
        statuses = {401, 403, 429} | set(extra.get(action, set())) | set(extra.get("*", set()))
        if getattr(self._act(), "is_idempotent", False):
            statuses |= {422}
        if getattr(self._act(), "is_conditional", False):
            statuses |= {412}
        asked = {parameter["name"] for parameter in self._parameters if parameter["in"] == "query"}
        if self.method in {"POST", "PUT", "PATCH"} or asked:
            statuses |= {400}
        if asked & {"page", "cursor"}:
            statuses |= {404}  # a page or cursor that is none
        if self.method in {"POST", "PUT", "PATCH"}:
            statuses |= {409, 413, 415}
        if "{" in self.path:
            statuses |= {404}
        return statuses
