"""What products are found by."""

from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value
from django.db.models.expressions import Combinable

from strato.store.models import Product, ProductWords
from strato.store.words import CONFIG, document


def index_words(product: Product) -> None:
    """Write down the words of this product; to be called in the transaction that changes its texts."""
    names, texts = document(product)
    written: dict[str, object] = {"names": names, "texts": texts}
    if connection.vendor == "postgresql":
        written["vector"] = vector_of(Value(names), Value(texts))
    ProductWords.objects.update_or_create(product=product, defaults=written)


def vector_of(names: Value, texts: Value) -> Combinable:
    return SearchVector(names, weight="A", config=CONFIG) + SearchVector(texts, weight="C", config=CONFIG)
