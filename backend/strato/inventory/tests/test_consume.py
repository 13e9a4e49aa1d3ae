from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from strato.accounts.models import User
from strato.core.errors import DomainError
from strato.inventory import services
from strato.inventory.errors import InsufficientStock, InvalidAmount, SpoolArchived
from strato.inventory.models import Spool
from strato.inventory.signals import spool_ran_low
from strato.inventory.tests.factories import SpoolFactory
from strato.labs.tests.together import refusals, together


@pytest.fixture
def ran_low() -> Iterator[list[Spool]]:
    heard: list[Spool] = []

    def hear(sender: object, spool: Spool, **_: object) -> None:
        heard.append(spool)

    spool_ran_low.connect(hear)
    yield heard
    spool_ran_low.disconnect(hear)


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


def test_nothing_is_taken_off_an_archived_spool(mona: User) -> None:
    spool = SpoolFactory(is_archived=True)
    with pytest.raises(SpoolArchived):
        services.consume(spool, 1, by=mona, reason="PJ-1")


@pytest.mark.parametrize("mg", [0, -5])
def test_an_amount_is_above_zero(mg: int, mona: User) -> None:
    with pytest.raises(InvalidAmount):
        services.consume(SpoolFactory(), mg, by=mona, reason="PJ-1")


def test_use_up_takes_what_is_there_and_says_how_much(mona: User) -> None:
    spool = SpoolFactory(remaining_mg=300)
    assert services.use_up(spool, 200, by=mona, reason="PJ-1") == 200
    assert services.use_up(spool, 200, by=mona, reason="PJ-2") == 100
    assert services.use_up(spool, 200, by=mona, reason="PJ-3") == 0
    assert [move.delta_mg for move in spool.moves.all()] == [-100, -200]


def test_running_low_is_announced_once(mona: User, ran_low: list[Spool]) -> None:
    spool = SpoolFactory(remaining_mg=150_000, low_at_mg=100_000)
    services.consume(spool, 49_999, by=mona, reason="a")
    assert ran_low == []
    services.consume(spool, 1, by=mona, reason="b")
    services.consume(spool, 1, by=mona, reason="c")
    assert ran_low == [spool]


class TestLedger(TestCase):
    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.sampled_from(["consume", "use_up", "count"]), st.integers(0, 1200)), max_size=12))
    def test_the_moves_always_sum_to_the_stock(self, acts: list[tuple[str, int]]) -> None:
        spool = SpoolFactory(initial_mg=1000)
        for act, mg in acts:
            try:
                if act == "count":
                    services.count_spool(spool, remaining_mg=mg, by=None)
                else:
                    getattr(services, act)(spool, mg, by=None, reason="x")
            except DomainError:
                pass
        spool.refresh_from_db()
        assert 0 <= spool.remaining_mg <= 1000
        assert 1000 + sum(move.delta_mg for move in spool.moves.all()) == spool.remaining_mg
        left = [move.remaining_mg for move in spool.moves.all()]
        assert not left or left[0] == spool.remaining_mg


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_takers_exactly_as_many_win_as_there_is_stock() -> None:
    spool = SpoolFactory(initial_mg=1000, remaining_mg=500, low_at_mg=0)
    outcomes = together(*[lambda: services.consume(spool, 100, by=None, reason="race") for _ in range(8)])
    assert refusals(outcomes) == ["insufficient_stock"] * 3
    spool.refresh_from_db()
    assert (spool.remaining_mg, spool.moves.count()) == (0, 5)
    assert sorted(move.remaining_mg for move in spool.moves.all()) == [0, 100, 200, 300, 400]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_use_up_and_consume_at_once_never_go_below_zero() -> None:
    spool = SpoolFactory(initial_mg=1000, remaining_mg=350, low_at_mg=0)
    takes = [lambda: services.consume(spool, 100, by=None, reason="race")] * 4
    uses = [lambda: services.use_up(spool, 100, by=None, reason="race")] * 4
    together(*takes, *uses)
    spool.refresh_from_db()
    assert spool.remaining_mg == 350 + sum(move.delta_mg for move in spool.moves.all())
    assert spool.remaining_mg < 100
