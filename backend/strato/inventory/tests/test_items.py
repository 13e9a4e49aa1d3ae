"""Items: named once per lab, kept once they moved."""

import pytest

from strato.accounts.models import User
from strato.inventory import services
from strato.inventory.errors import ItemSkuTaken
from strato.inventory.models import Item
from strato.labs.models import Lab

pytestmark = pytest.mark.django_db


def test_a_lab_adds_an_item(lab_north: Lab, lena: User) -> None:
    item = services.add_item(lab_north, sku="MUG-1", name="Mug", by=lena)
    assert (item.lab, item.sku, item.unit, item.is_active) == (lab_north, "MUG-1", "piece", True)


def test_two_labs_may_use_one_sku_but_not_one_lab(lab_north: Lab, lab_south: Lab, lena: User) -> None:
    for lab in (lab_north, lab_south):
        services.add_item(lab, sku="MUG-1", name="Mug", by=lena)
    with pytest.raises(ItemSkuTaken):
        services.add_item(lab_north, sku="MUG-1", name="Another mug", by=lena)
    other = services.add_item(lab_north, sku="MUG-2", name="Another mug", by=lena)
    with pytest.raises(ItemSkuTaken):
        services.edit_item(other, sku="MUG-1", by=lena)
    other.refresh_from_db()
    assert other.sku == "MUG-2"


def test_an_item_that_never_moved_disappears(lab_north: Lab, lena: User) -> None:
    services.delete_item(services.add_item(lab_north, sku="MUG-1", name="Mug", by=lena), by=lena)
    assert not Item.objects.exists()
