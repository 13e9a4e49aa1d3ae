"""The tree of categories."""

import pytest

from strato.store import services
from strato.store.errors import CategoryCircle, CategoryInUse
from strato.store.models import Category
from strato.store.tests.factories import category, product

pytestmark = pytest.mark.django_db


def test_categories_form_a_tree_in_order() -> None:
    home = category("Home")
    category("Desk", home)
    category("Bath", home)
    category("Art")
    assert [(one.name, one.depth) for one in Category.objects.all()] == [
        ("Art", 1),
        ("Home", 1),
        ("Bath", 2),
        ("Desk", 2),
    ]


def test_a_branch_moves_with_all_below_it() -> None:
    home, art = category("Home"), category("Art")
    desk = category("Desk", Category.objects.get(pk=home.pk))
    category("Lamps", desk)
    services.move_category(Category.objects.get(pk=desk.pk), parent=Category.objects.get(pk=art.pk), by=None)
    assert [one.name for one in Category.objects.get_descendants(Category.objects.get(pk=art.pk))] == ["Desk", "Lamps"]
    services.move_category(Category.objects.get(pk=desk.pk), parent=None, by=None)
    assert Category.objects.get(pk=desk.pk).depth == 1


def test_no_category_lies_within_itself() -> None:
    home = category("Home")
    desk = category("Desk", home)
    home = Category.objects.get(pk=home.pk)
    for parent in (home, Category.objects.get(pk=desk.pk)):
        with pytest.raises(CategoryCircle):
            services.move_category(home, parent=parent, by=None)


def test_a_category_with_products_below_it_stays() -> None:
    home = category("Home")
    product(category=category("Desk", home))
    with pytest.raises(CategoryInUse):
        services.delete_category(Category.objects.get(pk=home.pk), by=None)
    assert Category.objects.count() == 2


def test_slugs_of_categories_never_collide() -> None:
    assert [category("Mugs").slug for _ in range(2)] == ["mugs", "mugs-2"]
