"""A kind without words is found when the house starts, not when somebody waits for a mail."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from strato.notifications.kinds import REGISTRY, Channel
from strato.notifications.words import CATEGORIES


@register()
def check_words(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Every kind that can leave the house has its words in every language, and every category its title."""
    names = [
        f"{kind.template}.{language}.txt"
        for kind in REGISTRY.values()
        if {Channel.MAIL, Channel.PUSH} & {*kind.channels}
        for language, _ in settings.LANGUAGES
    ]
    categories = {kind.category for kind in REGISTRY.values()}
    untitled: list[CheckMessage] = [
        Error(f"The category {category} has no title in {language}.", id="notifications.E002")
        for language, _ in settings.LANGUAGES
        for category in sorted(categories - CATEGORIES[language].keys())
    ]
    return untitled + [
        Error(
            f"The mail {name} is missing.", hint="Write it in the app that declares the kind.", id="notifications.E001"
        )
        for name in names
        if not exists(name)
    ]


def exists(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True
