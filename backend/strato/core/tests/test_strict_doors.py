"""Doors take what the OpenAPI document says: nothing that merely looks like it."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.api import serializers
from strato.core.tests.test_every_door import knocks


class Everything(serializers.Serializer[Any]):
    text = serializers.CharField(required=False, max_length=9)
    whole = serializers.IntegerField(required=False, allow_null=True)
    number = serializers.FloatField(required=False)
    truth = serializers.BooleanField(required=False, default=True)
    choice = serializers.ChoiceField(choices=["1", "true"], required=False)
    key = serializers.UUIDField(required=False)
    moment = serializers.DateTimeField(required=False)
    day = serializers.DateField(required=False)
    who = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), required=False, allow_null=True)
    people = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), required=False, many=True)


def refused(data: Any) -> bool:
    return not Everything(data=data).is_valid()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 5), ("text", 1.5), ("text", True), ("text", ["a"]), ("text", "a" * 10), ("text", "  eight.  "),
        ("whole", "12"), ("whole", True), ("whole", 1.5), ("whole", ""), ("whole", [1]),
        ("number", "1.5"), ("number", False), ("number", math.inf), ("number", math.nan),
        ("truth", 0), ("truth", 1), ("truth", "true"), ("truth", "null"), ("truth", {}),
        ("choice", 1), ("choice", True), ("choice", []),
        ("key", 7), ("key", "no"), ("moment", 5), ("moment", "soon"), ("day", 20260504), ("day", ""),
        ("who", ""), ("who", 1), ("who", True), ("people", {}), ("people", "abc"), ("people", [1]),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_json_of_another_type_is_refused(name: str, value: Any) -> None:
    form = Everything(data={name: value})
    assert not form.is_valid()
    assert list(form.errors) == [name]


@pytest.mark.parametrize(
    ("name", "value", "means"),
    [("whole", 12, 12), ("whole", 12.0, 12), ("whole", None, None), ("number", 2, 2.0), ("truth", False, False),
     ("choice", "1", "1"), ("who", None, None), ("people", [], [])],
)  # fmt: skip
@pytest.mark.django_db
def test_json_of_the_right_type_is_taken(name: str, value: Any, means: Any) -> None:
    form = Everything(data={name: value})
    assert form.is_valid(), form.errors
    assert form.validated_data[name] == means


@pytest.mark.parametrize("words", ["whole=", "whole=1.5", "whole=%D9%A1", "number=", "number=nan", "number=1e999"])
def test_a_form_is_read_as_text_of_that_type(words: str) -> None:
    assert refused(QueryDict(words))


@pytest.mark.parametrize(
    "words", ["truth=1", "truth=yes", "truth=null", "truth=", "key=", "moment=", "choice=", "who="]
)
def test_a_blank_part_of_a_form_is_not_an_absent_one(words: str) -> None:
    assert refused(QueryDict(words))


def test_a_form_that_is_right_is_taken() -> None:
    form = Everything(data=QueryDict("whole=-12&number=1.5&text=5&choice=true&day=2026-05-04"))
    assert form.is_valid(), form.errors
    assert (form.validated_data["whole"], form.validated_data["number"], form.validated_data["text"]) == (-12, 1.5, "5")


def test_a_box_that_a_form_leaves_out_keeps_its_default() -> None:
    form = Everything(data=QueryDict("text=a"))
    assert form.is_valid()
    assert form.validated_data["truth"] is True


# --- queries ---
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page_size=null", "page_size"), ("page_size=", "page_size"), ("page_size=0", "page_size"),
        ("page_size=101", "page_size"), ("page=0", "page"), ("page=last", "page"), ("page=1.5", "page"), ("page=", "page"),
        ("mine=null", "mine"), ("mine=", "mine"), ("mine=1", "mine"), ("payment_policy=", "payment_policy"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_parameter_of_the_wrong_type_is_named(
    client_of: Callable[..., APIClient], alice: User, query: str, name: str
) -> None:
    answer = client_of(alice).get(f"/api/labs/?{query}")
    assert (answer.status_code, answer.json()["code"], list(answer.json()["fields"])) == (400, "invalid", [name])


@pytest.mark.django_db
def test_a_cursor_list_asks_for_the_same_page_sizes(client_of: Callable[..., APIClient], alice: User) -> None:
    statuses = [
        client_of(alice).get(f"/api/jobs/?page_size={size}").status_code for size in ("1", "100", "101", "null")
    ]
    assert statuses == [200, 200, 400, 400]


@pytest.mark.django_db
def test_a_page_beyond_the_last_is_not_found(client_of: Callable[..., APIClient]) -> None:
    assert [client_of().get(f"/api/labs/?page={page}").status_code for page in (1, 2, 10**18)] == [200, 404, 404]


# --- the document ---
@pytest.fixture(scope="module")
def openapi() -> Any:
    return SchemaGenerator().get_schema(public=True)


def test_every_list_documents_what_its_parameters_can_be_answered(openapi: Any) -> None:
    operations = [act for path in openapi["paths"].values() for act in path.values()]
    asked = [(act, {p["name"] for p in act.get("parameters", ()) if p["in"] == "query"}) for act in operations]
    assert [act["operationId"] for act, names in asked if names and "400" not in act["responses"]] == []
    paged = [act for act, names in asked if names & {"page", "cursor"}]
    assert [act["operationId"] for act in paged if "404" not in act["responses"]] == []
    assert len(paged) > 10


@pytest.mark.django_db
def test_an_upload_door_says_405_to_a_method_that_it_does_not_have(client_of: Callable[..., APIClient]) -> None:
    path = next(knock.path for knock in knocks() if knock.path.startswith("/api/uploads/") and knock.method == "patch")
    assert client_of().put(path).status_code == 405
    assert client_of().patch(path, content_type="application/offset+octet-stream").status_code == 412


# --- forms ---
FORM = "multipart/form-data; boundary=b"


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["--b\r\n[]--b--\r\n", "--b\r\n\r\nno name\r\n--b--\r\n", "nothing of a form"])
def test_a_form_in_which_nothing_has_a_name_is_broken(
    client_of: Callable[..., APIClient], alice: User, body: str
) -> None:
    answer = client_of(alice).generic("PATCH", "/api/me/", body, content_type=FORM)
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    ["--b--\r\n", "\r\n--b--\r\n", '--b\r\nContent-Disposition: form-data; name="location"\r\n\r\nBerlin\r\n--b--\r\n'],
)
def test_an_empty_form_and_a_whole_one_are_read(client_of: Callable[..., APIClient], alice: User, body: str) -> None:
    assert client_of(alice).generic("PATCH", "/api/me/", body, content_type=FORM).status_code == 200


def test_every_whole_number_that_can_be_sent_fits_64_bits(openapi: Any) -> None:
    fields = [
        (f"{name}.{field}", shape)
        for name, schema in openapi["components"]["schemas"].items()
        for field, shape in schema.get("properties", {}).items()
        if name.endswith("Request") and "integer" in shape.get("type", ())
    ]
    exact = 2**53  # what JavaScript counts
    assert [field for field, shape in fields if shape.get("maximum", 2**63) > exact] == []
