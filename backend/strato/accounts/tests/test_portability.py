"""The copy of one's data: nothing is forgotten, nothing of others is in it, no secret either."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from strato.accounts.archives import write_archive
from strato.accounts.models import User
from strato.accounts.portability import PORTIONS, WITHHELD, accounted_for
from strato.accounts.tests.factories import UserFactory
from strato.accounts.tests.lives import lead_life
from strato.community.models import Block, Friendship
from strato.community.states import FriendshipStatus
from strato.community.tests.factories import friends
from strato.labs.models import Lab
from strato.messaging.tests.factories import group, say
from strato.printing.tests.factories import PrintJobFactory
from strato.store.tests.factories import bought, variant

MINE, THEIRS = "quillfeather", "bramblefox"


def points_at_people(model: type[models.Model]) -> bool:
    return model is User or any(field.related_model is User for field in model._meta.local_fields)


def test_no_model_that_points_at_people_is_forgotten() -> None:
    forgotten = {model for model in apps.get_models() if points_at_people(model)} - accounted_for()
    assert not forgotten, "name it in its app's portable.py: among what it covers, or withheld with the reason"


def test_nothing_is_both_given_and_withheld() -> None:
    given = {model for portion in PORTIONS.values() for model in portion.covers}
    withheld = {**WITHHELD, **{k: v for portion in PORTIONS.values() for k, v in portion.withheld.items()}}
    assert not given & withheld.keys()
    assert all(withheld.values())


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_every_portion_has_words(language: str) -> None:
    assert all(portion.about[language] for portion in PORTIONS.values())


@pytest.fixture
def lab(lab_north: Lab) -> Lab:
    return lab_north


@pytest.fixture
def lives(alice: User, lab: Lab) -> tuple[User, User, list[str]]:
    """Two people full of data who have nothing to do with each other, and what is secret of the first."""
    other = UserFactory(email=f"{THEIRS}@example.org", name="Bea")
    friend, stranger = UserFactory(name="Fred Friend"), UserFactory(name="Sam Stranger")
    secrets = lead_life(alice, MINE, friend=friend, stranger=stranger, lab=lab)
    secrets += lead_life(other, THEIRS, friend=UserFactory(), stranger=UserFactory(), lab=Lab.objects.get(pk=lab.pk))
    alice.save()
    other.save()
    return alice, other, secrets


def copy_of(person: User) -> dict[str, bytes]:
    file = BytesIO()
    write_archive(file, person, lambda percent: None)
    with ZipFile(file) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def texts(found: Any) -> Iterator[str]:
    """Every text in a JSON document."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, list):
        for one in found:
            yield from texts(one)
    elif isinstance(found, dict):
        for one in found.values():
            yield from texts(one)


def test_all_of_a_full_life_is_in_it(lives: tuple[User, User, list[str]]) -> None:
    alice, _, _ = lives
    found = copy_of(alice)
    index = json.loads(found["index.json"])
    assert index["missing"] == []
    empty = [
        f"{folder['folder']}/{file['file']}"
        for folder in index["folders"]
        for file in folder["files"]
        if file.get("records") == 0 and file["file"] != "exports.json"
    ]
    assert empty == []
    said = "\n".join(text for name, body in found.items() if name.endswith(".json") for text in texts(json.loads(body)))
    for what in WRITTEN:
        assert f"{what} {MINE}" in said
    files = [body for name, body in found.items() if not name.endswith((".json", "README.txt"))]
    contents = ("face", "letter", "pet face", "pet photo", "cover", "solid", "%PDF")
    assert sorted(files) == sorted(f"{content} {MINE}".encode() for content in contents)


WRITTEN = (
    "bio", "street", "key", "passkey", "agent", "news", "browser", "said", "heard", "letter", "left behind", "report",
    "headline", "pet", "photo", "party", "place", "invited", "model", "note", "why", "answer", "cart", "order",
    "order why", "track", "refund", "return", "money back", "review", "hook",
)  # fmt: skip


def test_nothing_that_only_another_may_see_is_in_it(lives: tuple[User, User, list[str]]) -> None:
    alice, _, _ = lives
    for name, body in copy_of(alice).items():
        assert THEIRS.encode() not in body, name
        assert b"staff only" not in body, name


def test_no_secret_is_in_it(lives: tuple[User, User, list[str]]) -> None:
    alice, _, secrets = lives
    for name, body in copy_of(alice).items():
        for secret in secrets:
            assert secret.encode() not in body, (name, secret)


def test_others_are_in_it_by_name_alone(lives: tuple[User, User, list[str]]) -> None:
    alice, _, _ = lives
    everything = b"".join(copy_of(alice).values())
    others = User.objects.exclude(pk=alice.pk)
    assert b"Fred Friend" in everything
    for other in others:
        assert other.email.encode() not in everything


def test_somebody_new_gets_a_copy_too(alice: User) -> None:
    found = copy_of(alice)
    assert json.loads(found["account/profile.json"])["email"] == alice.email
    assert {name.partition("/")[0] for name in found} >= set(PORTIONS)


def test_what_a_blocked_member_of_a_group_wrote_stays_out(alice: User, mona: User, lena: User) -> None:
    club = group(lena, alice, mona)
    say(club, mona, "hedgehog soup")
    Block.objects.create(blocker=mona, blocked=alice)
    everything = b"".join(copy_of(alice).values())
    assert b"hedgehog soup" not in everything
    assert b"Mona" not in everything
    assert b"Lena" in everything


def test_a_friendship_that_was_declined_is_not_told(alice: User, mona: User) -> None:
    row = friends(alice, mona)
    Friendship.objects.filter(pk=row.pk).update(status=FriendshipStatus.DECLINED)
    assert json.loads(copy_of(alice)["community/friends.json"]) == []
    assert json.loads(copy_of(mona)["community/friends.json"])[0]["status"] == "declined"


@pytest.mark.parametrize("many", [12])
def test_a_long_list_costs_no_query_a_row(alice: User, lab: Lab, many: int) -> None:
    mug = variant(lab=lab)
    costs = []
    for _ in range(2):
        for _ in range(many):
            bought(alice, mug)
            PrintJobFactory(customer=alice, lab=lab)
        with CaptureQueriesContext(connection) as said:
            copy_of(alice)
        costs.append(len(said))
    assert costs[0] == costs[1]
