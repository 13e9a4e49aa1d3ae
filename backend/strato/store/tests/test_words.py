"""Products are found by their words: folded, unfinished, the best first, with an index and without."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.store import reports, services
from strato.store.models import Product
from strato.store.tests.factories import product
from strato.store.words import words_of

ASKED = ("musli", "MÜSLI schale", "schal", "1.75", "strasse", "75mm muslischale", "_", "mu la", "la mu", "AND", "öä")


def found(text: str) -> list[str]:
    return [each.name for each in reports.matching(Product.objects.all(), text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Müsli-Schälchen, 1.75 mm", ["musli", "schalchen", "1", "75", "mm"]),
        ("Straße Ærø snake_case", ["strasse", "ærø", "snake", "case"]),
        (" '&|!\\:*\0 ", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text())
def test_folded_words_fold_to_themselves(text: str) -> None:
    assert words_of(" ".join(words_of(text))) == words_of(text)


@pytest.fixture
def shop(db: None, lab_north: Lab) -> None:
    product(lab_north, name="Müslischale", summary="für die Straße", description="Filament: 1.75mm PLA_CF")
    product(lab_north, name="Lampe", description="Eine Muslischale passt darunter")
    product(lab_north, name="Andockstation", summary="und mehr")


@pytest.mark.usefixtures("shop")
def test_accents_and_unfinished_words_are_no_hindrance() -> None:
    assert found("müslisch") == ["Müslischale", "Lampe"]
    assert found("strasse muslischale") == ["Müslischale"]
    assert found("75mm") == found("cf 1 pla") == ["Müslischale"]
    assert found("muslisch lampe") == []  # only the last may be unfinished


@pytest.mark.usefixtures("shop")
def test_what_is_named_so_comes_before_what_mentions_it() -> None:
    assert found("muslischale") == ["Müslischale", "Lampe"]
    assert found("lampe muslischale") == ["Lampe"]


@pytest.mark.usefixtures("shop")
def test_the_scan_finds_the_same_as_the_index() -> None:
    for text in ASKED:
        if words := words_of(text):
            scan = reports.scanned(Product.objects.all(), words)
            assert {each.name for each in scan} == set(found(text)), text


@pytest.mark.usefixtures("shop")
def test_words_follow_the_texts(lena: User) -> None:
    lamp = Product.objects.get(name="Lampe")
    services.edit_product(lamp, by=lena, name="Leuchte", description="")
    assert (found("lampe"), found("muslischale"), found("leuchte")) == ([], ["Müslischale"], ["Leuchte"])
    services.delete_product(lamp, by=lena)
    assert found("leuchte") == []


@pytest.mark.usefixtures("shop")
def test_sqlite_asks_its_index_first() -> None:
    plan = reports.matching(Product.objects.all(), "muslischale").explain()
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in plan
        assert "SCAN store_productwords" not in plan
