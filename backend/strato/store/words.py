"""Words as the search compares them, whatever database looks for them: lower case, without accents."""

import re
import unicodedata
from typing import Protocol

from strato.store.texts import Translations

CONFIG = "simple"  # PostgreSQL takes the words as they are: texts come in several languages
WORD = re.compile(r"[^\W_]+")


class Worded(Protocol):
    """What has the texts of a product."""

    name: str
    summary: str
    description: str
    translations: Translations


def words_of(text: str) -> list[str]:
    """The words in order: "Müsli-Schälchen, 1.75 mm" has musli, schalchen, 1, 75 and mm."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return WORD.findall("".join(part for part in parts if not unicodedata.combining(part)))


def document(product: Worded) -> tuple[str, str]:
    """What a product is found by, in all its languages: the words of its names, which weigh more, and those of its other texts."""
    said = product.translations.values()
    names = [product.name, *(texts.get("name", "") for texts in said)]
    others = [product.summary, product.description]
    others += [texts[name] for texts in said for name in ("summary", "description") if name in texts]
    return " ".join(words_of(" ".join(names))), " ".join(words_of(" ".join(others)))
