"""Pets: kept by their owners, seen by whom they wish."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.community import services
from strato.community.errors import BornTomorrow, TooManyPets, TooManyPhotos
from strato.community.models import Pet, PetPhoto
from strato.community.services import pets, photos
from strato.community.tests.factories import PetFactory, friends
from strato.core.files import galleries
from strato.core.realtime.models import UserEvent
from strato.core.rows import new_id

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
PIXEL = {
    "name": "Pixel",
    "species": "dog",
    "measurements": {"neck": {"value": 38.5, "unit": "cm"}, "weight": {"value": 17.2, "unit": "kg"}},
}


def photo(width: int = 1200, height: int = 900) -> SimpleUploadedFile:
    """A JPEG that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("pixel.jpg", out.getvalue(), "image/jpeg")


def test_a_pet_is_kept_with_its_measurements_in_base_units(alice: User, client_of: Client) -> None:
    made = client_of(alice).post("/api/pets/", PIXEL, format="json")
    assert made.status_code == 201, made.json()
    shown = made.json()
    assert shown["measurements"]["neck"] == {"value": 385, "unit": "mm"}
    assert shown["measurements"]["weight"] == {"value": 17200, "unit": "g"}
    assert (shown["measurements"]["chest"], shown["visibility"]) == (None, "friends")
    assert shown["measured_on"] == timezone.localdate().isoformat()
    row = Pet.objects.get()
    assert (row.owner, row.neck_mm, row.weight_g) == (alice, 385, 17200)


def test_measurements_left_out_stay_and_null_takes_one_away(alice: User, client_of: Client) -> None:
    pet = PetFactory(owner=alice, neck_mm=385, chest_mm=700)
    changes = {"measurements": {"chest": None, "leg": {"value": 12, "unit": "in"}}}
    answer = client_of(alice).patch(f"/api/pets/{pet.pk}/", changes, format="json")
    assert answer.status_code == 200
    pet.refresh_from_db()
    assert (pet.neck_mm, pet.chest_mm, pet.leg_mm) == (385, None, 305)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"measurements": {"neck": {"value": 6, "unit": "km"}}}, "measurements.neck.unit"),
        ({"measurements": {"neck": {"value": 600, "unit": "cm"}}}, "measurements.neck"),
        ({"measurements": {"neck": {"value": -1, "unit": "cm"}}}, "measurements.neck.value"),
        ({"measurements": {"neck": 12}}, "measurements.neck.non_field_errors"),
        ({"measurements": None}, "measurements"),
        ({"species": "dragon"}, "species"),
        ({"birthday": "2999-01-01"}, "birthday"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_refused_by_name(changes: Any, field: str, alice: User, client_of: Client) -> None:
    pet = PetFactory(owner=alice)
    answer = client_of(alice).patch(f"/api/pets/{pet.pk}/", changes, format="json")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])


def test_a_pet_may_be_born_today_where_the_day_has_begun(alice: User) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 20, tzinfo=UTC)):  # the 22nd in Auckland
        assert services.add_pet(by=alice, name="Kiwi", species="bird", birthday=date(2026, 11, 22)).birthday
        with pytest.raises(BornTomorrow):
            services.add_pet(by=alice, name="Moa", species="bird", birthday=date(2026, 11, 23))


@pytest.mark.parametrize("visibility", ["public", "friends", "private"])
def test_a_pet_is_seen_by_whom_its_owner_wishes(
    visibility: str, alice: User, mona: User, olaf: User, ada: User, client_of: Client
) -> None:
    pet = PetFactory(owner=alice, visibility=visibility)
    friends(alice, mona)
    seen = {
        name: client_of(viewer).get(f"/api/pets/{pet.pk}/").status_code
        for name, viewer in (("owner", alice), ("friend", mona), ("stranger", olaf), ("admin", ada), ("nobody", None))
    }
    public, to_friends = visibility == "public", visibility != "private"
    assert seen == {
        "owner": 200,
        "friend": 200 if to_friends else 404,
        "stranger": 200 if public else 404,
        "admin": 200,
        "nobody": 200 if public else 404,
    }
    lists = [len(client_of(viewer).get("/api/pets/").json()["results"]) for viewer in (alice, mona, olaf, ada, None)]
    assert lists == [1, int(to_friends), int(public), 1, int(public)]


def test_a_block_hides_even_what_is_public(alice: User, mona: User, client_of: Client) -> None:
    pets_of_both = [PetFactory(owner=one, visibility="public") for one in (alice, mona)]
    services.block(mona, by=alice)
    for viewer, other in ((alice, pets_of_both[1]), (mona, pets_of_both[0])):
        assert client_of(viewer).get(f"/api/pets/{other.pk}/").status_code == 404
        assert client_of(viewer).get(f"/api/pets/?owner={other.owner_id}").json()["results"] == []


def test_only_the_owner_changes_a_pet_and_admins_may_remove_it(
    alice: User, mona: User, ada: User, client_of: Client
) -> None:
    pet = PetFactory(owner=alice, visibility="public")
    path = f"/api/pets/{pet.pk}/"
    for viewer in (mona, ada):
        assert client_of(viewer).patch(path, {"name": "Mine"}, format="json").status_code == 403
        assert client_of(viewer).post(f"{path}photos/", {"image": photo()}, format="multipart").status_code == 403
    assert client_of(mona).delete(path).status_code == 403
    assert client_of(ada).delete(path).status_code == 204


