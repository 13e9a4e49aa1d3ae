"""What is said of goods in several languages. Pure: a row's own texts, their translations, and who reads.

A row has its own texts, all in one language, and ``translations`` of them as {language: {text: words}}. Each text that is
not translated is read in the row's own language.
"""

from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "de", "es")
TEXTS = ("name", "summary", "description")
LONGEST = {"name": 160, "summary": 300, "description": 20_000}
LONGEST_OF_CATEGORY = {"name": 80, "description": 400}
Translations = Mapping[str, Mapping[str, str]]


def read(own: Mapping[str, str], language: str, translations: Translations, readers: Sequence[str]) -> dict[str, str]:
    """Each of the own texts in the first of the reader's languages that has it."""
    said = {**translations, language: own}
    chain = [said[one] for one in readers if one in said]
    return {name: next((texts[name] for texts in chain if texts.get(name)), words) for name, words in own.items()}


def cleaned(translations: Translations) -> dict[str, dict[str, str]]:
    """Without the texts that say nothing, and the languages that have none."""
    kept = {
        language: {name: words.strip() for name, words in texts.items() if words.strip()}
        for language, texts in sorted(translations.items())
    }
    return {language: texts for language, texts in kept.items() if texts}
