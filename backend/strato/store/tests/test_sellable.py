"""What the checkout is told about variants."""

import pytest
from django.contrib.auth.models import AnonymousUser

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.inventory import services as inventory
from strato.labs.models import Lab
from strato.store import services
from strato.store.models import Category
from strato.store.sellable import VariantSellable
from strato.store.tests.factories import bought, category, product

pytestmark = pytest.mark.django_db
SELLABLE = VariantSellable()


def test_a_ware_says_what_a_line_needs(lab_north: Lab, lena: User) -> None:
    home = category("Home")
    desk = category("Desk", home)
    mug = product(lab_north, category=Category.objects.get(pk=desk.pk))
    only = mug.variants.get()
    assert only.item is not None
    inventory.receive(only.item, 3000, by=lena)
    ware = SELLABLE.wares([only.pk], user=AnonymousUser(), currency="EUR")[only.pk]
    assert (ware.title, ware.available, ware.unit_price.amount, ware.lab_id) == ("Layer mug", 3, 1850, lab_north.pk)
    assert set(ware.scopes) == {"kind:variant", f"product:{mug.pk}", f"category:{home.pk}", f"category:{desk.pk}"}
    assert ware.problem == ""


def test_what_is_off_sale_says_so_and_what_is_unknown_is_missing(lab_north: Lab, lena: User) -> None:
    mug = product(lab_north)
    services.withdraw_product(mug, by=lena)
    pk = mug.variants.get().pk
    assert SELLABLE.wares([pk, new_id()], user=AnonymousUser(), currency="EUR") == {}
    assert SELLABLE.wares([pk], user=lena, currency="EUR")[pk].problem == "not_for_sale"


def test_stocked_lines_need_their_item_and_others_nothing(alice: User) -> None:
    stocked, made = product().variants.get(), product(made_to_order=True).variants.get()
    lines = [bought(alice, stocked), bought(alice, made)]
    assert SELLABLE.stock(lines) == [(stocked.item, 1000)]


def test_sales_are_counted_once_paid_and_taken_back_when_refunded(alice: User) -> None:
    mug = product()
    line = bought(alice, mug.variants.get())
    SELLABLE.placed([line], by=alice)
    SELLABLE.ended([line], reason="expired")
    mug.refresh_from_db()
    assert mug.sold_count == 0
    SELLABLE.paid([line], by=alice)
    mug.refresh_from_db()
    assert mug.sold_count == 1
    SELLABLE.ended([line], reason="refunded")
    mug.refresh_from_db()
    assert mug.sold_count == 0
