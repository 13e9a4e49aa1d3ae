"""What is said of goods in several languages. Pure: a row's own texts, their translations, and who reads.

A row has its own texts, all in one language, and ``translations`` of them as {language: {text: words}}. Each text that is
not translated is read in the row's own language.
"""

from collections.abc import Mapping, Sequence

LANGUAGES = ("en", "de", "es")
TEXTS = ("name", "summary", "description")
LONGEST = {"name": 160, "summary": 300, "description": 20_000}
LONGEST_OF_CATEGORY = {"name": 80, "description": 400}
LONGEST_WORD, LONGEST_ALT = 60, 200
Translations = Mapping[str, Mapping[str, str]]
Said = tuple[str, str]
"""Words, and the language that they are in."""


def read(own: Mapping[str, str], language: str, translations: Translations, readers: Sequence[str]) -> dict[str, str]:
    """Each of the own texts in the first of the reader's languages that has it."""
    return {name: words for name, (words, _) in said(own, language, translations, readers).items()}


def said(own: Mapping[str, str], language: str, translations: Translations, readers: Sequence[str]) -> dict[str, Said]:
    """The same, each with its language."""
    known = {**translations, language: own}
    chain = [(one, known[one]) for one in readers if one in known]
    return {
        name: next(((texts[name], one) for one, texts in chain if texts.get(name)), (words, language))
        for name, words in own.items()
    }


def options_said(words: Sequence[str], language: str, option_texts: Translations, readers: Sequence[str]) -> list[Said]:
    """Words of options, each translated for itself; also into the own language, once that was another."""
    known = option_texts.get(language, {})
    found = said({word: known.get(word, word) for word in words}, language, option_texts, readers)
    return [found[word] for word in words]


def title_of(values: Sequence[Said], language: str) -> Said:
    """ "Schwarz, XL": German as soon as one word of it is."""
    translated = (one for _, one in values if one != language)
    return ", ".join(words for words, _ in values), next(translated, language)


def cleaned(translations: Translations) -> dict[str, dict[str, str]]:
    """Without the texts that say nothing, and the languages that have none."""
    kept = {
        language: {name: words.strip() for name, words in texts.items() if words.strip()}
        for language, texts in sorted(translations.items())
    }
    return {language: texts for language, texts in kept.items() if texts}


def cleaned_line(translations: Mapping[str, str]) -> dict[str, str]:
    """The same for a single text: {language: words}."""
    return {language: words.strip() for language, words in sorted(translations.items()) if words.strip()}
