"""Words as the search compares them, whatever database looks for them: lower case, without accents."""

import re
import unicodedata
from typing import Protocol

CONFIG = "simple"  # PostgreSQL takes the words as they are: texts come in several languages
WORD = re.compile(r"[^\W_]+")


class Worded(Protocol):
    """What has the texts of a product."""

    name: str
    summary: str
    description: str


def words_of(text: str) -> list[str]:
    """The words in order: "Müsli-Schälchen, 1.75 mm" has musli, schalchen, 1, 75 and mm."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return WORD.findall("".join(part for part in parts if not unicodedata.combining(part)))


def document(product: Worded) -> tuple[str, str]:
    """What a product is found by: the words of its name, which weigh more, and those of its other texts."""
    return " ".join(words_of(product.name)), " ".join(words_of(f"{product.summary} {product.description}"))
