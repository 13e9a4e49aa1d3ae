"""Names for URLs that never collide. Pure: the caller brings what is taken."""

from collections.abc import Collection

from django.utils.text import slugify

from strato.core.rows import new_id


def stem_of(name: str, longest: int = 120) -> str:
    """What the name reads like in a URL; "item" for a name without a single latin letter."""
    return slugify(name)[:longest].strip("-") or "item"


def free_slug(stem: str, taken: Collection[str]) -> str:
    """The stem, or the stem with the first free number, or (after fifty) with a random tail."""
    numbered = (f"{stem}-{number}" for number in range(2, 50))
    return next((slug for slug in (stem, *numbered) if slug not in taken), f"{stem}-{new_id().hex[-12:]}")
