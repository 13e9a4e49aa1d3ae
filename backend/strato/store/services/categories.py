"""The tree of categories."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from strato.store.errors import CategoryCircle, CategoryInUse
from strato.store.models import Category
from strato.store.services.texts import settle_texts
from strato.store.slugs import free_slug, stem_of

EDITABLE = frozenset({"name", "description", "language", "translations"})


@transaction.atomic
def add_category(*, name: str, by: Any, parent: Category | None = None, **details: Any) -> Category:
    """A category below another, or at the root. Raises ``OwnLanguageTranslated``."""
    written = Category(**{field: details[field] for field in EDITABLE & details.keys()})
    settle_texts(written)
    stem = stem_of(name, longest=80)
    taken = set(Category.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    fields = {
        "name": name,
        "slug": free_slug(stem, taken),
        "description": written.description,
        "language": written.language,
        "translations": written.translations,
    }
    made: Category = Category.objects.add_child(parent, fields) if parent else Category.objects.add_root(fields)
    return made


@transaction.atomic
def edit_category(category: Category, *, by: Any, **changes: Any) -> Category:
    """The category with other texts; its slug stays. Raises ``OwnLanguageTranslated``."""
    for name in EDITABLE & changes.keys():
        setattr(category, name, changes[name])
    settle_texts(category)
    category.save()
    return category


@transaction.atomic
def move_category(category: Category, *, parent: Category | None, by: Any) -> Category:
    """The category and all below it under another parent (None: at the root). Raises ``CategoryCircle``."""
    if parent is not None and (parent == category or parent.is_descendant_of(category)):
        raise CategoryCircle
    if parent is not None:
        Category.objects.move(category, parent, "sorted-child")
    else:
        Category.objects.move(category, Category.objects.get_first_root_node(), "sorted-sibling")
    moved: Category = Category.objects.get(pk=category.pk)
    return moved


@transaction.atomic
def delete_category(category: Category, *, by: Any) -> None:
    """An empty category and the empty ones below it disappear. Raises ``CategoryInUse``."""
    try:
        with transaction.atomic():
            category.delete()
    except ProtectedError as error:
        raise CategoryInUse from error
