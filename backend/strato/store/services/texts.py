"""What goods are called in several languages, kept in order."""

from strato.store.errors import OwnLanguageTranslated
from strato.store.models import Translated
from strato.store.texts import cleaned


def settle_texts(row: Translated) -> None:
    """To be called before the row is saved: no empty texts. Raises ``OwnLanguageTranslated`` for a second set of own texts."""
    row.translations = cleaned(row.translations)
    if row.language in row.translations:
        raise OwnLanguageTranslated(fields={f"translations.{row.language}": [OwnLanguageTranslated.detail]})
