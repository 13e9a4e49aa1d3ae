"""Reviews by people who bought and received the thing; the product's rating moves in the same transaction."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from strato.orders.models import OrderLine
from strato.orders.states import OrderStatus
from strato.store.errors import AlreadyReviewed, NotABuyer
from strato.store.models import Product, Review
from strato.store.services.products import LINE_KIND


def purchase_of(user: Any, product: Product) -> OrderLine | None:
    """The delivered order line that lets this person review the product."""
    variants = product.variants.values("pk")
    return (
        OrderLine.objects.filter(kind=LINE_KIND, ref__in=variants, order__customer=user)
        .filter(order__status=OrderStatus.DELIVERED)
        .order_by("id")
        .first()
    )


@transaction.atomic
def write_review(product: Product, *, rating: int, by: Any, text: str = "") -> Review:
    """What a buyer thinks. Raises ``NotABuyer`` or ``AlreadyReviewed``."""
    line = purchase_of(by, product)
    if line is None:
        raise NotABuyer
    try:
        with transaction.atomic():
            review = Review.objects.create(product=product, author=by, order_line_id=line.pk, rating=rating, text=text)
    except IntegrityError as error:
        raise AlreadyReviewed from error
    move_rating(product, by_sum=rating, by_count=1)
    return review


@transaction.atomic
def change_review(review: Review, *, by: Any, **changes: Any) -> Review:
    """The review with another rating or text."""
    before = Review.objects.select_for_update().get(pk=review.pk)
    for name in {"rating", "text"} & changes.keys():
        setattr(review, name, changes[name])
    review.save(update_fields=["rating", "text", "updated_at"])
    if before.hidden_at is None:
        move_rating(review.product, by_sum=review.rating - before.rating, by_count=0)
    return review


@transaction.atomic
def delete_review(review: Review, *, by: Any) -> None:
    """The review is gone; whoever deletes it second changes nothing."""
    current = Review.objects.select_for_update().filter(pk=review.pk).first()
    if current is not None:
        current.delete()
        if current.hidden_at is None:
            move_rating(review.product, by_sum=-current.rating, by_count=-1)


@transaction.atomic
def hide_review(review: Review, *, by: Any) -> Review:
    """Nobody reads it and it does not count; it is kept and can be shown again."""
    return _set_hidden(review, timezone.now(), sign=-1)


@transaction.atomic
def show_review(review: Review, *, by: Any) -> Review:
    """Read and counted again."""
    return _set_hidden(review, None, sign=1)


def _set_hidden(review: Review, at: datetime | None, *, sign: int) -> Review:
    review = Review.objects.select_for_update().get(pk=review.pk)
    if (review.hidden_at is None) != (at is None):
        review.hidden_at = at
        review.save(update_fields=["hidden_at", "updated_at"])
        move_rating(review.product, by_sum=sign * review.rating, by_count=sign)
    return review


@transaction.atomic
def answer_review(review: Review, *, text: str, by: Any) -> Review:
    """The lab's word below the review; empty takes it back."""
    review.answer = text
    review.save(update_fields=["answer", "updated_at"])
    return review


def move_rating(product: Product, *, by_sum: int, by_count: int) -> None:
    Product.objects.filter(pk=product.pk).update(
        rating_sum=F("rating_sum") + by_sum, rating_count=F("rating_count") + by_count
    )
