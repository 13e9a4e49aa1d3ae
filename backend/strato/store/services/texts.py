"""What goods are called in several languages, kept in order."""

from collections.abc import Collection

from strato.store.errors import OwnLanguageTranslated
from strato.store.models import Product, ProductImage, Translated
from strato.store.texts import cleaned, cleaned_line


def settle_texts(row: Translated) -> None:
    """To be called before the row is saved: no empty texts. Raises ``OwnLanguageTranslated`` for a second set of own texts."""
    row.translations = cleaned(row.translations)
    refuse_own(row.language, row.translations)
    if isinstance(row, Product):
        row.option_texts = cleaned(row.option_texts)


def settle_alt(picture: ProductImage) -> None:
    """The same for the description of a picture, whose own language is the product's."""
    picture.translations = cleaned_line(picture.translations)
    refuse_own(picture.product.language, picture.translations)


def refuse_own(language: str, translations: Collection[str]) -> None:
    if language in translations:
        raise OwnLanguageTranslated(fields={f"translations.{language}": [OwnLanguageTranslated.detail]})


def follow_language(product: Product, *, before: str) -> None:
    """Descriptions and options of a product whose own language is another now; the caller saves the product.

    What is said in the new language becomes the own text, and the old one a translation. Where nothing is, the text was
    written in the new language all along.
    """
    now = product.language
    if now == before:
        return
    for picture in product.images.exclude(translations={}):
        if now in picture.translations:
            others = {**picture.translations, before: picture.alt}
            picture.alt = others.pop(now)
            picture.translations = cleaned_line(others)
            picture.save(update_fields=["alt", "translations", "updated_at"])
    if now in product.option_texts:
        said = {str(word) for options in options_of(product) for pair in options.items() for word in pair}
        known = product.option_texts.get(before, {})
        product.option_texts = {**product.option_texts, before: {word: known.get(word, word) for word in sorted(said)}}


def options_of(product: Product) -> list[dict[str, str]]:
    return list(product.variants.values_list("options", flat=True))
