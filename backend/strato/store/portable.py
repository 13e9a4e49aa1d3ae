"""What the store keeps of a person."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import Piece, Portion, Record, Records, each, picked
from strato.store.models import CatalogImport, Review, Wish

ABOUT = {
    "en": "Your reviews and your wishlist.",
    "de": "Deine Bewertungen und deine Wunschliste.",
    "es": "Tus reseñas y tu lista de deseos.",
}


def gives(person: User) -> Iterator[Piece]:
    yield Records("reviews.json", map(review_of, each(person.reviews.select_related("product").order_by("id"))))
    yield Records("wishlist.json", map(wish_of, each(person.wishes.select_related("product").order_by("id"))))


def review_of(row: Review) -> Record:
    return {"product": row.product.name, **picked(row, "rating", "text", "answer", "created_at", "updated_at")}


def wish_of(row: Wish) -> Record:
    return {"product": row.product.name, "product_id": row.product_id, "since": row.created_at}


PORTION = Portion(
    folder="store",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Review, Wish}),
    withheld={CatalogImport: "belongs to the lab: a change of its catalog"},
)
