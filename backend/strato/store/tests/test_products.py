"""Products: made with a slug of their own, sold by variants, kept when they were bought."""

import pytest

from strato.accounts.models import User
from strato.inventory.errors import ItemSkuTaken
from strato.inventory.models import Item
from strato.labs.models import Lab
from strato.store import services
from strato.store.errors import NothingToSell, VariantInUse, VariantTaken
from strato.store.models import Product, Variant
from strato.store.slugs import free_slug, stem_of
from strato.store.tests.factories import bought, product

pytestmark = pytest.mark.django_db


def test_a_new_product_is_a_draft_with_stocked_variants(lab_north: Lab, lena: User) -> None:
    made = services.add_product(
        lab_north, by=lena, name="Layer mug", variants=[{"sku": "MUG-B", "options": {"Color": "Black"}, "amount": 1850}]
    )
    only = made.variants.get()
    assert (made.slug, made.is_published, only.title) == ("layer-mug", False, "Black")
    assert only.item is not None
    assert (only.item.lab, only.item.sku, only.item.name) == (lab_north, "MUG-B", "Layer mug Black")


def test_what_is_made_to_order_has_no_item(lab_north: Lab, lena: User) -> None:
    made = services.add_product(
        lab_north, by=lena, name="Sign", made_to_order=True, variants=[{"sku": "SIGN", "amount": 4000}]
    )
    assert made.variants.get().item is None
    assert not Item.objects.exists()


def test_slugs_never_collide(lab_north: Lab) -> None:
    slugs = [product(lab_north, name="Layer mug").slug for _ in range(3)]
    assert slugs == ["layer-mug", "layer-mug-2", "layer-mug-3"]


@pytest.mark.parametrize(
    ("name", "stem"), [("Größe XL", "groe-xl"), ("杯子", "item"), ("  ", "item"), ("A" * 300, "a" * 120)]
)
def test_any_name_gives_a_stem(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_after_fifty_a_slug_gets_a_tail() -> None:
    taken = {"mug", *(f"mug-{n}" for n in range(2, 50))}
    slug = free_slug("mug", taken)
    assert slug.startswith("mug-")
    assert slug not in taken


def test_a_renamed_product_keeps_its_slug(lab_north: Lab, lena: User) -> None:
    made = product(lab_north, name="Layer mug")
    services.edit_product(made, name="Strata mug", by=lena)
    made.refresh_from_db()
    assert (made.slug, made.name) == ("layer-mug", "Strata mug")
    assert made.words.names == "strata mug"


def test_nothing_is_published_without_a_variant(lab_north: Lab, lena: User) -> None:
    made = services.add_product(lab_north, by=lena, name="Idea")
    with pytest.raises(NothingToSell):
        services.publish_product(made, by=lena)
    made.refresh_from_db()
    assert not made.is_published


def test_one_sku_of_a_lab_names_one_thing(lab_north: Lab, lena: User) -> None:
    made = product(lab_north)
    with pytest.raises(ItemSkuTaken):
        services.add_variant(made, sku=made.variants.get().sku, amount=900, options={"Size": "S"}, by=lena)
    assert made.variants.count() == 1


def test_two_variants_differ(lab_north: Lab, lena: User) -> None:
    made = product(lab_north)
    with pytest.raises(VariantTaken):
        services.add_variant(made, sku="OTHER", amount=900, options={}, by=lena)
    assert not Item.objects.filter(sku="OTHER").exists()


def test_prices_in_other_currencies_are_exactly_those_given(lab_north: Lab, lena: User) -> None:
    only = product(lab_north).variants.get()
    services.edit_variant(only, prices={"USD": 1990, "GBP": 1690, "EUR": 1}, by=lena)
    assert dict(only.prices.values_list("currency", "amount")) == {"USD": 1990, "GBP": 1690}
    services.edit_variant(only, prices={"USD": 2090}, by=lena)
    assert dict(only.prices.values_list("currency", "amount")) == {"USD": 2090}


def test_a_variant_that_was_bought_stays(lab_north: Lab, lena: User, alice: User) -> None:
    made = product(lab_north)
    bought(alice, made.variants.get())
    with pytest.raises(VariantInUse):
        services.delete_product(made, by=lena)
    assert Product.objects.filter(pk=made.pk).exists()
    assert Variant.objects.filter(product=made).exists()


def test_an_untouched_product_disappears_with_its_items(lab_north: Lab, lena: User) -> None:
    services.delete_product(product(lab_north), by=lena)
    assert not Product.objects.exists()
    assert not Item.objects.exists()
