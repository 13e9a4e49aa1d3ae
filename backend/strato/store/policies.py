"""Who may do what in the store. What somebody may see lives on the querysets."""

from typing import Any

from strato.core.policies import is_admin, signed_in
from strato.labs.policies import MANAGERS, in_lab
from strato.store.models import CatalogImport, Product, ProductImage, Review, Variant


def can_sell(user: Any, row: Product | Variant | ProductImage | None = None) -> bool:
    """Managers of the lab that sells it, and admins; without a row: managers of any lab."""
    product = row if row is None or isinstance(row, Product) else row.product
    return is_admin(user) or in_lab(user, product.lab if product else None, *MANAGERS)


def can_import(user: Any, table: CatalogImport | None = None) -> bool:
    """Who sells for the lab; without a table: for any lab."""
    return is_admin(user) or in_lab(user, table.lab if table else None, *MANAGERS)


def can_change_review(user: Any, review: Review | None = None) -> bool:
    return signed_in(user) if review is None else bool(review.author_id == user.pk)


def can_delete_review(user: Any, review: Review | None = None) -> bool:
    return can_change_review(user, review) or is_admin(user)


def can_answer_review(user: Any, review: Review | None = None) -> bool:
    """Managers of the lab whose product it is about."""
    return is_admin(user) or in_lab(user, review.product.lab if review else None, *MANAGERS)
