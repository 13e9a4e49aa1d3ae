"""The price is a sum that a customer can check."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.core.money import Money
from strato.printing.pricing import (
    FinishNotOffered,
    InvalidPriceList,
    PricedWork,
    PriceList,
    QuantityBreak,
    QuantityOutOfRange,
    RushTier,
    largest_remainder,
    quote_price,
)

PRICES = PriceList(
    currency="EUR",
    material_per_kg=2500,
    machine_per_hour=180,
    setup=200,
    preparation=100,
    support_removal=150,
    finishing={"sanded": 400, "primed": 700},
    failure_percent=Decimal(5),
    minimum=500,
    quantity_breaks=(QuantityBreak(5, Decimal(10)), QuantityBreak(20, Decimal(20))),
    rush=(RushTier(1, Decimal(50)), RushTier(3, Decimal(20))),
    member_discount_percent=Decimal(10),
)
WORK = PricedWork(mass_mg=40_000, seconds=7200)

percents = st.decimals(min_value=0, max_value=100, places=2)
amounts = st.integers(0, 500_000)
breaks = st.lists(st.builds(QuantityBreak, st.integers(2, 400), percents), max_size=4).map(tuple)
tiers = st.lists(st.builds(RushTier, st.integers(1, 30), percents), max_size=3).map(tuple)
price_lists = st.builds(
    PriceList,
    currency=st.sampled_from(["EUR", "JPY", "KWD"]),
    material_per_kg=amounts,
    machine_per_hour=amounts,
    setup=amounts,
    preparation=amounts,
    support_removal=amounts,
    finishing=st.fixed_dictionaries({"sanded": amounts}),
    failure_percent=percents,
    minimum=amounts,
    quantity_breaks=breaks,
    rush=tiers,
    member_discount_percent=percents,
)
works = st.builds(
    PricedWork,
    mass_mg=st.integers(0, 5_000_000),
    seconds=st.integers(0, 400_000),
    quantity=st.integers(1, 500),
    support_mg=st.integers(0, 500_000),
    finish=st.sampled_from(["raw", "sanded"]),
    time_left=st.none() | st.timedeltas(timedelta(0), timedelta(days=40)),
    is_member=st.booleans(),
)


def amounts_of(work: PricedWork, prices: PriceList = PRICES) -> dict[str, int]:
    return {line.code: line.amount for line in quote_price(work, prices).lines}


def test_a_worked_example_line_by_line() -> None:
    assert amounts_of(WORK) == {
        "material": 100,
        "machine_time": 360,
        "failure_allowance": 23,
        "setup": 200,
        "preparation": 100,
    }
    assert quote_price(WORK, PRICES).total == Money(783, "EUR")


def test_five_pieces_reach_the_first_break() -> None:
    lines = amounts_of(replace(WORK, quantity=5))
    assert lines["material"] == 500
    assert lines["quantity_discount"] == -241  # 10 % of 2415 is 241.5, and the odd half cent is this line's
    assert sum(lines.values()) == quote_price(replace(WORK, quantity=5), PRICES).amount == 2474  # 2473.5, half to even


def test_just_below_a_break_nobody_pays_more_than_the_break_costs() -> None:
    nineteen, twenty = replace(WORK, quantity=19), replace(WORK, quantity=20)
    assert quote_price(nineteen, PRICES).amount == quote_price(twenty, PRICES).amount
    discount = quote_price(nineteen, PRICES).line("quantity_discount")
    assert discount is not None
    assert discount.facts == {"quantity": 19, "percent": "10", "capped_at_quantity": 20}


def test_supports_are_removed_per_piece_and_only_when_there_are_any() -> None:
    assert "support_removal" not in amounts_of(WORK)
    assert amounts_of(replace(WORK, support_mg=1, quantity=3))["support_removal"] == 450


def test_a_finish_is_charged_per_piece() -> None:
    line = quote_price(replace(WORK, finish="primed", quantity=2), PRICES).line("finishing")
    assert line is not None
    assert (line.amount, line.facts) == (1400, {"finish": "primed", "quantity": 2, "each": 700})


def test_a_finish_that_is_not_listed_is_refused() -> None:
    with pytest.raises(FinishNotOffered) as refusal:
        quote_price(replace(WORK, finish="chromed"), PRICES)
    assert refusal.value.code == "finish_not_offered"


@pytest.mark.parametrize(
    ("hours", "percent"), [(6, "50"), (24, "50"), (25, "20"), (72, "20"), (73, None), (None, None)]
)
def test_rush_is_the_tightest_tier(hours: int | None, percent: str | None) -> None:
    left = None if hours is None else timedelta(hours=hours)
    line = quote_price(replace(WORK, time_left=left), PRICES).line("rush")
    assert (line.facts["percent"] if line else None) == percent


def test_members_pay_less_but_never_less_than_the_minimum() -> None:
    assert amounts_of(replace(WORK, is_member=True))["member_discount"] == -78
    small = PricedWork(mass_mg=1000, seconds=60, is_member=True)
    assert quote_price(small, PRICES).amount == 500
    assert "minimum_adjustment" in amounts_of(small)


def test_yen_have_no_minor_unit_and_dinars_have_three() -> None:
    for currency, text in (("JPY", "783 JPY"), ("KWD", "0.783 KWD"), ("EUR", "7.83 EUR")):
        assert str(quote_price(WORK, replace(PRICES, currency=currency)).total) == text


def test_lines_as_an_offer_stores_them() -> None:
    assert quote_price(WORK, PRICES).as_json()[0] == {
        "code": "material",
        "facts": {"mass_mg": 40_000, "per_kg": 2500},
        "amount": 100,
    }


@pytest.mark.parametrize("quantity", [0, -1, 100_001])
def test_a_senseless_quantity_is_refused(quantity: int) -> None:
    with pytest.raises(QuantityOutOfRange):
        replace(WORK, quantity=quantity)


@pytest.mark.parametrize(
    "terms",
    [
        {"setup": -1},
        {"finishing": {"sanded": -1}},
        {"member_discount_percent": Decimal(101)},
        {"quantity_breaks": (QuantityBreak(2, Decimal(-1)),)},
        {"rush": (RushTier(1, Decimal(-1)),)},
    ],
)
def test_a_senseless_price_list_is_refused(terms: dict[str, Any]) -> None:
    with pytest.raises(InvalidPriceList):
        replace(PRICES, **terms)


@given(works, price_lists)
def test_lines_always_sum_to_the_total_and_the_minimum_holds(work: PricedWork, prices: PriceList) -> None:
    breakdown = quote_price(work, prices)
    assert breakdown.amount == sum(line.amount for line in breakdown.lines) == breakdown.total.amount
    assert breakdown.amount >= prices.minimum
    assert len({line.code for line in breakdown.lines}) == len(breakdown.lines)


@given(works, price_lists)
def test_reductions_reduce_and_surcharges_add(work: PricedWork, prices: PriceList) -> None:
    for line in quote_price(work, prices).lines:
        if line.code in {"quantity_discount", "member_discount"}:
            assert line.amount <= 0
        else:
            assert line.amount >= 0


@given(works, price_lists, st.integers(1, 500))
def test_more_pieces_never_cost_less(work: PricedWork, prices: PriceList, more: int) -> None:
    assert quote_price(replace(work, quantity=work.quantity + more), prices).amount >= quote_price(work, prices).amount


@given(works, price_lists, st.integers(0, 100_000), st.integers(0, 10_000))
def test_more_grams_or_minutes_never_cost_less(work: PricedWork, prices: PriceList, grams: int, seconds: int) -> None:
    heavier = replace(work, mass_mg=work.mass_mg + grams, seconds=work.seconds + seconds)
    assert quote_price(heavier, prices).amount >= quote_price(work, prices).amount


@given(works, price_lists)
def test_breaks_and_membership_never_cost_more_than_going_without(work: PricedWork, prices: PriceList) -> None:
    assert quote_price(work, prices).amount <= quote_price(work, replace(prices, quantity_breaks=())).amount
    assert (
        quote_price(replace(work, is_member=True), prices).amount
        <= quote_price(replace(work, is_member=False), prices).amount
    )


@given(works, price_lists)
def test_less_time_never_costs_less_when_tighter_tiers_cost_more(work: PricedWork, prices: PriceList) -> None:
    ordered = sorted(prices.rush)
    percents = sorted((tier.percent for tier in ordered), reverse=True)
    steep = replace(
        prices, rush=tuple(RushTier(tier.within_days, p) for tier, p in zip(ordered, percents, strict=True))
    )
    relaxed, hurried = replace(work, time_left=timedelta(days=10)), replace(work, time_left=timedelta(days=1))
    assert quote_price(hurried, steep).amount >= quote_price(relaxed, steep).amount


@given(st.lists(st.decimals(-10_000, 10_000, places=6), max_size=30))
def test_largest_remainder_keeps_the_sum_and_moves_nothing_by_a_whole_unit(values: list[Decimal]) -> None:
    shares = largest_remainder(values)
    assert sum(shares) == round(sum(values, Decimal(0)))
    assert all(abs(share - value) < 1 for share, value in zip(shares, values, strict=True))


def test_largest_remainder_gives_the_odd_cent_to_the_largest_rest_then_to_the_first() -> None:
    assert largest_remainder([Decimal("0.3"), Decimal("0.4"), Decimal("0.3")]) == [0, 1, 0]
    assert largest_remainder([Decimal("0.5"), Decimal("0.5")]) == [1, 0]
    assert largest_remainder([]) == []
