"""A hundred thousand products of twenty labs, for benchmarks of the catalog."""

from __future__ import annotations

import random
from importlib import import_module
from itertools import accumulate
from typing import Any

PRODUCTS, LABS, CATEGORIES, BATCH = 100_000, 20, 40, 2_000
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Eight thousand words, of which a few are common and most are rare, as in any language, with their cumulated weights."""
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(12_000)})[:8_000]
    chance.shuffle(words)
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))


def fill() -> tuple[list[str], Any]:
    """The products with a variant each, every second stocked, and their words; the words by frequency, and a shopper."""
    chance = random.Random(7)
    words, weights = vocabulary(chance)
    store, stock = import_module("strato.store.models"), import_module("strato.inventory.models")
    document = import_module("strato.store.words").document
    labs = import_module("strato.labs.tests.factories").LabFactory.create_batch(LABS)
    category = import_module("strato.store.tests.factories").category
    shelves = [store.Category.objects.get(pk=category(f"Shelf {number:02}").pk) for number in range(CATEGORIES)]
    places = {lab.pk: stock.Location.objects.create(lab=lab, name="Shelf") for lab in labs}
    for start in range(0, PRODUCTS, BATCH):
        products, variants, items, balances, written = [], [], [], [], []
        for number in range(start, start + BATCH):
            lab = labs[number % LABS]
            made = store.Product(
                lab=lab,
                category=shelves[number % CATEGORIES],
                name=" ".join(chance.choices(words, cum_weights=weights, k=3)).title(),
                summary=" ".join(chance.choices(words, cum_weights=weights, k=10)),
                description=" ".join(chance.choices(words, cum_weights=weights, k=40)),
                slug=f"product-{number}",
                is_published=True,
                rating_sum=4 * (number % 7),
                rating_count=number % 7,
                base_price=10_000 * (100 + number % 9_000),
            )
            item = stock.Item(lab=lab, sku=f"S{number}", name=made.name) if number % 2 else None
            if item:
                items.append(item)
                balances.append(stock.Balance(item=item, location=places[lab.pk], on_hand=1000 * (number % 5)))
            products.append(made)
            variants.append(store.Variant(product=made, sku=f"S{number}", amount=100 + number % 9_000, item=item))
            names, texts = document(made)
            written.append(store.ProductWords(product=made, names=names, texts=texts))
        for model, rows in (
            (store.Product, products),
            (stock.Item, items),
            (stock.Balance, balances),
            (store.Variant, variants),
            (store.ProductWords, written),
        ):
            model.objects.bulk_create(rows)
    connection = import_module("django.db").connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            vector_of = import_module("strato.store.services.words").vector_of
            field = import_module("django.db.models").F
            store.ProductWords.objects.update(vector=vector_of(field("names"), field("texts")))
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")
    return words, import_module("strato.accounts.tests.factories").UserFactory()
