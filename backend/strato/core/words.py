"""Words as a search compares them, whatever database looks for them: lower case, without accents."""

import re
import unicodedata

CONFIG = "simple"  # PostgreSQL takes the words as they are: texts come in several languages
WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words in order: "Müsli-Schälchen, 1.75 mm" has musli, schalchen, 1, 75 and mm."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return WORD.findall("".join(part for part in parts if not unicodedata.combining(part)))
