"""Reviews: by people who received the thing, once; the rating follows exactly."""

import pytest

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.core.tests.threads import at_once
from strato.orders.states import OrderStatus
from strato.store import services
from strato.store.errors import AlreadyReviewed, NotABuyer
from strato.store.models import Product, Review
from strato.store.tests.factories import bought, product, review

pytestmark = pytest.mark.django_db


def rating_of(of: Product) -> tuple[int, int]:
    of.refresh_from_db()
    return of.rating_sum, of.rating_count


def test_a_buyer_reviews_what_arrived(alice: User) -> None:
    mug = product()
    line = bought(alice, mug.variants.get())
    made = services.write_review(mug, rating=4, text="Good.", by=alice)
    assert made.order_line_id == line.pk
    assert rating_of(mug) == (4, 1)
    assert mug.rating == 4


@pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.REFUNDED])
def test_what_has_not_arrived_is_not_reviewed(status: str, alice: User) -> None:
    mug = product()
    bought(alice, mug.variants.get(), status=status)
    with pytest.raises(NotABuyer):
        services.write_review(mug, rating=1, by=alice)
    assert rating_of(mug) == (0, 0)


def test_somebody_elses_purchase_proves_nothing(alice: User, lena: User) -> None:
    mug = product()
    bought(alice, mug.variants.get())
    with pytest.raises(NotABuyer):
        services.write_review(mug, rating=1, by=lena)


def test_one_review_per_buyer(alice: User) -> None:
    mug = product()
    review(mug, alice, rating=5)
    with pytest.raises(AlreadyReviewed):
        services.write_review(mug, rating=1, by=alice)
    assert rating_of(mug) == (5, 1)


def test_the_rating_follows_changes_and_deletions(alice: User) -> None:
    mug = product()
    first, second = review(mug, alice, rating=5), review(mug, UserFactory(), rating=2)
    services.change_review(first, rating=3, by=alice)
    assert rating_of(mug) == (5, 2)
    services.delete_review(second, by=alice)
    services.delete_review(second, by=alice)
    assert rating_of(mug) == (3, 1)
    services.delete_review(first, by=alice)
    assert rating_of(mug) == (0, 0)
    assert mug.rating is None


def test_a_hidden_review_counts_for_nothing_until_it_is_shown(alice: User, ada: User) -> None:
    mug = product()
    first, second = review(mug, alice, rating=5), review(mug, UserFactory(), rating=2)
    for _ in range(2):
        services.hide_review(first, by=ada)
    assert rating_of(mug) == (2, 1)
    assert list(Review.objects.visible_to(ada)) == [second]
    services.show_review(first, by=ada)
    assert rating_of(mug) == (7, 2)
    services.hide_review(first, by=ada)
    services.delete_review(first, by=alice)
    assert rating_of(mug) == (2, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_hundred_hands_cannot_make_the_rating_drift() -> None:
    mug = product()
    people = [UserFactory() for _ in range(8)]
    for person in people:
        bought(person, mug.variants.get())
    waiting = list(people)
    at_once(lambda: services.write_review(Product.objects.get(pk=mug.pk), rating=4, by=waiting.pop()), hands=8)
    assert rating_of(mug) == (32, 8)
    assert Review.objects.filter(product=mug).count() == 8
