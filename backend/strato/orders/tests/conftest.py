"""What the tests of orders stand on."""

import pytest

from strato.orders import sellables
from strato.orders.tests.toys import ToyShop


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> ToyShop:
    """A shop of toys, open for one test."""
    shop = ToyShop()
    monkeypatch.setitem(sellables.REGISTRY, "toy", shop)
    return shop
