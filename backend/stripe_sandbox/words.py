"""The pages' languages, and amounts as people of each write them."""

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "es")
SYMBOLS = {"eur": "€", "usd": "$", "gbp": "£", "jpy": "¥"}
NO_DECIMALS = {"jpy", "krw", "clp", "vnd"}
THREE_DECIMALS = {"kwd", "bhd", "jod", "omr", "tnd"}


@cache
def texts(language: str) -> dict[str, str]:
    """Every text of a language by its name."""
    path = Path(__file__).parent / "locales" / f"{language}.json"
    found: dict[str, str] = json.loads(path.read_text())
    return found


def best_language(accepted: str, wanted: str | None = None) -> str:
    """What the session asks for, else the first known one of an Accept-Language header."""
    if wanted in LANGUAGES:
        return str(wanted)
    ranked = []
    for place, part in enumerate(accepted.split(",")):
        name, _, weight = part.strip().partition(";q=")
        ranked.append((-float(weight) if weight.replace(".", "", 1).isdigit() else -1.0, place, name[:2].lower()))
    return next((name for _, _, name in sorted(ranked) if name in LANGUAGES), "en")


def amount(minor: int, currency: str, language: str) -> str:
    """ "€12.50" in English, "12,50 €" in German and Spanish."""
    places = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    number = f"{minor / 10**places:,.{places}f}"
    symbol = SYMBOLS.get(currency, currency.upper())
    if language == "en":
        return f"{symbol}{number}" if currency in SYMBOLS else f"{number} {symbol}"
    return number.translate(str.maketrans(",.", ".,")) + f"\u00a0{symbol}"