def test_who_edits_second_is_told(alice: User, client_of: Client) -> None:
    pet = PetFactory(owner=alice)
    browser, path = client_of(alice), f"/api/pets/{pet.pk}/"
    version = browser.get(path).json()["version"]
    assert browser.patch(path, {"name": "A"}, format="json", HTTP_IF_MATCH=version).status_code == 200
    assert browser.patch(path, {"name": "B"}, format="json", HTTP_IF_MATCH=version).status_code == 412


def test_pictures_are_written_anew_in_two_sizes_and_in_the_owners_order(alice: User, client_of: Client) -> None:
    pet, browser = PetFactory(owner=alice), client_of(alice)
    browser.post(f"/api/pets/{pet.pk}/photos/", {"image": photo(), "caption": "On the beach"}, format="multipart")
    shown = browser.post(f"/api/pets/{pet.pk}/photos/", {"image": photo(40, 30)}, format="multipart").json()["photos"]
    assert [(one["caption"], one["width"]) for one in shown] == [("On the beach", 1200), ("", 40)]
    made = PetPhoto.objects.get(caption="On the beach")
    with Image.open(made.image) as full, Image.open(made.thumbnail) as small:
        assert (max(small.size), dict(full.getexif()), dict(small.getexif())) == (galleries.THUMBNAIL_PX, {}, {})
    ids = [one["id"] for one in reversed(shown)]
    turned = browser.post(f"/api/pets/{pet.pk}/photo-order/", {"ids": ids}, format="json").json()
    assert [one["id"] for one in turned["photos"]] == ids
    wrong = browser.post(f"/api/pets/{pet.pk}/photo-order/", {"ids": [str(new_id())]}, format="json")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_photos")
    path = f"/api/pet-photos/{ids[0]}/"
    assert browser.patch(path, {"caption": "Asleep"}, format="json").json()["caption"] == "Asleep"
    assert browser.delete(path).status_code == 204
    assert pet.photos.count() == 1


def test_the_picture_of_a_pet_can_be_changed_and_removed(alice: User, client_of: Client) -> None:
    pet, browser = PetFactory(owner=alice), client_of(alice)
    shown = browser.post(f"/api/pets/{pet.pk}/avatar/", {"image": photo()}, format="multipart").json()
    assert shown["avatar_url"]
    assert "remove_avatar" in shown["allowed_actions"]
    assert browser.delete(f"/api/pets/{pet.pk}/avatar/").json()["avatar_url"] is None
    bad = browser.post(
        f"/api/pets/{pet.pk}/avatar/",
        {"image": SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>")},
        format="multipart",
    )
    assert bad.status_code == 415


def test_numbers_are_bounded(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pets, "MOST_PETS", 1)
    monkeypatch.setattr(photos, "MOST", 0)
    pet = services.add_pet(by=alice, name="Pixel", species="dog", birthday=timezone.localdate() - timedelta(days=9))
    with pytest.raises(TooManyPets):
        services.add_pet(by=alice, name="Voxel", species="cat")
    with pytest.raises(TooManyPhotos):
        services.add_photo(pet, image=photo(), by=alice)


def test_lists_cost_the_same_at_any_length(mona: User, client_of: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        PetFactory(visibility="public")
    with django_assert_max_num_queries(2):
        assert len(client_of(mona).get("/api/pets/?species=dog&search=rex").json()["results"]) == 12
    pet = PetFactory(owner=mona)
    for _ in range(3):
        services.add_photo(pet, image=photo(40, 30), by=mona)
    with django_assert_max_num_queries(3):
        assert len(client_of(mona).get(f"/api/pets/{pet.pk}/").json()["photos"]) == 3


def test_mine_and_others(alice: User, client_of: Client) -> None:
    PetFactory(owner=alice, name="Pixel")
    PetFactory(name="Voxel", visibility="public")
    found = [
        [row["name"] for row in client_of(alice).get(f"/api/pets/?mine={mine}").json()["results"]]
        for mine in ("true", "false")
    ]
    assert found == [["Pixel"], ["Voxel"]]
    assert client_of(alice).get("/api/pets/?mine=1").status_code == 400
    assert client_of(alice).get("/api/pets/?owner=nobody").status_code == 400


def test_every_change_of_a_pet_reaches_the_other_tabs_of_its_owner_alone(alice: User, client_of: Client) -> None:
    client = client_of(alice)
    pet = client.post("/api/pets/", PIXEL, format="json").json()["id"]
    client.patch(f"/api/pets/{pet}/", {"about": "Digs."}, format="json")
    first, second = (
        client.post(f"/api/pets/{pet}/photos/", {"image": photo()}, format="multipart").json()["photos"][-1]["id"]
        for _ in range(2)
    )
    client.post(f"/api/pets/{pet}/photo-order/", {"ids": [second, first]}, format="json")
    client.patch(f"/api/pet-photos/{first}/", {"caption": "At the lake"}, format="json")
    client.delete(f"/api/pet-photos/{second}/")
    client.post(f"/api/pets/{pet}/avatar/", {"image": photo()}, format="multipart")
    client.delete(f"/api/pets/{pet}/")
    told = UserEvent.objects.filter(type="pet.changed").order_by("seq")
    assert [(event.user_id, event.data) for event in told] == [(alice.pk, {"id": pet})] * 9
