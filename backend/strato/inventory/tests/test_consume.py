import pytest

from strato.accounts.models import User
from strato.inventory import services
from strato.inventory.errors import InsufficientStock
from strato.inventory.tests.factories import SpoolFactory


def test_consumed_material_leaves_the_spool_and_a_move(mona: User) -> None:
    spool = SpoolFactory()
    services.consume(spool, 250_000, by=mona, reason="PJ-1")
    spool.refresh_from_db()
    move = spool.moves.get()
    assert (spool.remaining_mg, move.delta_mg, move.remaining_mg, move.by) == (750_000, -250_000, 750_000, mona)


def test_a_spool_never_goes_below_zero(mona: User) -> None:
    spool = SpoolFactory(remaining_mg=100)
    with pytest.raises(InsufficientStock) as refused:
        services.consume(spool, 101, by=mona, reason="PJ-1")
    assert refused.value.facts == {"wanted_mg": 101, "available_mg": 100}
    spool.refresh_from_db()
    assert spool.remaining_mg == 100
    assert not spool.moves.exists()
