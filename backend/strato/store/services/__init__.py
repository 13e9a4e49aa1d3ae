"""What is done in the store."""

from strato.store.services.categories import add_category, delete_category, edit_category, move_category
from strato.store.services.comparing import keep_all_prices, keep_prices
from strato.store.services.imports import apply_table, check_table, delete_table
from strato.store.services.pictures import add_picture, describe_picture, order_pictures, remove_picture
from strato.store.services.products import (
    add_product,
    add_variant,
    delete_product,
    edit_product,
    edit_variant,
    publish_product,
    remove_variant,
    withdraw_product,
)
from strato.store.services.reviews import (
    answer_review,
    change_review,
    delete_review,
    hide_review,
    show_review,
    write_review,
)
from strato.store.services.stock import set_stock
from strato.store.services.wishes import forget_wish, wish_for

__all__ = [
    "add_category",
    "add_picture",
    "add_product",
    "add_variant",
    "answer_review",
    "apply_table",
    "change_review",
    "check_table",
    "delete_category",
    "delete_product",
    "delete_review",
    "delete_table",
    "describe_picture",
    "edit_category",
    "edit_product",
    "edit_variant",
    "forget_wish",
    "hide_review",
    "keep_all_prices",
    "keep_prices",
    "move_category",
    "order_pictures",
    "publish_product",
    "remove_picture",
    "remove_variant",
    "set_stock",
    "show_review",
    "wish_for",
    "withdraw_product",
    "write_review",
]
