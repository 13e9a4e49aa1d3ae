"""Who am I, and what I say about myself."""

import io
from collections.abc import Callable, Iterator
from typing import TypedDict

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.accounts.profile import profile_parts
from strato.accounts.tests.factories import UserFactory

ClientOf = Callable[..., APIClient]


class Shoe(TypedDict):
    size: int


def shoe_of(user: User) -> Shoe:
    return {"size": len(user.name)}


@pytest.fixture
def shoes() -> Iterator[None]:
    profile_parts["shoe"] = shoe_of
    yield
    del profile_parts["shoe"]


def photo(width: int = 900, height: int = 600) -> SimpleUploadedFile:
    picture = Image.new("RGB", (width, height), "teal")
    picture.getexif()[0x010E] = "taken at home"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=picture.getexif())
    return SimpleUploadedFile("me.jpg", out.getvalue(), "image/jpeg")


def test_one_changes_ones_own_profile(client_of: ClientOf, alice: User) -> None:
    answer = client_of(alice).patch("/api/me/", {"theme": "dark", "language": "de", "username": "alice.a"})
    assert answer.status_code == 200, answer.data
    alice.refresh_from_db()
    assert (alice.theme, alice.language, alice.username, alice.name) == ("dark", "de", "alice.a", "Alice")


def test_what_is_not_ones_own_to_change_stays(client_of: ClientOf, alice: User) -> None:
    client_of(alice).patch("/api/me/", {"role": "admin", "email": "x@example.org", "is_active": False, "name": "A"})
    alice.refresh_from_db()
    assert (alice.role, alice.email, alice.is_active, alice.name) == ("user", "alice@example.org", True, "A")


@pytest.mark.parametrize(
    ("field", "value"),
    [("theme", "pink"), ("language", "xx"), ("currency", "XXX"), ("username", "a b"), ("bio", "x" * 2001)],
)
def test_values_outside_the_lists_are_refused_on_their_field(
    client_of: ClientOf, alice: User, field: str, value: str
) -> None:
    answer = client_of(alice).patch("/api/me/", {field: value})
    assert (answer.status_code, list(answer.data["fields"])) == (400, [field])


def test_a_currency_that_nothing_converts_to_is_refused(client_of: ClientOf, alice: User) -> None:
    answer = client_of(alice).patch("/api/me/", {"currency": "KWD"})
    assert (answer.status_code, answer.data["code"], list(answer.data["fields"])) == (
        400, "currency_unavailable", ["currency"],
    )  # fmt: skip
    User.objects.filter(pk=alice.pk).update(currency="KWD")
    alice.refresh_from_db()
    assert client_of(alice).patch("/api/me/", {"currency": "KWD", "name": "A"}).status_code == 200
    assert client_of(alice).patch("/api/me/", {"currency": "SEK"}).status_code == 200


def test_a_username_of_somebody_else_is_refused(client_of: ClientOf, alice: User) -> None:
    UserFactory(username="taken")
    answer = client_of(alice).patch("/api/me/", {"username": "TAKEN"})
    assert (answer.status_code, answer.data["code"]) == (400, "username_taken")


def test_a_username_can_be_given_up(client_of: ClientOf, alice: User) -> None:
    for value in ("alice.a", None):
        assert client_of(alice).patch("/api/me/", {"username": value}).data["username"] == value


def test_a_picture_is_made_small_and_forgets_where_it_was_taken(client_of: ClientOf, alice: User) -> None:
    answer = client_of(alice).patch("/api/me/", {"avatar": photo()}, format="multipart")
    assert answer.status_code == 200, answer.data
    alice.refresh_from_db()
    with alice.avatar.open() as stored, Image.open(stored) as picture:
        assert max(picture.size) == 512
        assert not picture.getexif()
    assert client_of().get(answer.data["avatar_url"]).status_code == 200


def test_the_old_picture_goes_when_another_comes(
    client_of: ClientOf, alice: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client_of(alice).patch("/api/me/", {"avatar": photo()}, format="multipart")
    old, storage = User.objects.get(pk=alice.pk).avatar.name, alice.avatar.storage
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        answer = client_of(User.objects.get(pk=alice.pk)).patch("/api/me/", {"avatar": None}, format="json")
    assert answer.data["avatar_url"] is None
    assert not storage.exists(old)


def test_a_file_that_is_no_picture_is_refused(client_of: ClientOf, alice: User) -> None:
    fake = SimpleUploadedFile("me.png", b"<svg onload=alert(1)>", "image/png")
    answer = client_of(alice).patch("/api/me/", {"avatar": fake}, format="multipart")
    assert (answer.status_code, answer.data["code"]) == (415, "not_an_image")


def test_apps_above_add_their_parts(client_of: ClientOf, alice: User, shoes: None) -> None:
    assert client_of(alice).get("/api/me/").data["shoe"] == {"size": 5}


def test_an_editor_who_has_an_older_version_is_told(client_of: ClientOf, alice: User) -> None:
    loaded = client_of(alice).get("/api/me/")["ETag"]
    first = client_of(alice).patch("/api/me/", {"bio": "I print."}, HTTP_IF_MATCH=loaded)
    assert first.status_code == 200
    second = client_of(alice).patch("/api/me/", {"bio": "I paint."}, HTTP_IF_MATCH=loaded)
    assert (second.status_code, second.data["code"]) == (412, "stale")
    assert client_of(alice).patch("/api/me/", {"bio": "I do."}, HTTP_IF_MATCH=first["ETag"]).status_code == 200
