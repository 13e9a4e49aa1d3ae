"""Which languages a reader reads."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from strato.accounts.models import Language
from strato.core.api.languages import languages_of
from strato.store.texts import LANGUAGES


def read_by(header: str) -> list[str]:
    return languages_of(RequestFactory().get("/", headers={"Accept-Language": header}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("de", ["de"]),
        ("de-AT,en;q=0.8", ["de", "en"]),
        ("en;q=0.5, es", ["es", "en"]),
        ("DE-de, de;q=0.9", ["de"]),
        ("fr, it;q=0.9", []),
        ("*;q=0.1, de;q=0", []),
        ("de;q=x, en;q=0..1", []),
        ("", []),
    ],
)
def test_a_header_says_what_is_read(header: str, languages: list[str]) -> None:
    assert read_by(header) == languages


@given(st.text(st.characters(codec="latin-1")))
def test_any_header_is_taken(header: str) -> None:
    assert set(read_by(header)) <= set(LANGUAGES)


def test_people_goods_and_pages_have_the_same_languages() -> None:
    assert list(LANGUAGES) == Language.values == [code for code, _ in settings.LANGUAGES]
