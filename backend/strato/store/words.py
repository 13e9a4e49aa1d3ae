"""What a product is found by."""

from typing import Protocol

from strato.core.words import CONFIG, words_of
from strato.store.texts import Translations

__all__ = ["CONFIG", "document", "words_of"]


class Worded(Protocol):
    """What has the texts of a product."""

    name: str
    summary: str
    description: str
    translations: Translations


def document(product: Worded) -> tuple[str, str]:
    """What a product is found by, in all its languages: the words of its names, which weigh more, and those of its other texts."""
    said = product.translations.values()
    names = [product.name, *(texts.get("name", "") for texts in said)]
    others = [product.summary, product.description]
    others += [texts[name] for texts in said for name in ("summary", "description") if name in texts]
    return " ".join(words_of(" ".join(names))), " ".join(words_of(" ".join(others)))
