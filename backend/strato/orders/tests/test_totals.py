"""The arithmetic of a purchase: cases computed by hand, and what must hold for every cart."""

from hypothesis import given
from hypothesis import strategies as st

from strato.orders.totals import (
    Delivery,
    Discount,
    Wanted,
    add_up,
    begun_kilograms,
    contained_tax,
    half_up,
    share_of_pieces,
    spread,
)

KG = 1_000_000


def test_two_lines_a_percentage_and_a_parcel() -> None:
    """2 x 19.99 at 19 %, 1 x 9.99 at 7 %, 10 % off everything, a parcel of 4.90 at 19 %.

    Goods 49.97, off 4.997 -> 5.00 (half up): 4.00 of 39.98 and 1.00 of 9.99. Tax: 35.98 x 19/119 = 5.7447 -> 5.74;
    8.99 x 7/107 = 0.5881 -> 0.59; 4.90 x 19/119 = 0.7824 -> 0.78.
    """
    totals = add_up(
        [Wanted(1999, 2, 1900), Wanted(999, 1, 700)],
        discount=Discount(basis_points=1000),
        delivery=Delivery(490, tax_basis_points=1900),
    )
    assert [(line.goods, line.discount, line.total, line.tax) for line in totals.lines] == [
        (3998, 400, 3598, 574),
        (999, 100, 899, 59),
    ]
    assert (totals.goods, totals.discount, totals.shipping, totals.total) == (4997, 500, 490, 4987)
    assert (totals.shipping_tax, totals.tax, totals.taxes) == (78, 711, {700: 59, 1900: 652})


def test_a_third_off_three_equal_lines_sums_exactly() -> None:
    """3 x 33.33 with 33.33 % off: 99.99 x 0.3333 = 33.3266... -> 33.33, 11.11 each."""
    totals = add_up([Wanted(3333, 1, 1900)] * 3, discount=Discount(basis_points=3333))
    assert [line.discount for line in totals.lines] == [1111, 1111, 1111]
    assert totals.total == 6666


def test_one_cent_over_three_lines_goes_to_the_first_of_equals() -> None:
    assert spread(100, [1, 1, 1]) == [34, 33, 33]
    assert spread(5, [0, 0]) == [0, 0]
    assert spread(2, [1, 0, 1]) == [1, 0, 1]


def test_a_fixed_discount_never_exceeds_what_it_reaches() -> None:
    totals = add_up(
        [Wanted(500, 1, scopes=frozenset({"product:a"})), Wanted(900, 1, scopes=frozenset({"product:b"}))],
        discount=Discount(amount=800, scopes=frozenset({"product:a"})),
    )
    assert [line.total for line in totals.lines] == [0, 900]


def test_a_labs_coupon_reaches_its_own_lines_only() -> None:
    lines = [Wanted(1000, 1, scopes=frozenset({"lab:1"})), Wanted(1000, 1, scopes=frozenset({"lab:2"}))]
    assert [line.discount for line in add_up(lines, discount=Discount(5000, within="lab:2")).lines] == [0, 500]


def test_below_the_minimum_nothing_comes_off() -> None:
    lines = [Wanted(999, 1)]
    assert add_up(lines, discount=Discount(1000, minimum=1000)).discount == 0
    assert add_up(lines, discount=Discount(1000, minimum=999)).discount == 100


def test_everything_off_costs_nothing() -> None:
    totals = add_up(
        [Wanted(1999, 3, 1900, 400_000)],
        discount=Discount(10_000),
        delivery=Delivery(amount=490, free_from=0, tax_basis_points=1900),
    )
    assert (totals.total, totals.tax, totals.shipping, totals.discount) == (0, 0, 0, 5997)


def test_each_begun_kilogram_counts() -> None:
    assert [begun_kilograms(mg) for mg in (0, 1, KG, KG + 1)] == [0, 1, 1, 2]
    parcel = Delivery(amount=300, amount_per_kg=120)
    assert add_up([Wanted(100, 3, weight_mg=700_000)], delivery=parcel).shipping == 300 + 3 * 120


def test_free_from_looks_at_the_goods_after_discount() -> None:
    parcel = Delivery(amount=490, free_from=5000)
    assert add_up([Wanted(5000, 1)], delivery=parcel).shipping == 0
    assert add_up([Wanted(5000, 1)], delivery=parcel, discount=Discount(amount=1)).shipping == 490


def test_currencies_of_other_digits_are_just_integers() -> None:
    """1,000 yen at 10 %: 90.909 -> 91; 1.000 dinar at 5 %: 0.047619 -> 48 fils; 990 krona at 24 %: 191.6 -> 192."""
    assert contained_tax(1000, 1000) == 91
    assert contained_tax(1000, 500) == 48
    assert contained_tax(990, 2400) == 192


def test_a_half_goes_up() -> None:
    assert [half_up(n, 2) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]
    assert half_up(1049, 10) == 105


amounts = st.integers(0, 10_000_000)
scopes = st.frozensets(st.sampled_from(["a", "b", "c"]))
lines = st.lists(
    st.builds(Wanted, amounts, st.integers(1, 50), st.integers(0, 10_000), st.integers(0, 5 * KG), scopes), max_size=12
)
discounts = st.none() | st.builds(
    Discount, st.integers(0, 10_000), amounts, amounts, scopes, st.sampled_from(["", "a", "b"])
)
deliveries = st.none() | st.builds(Delivery, amounts, amounts, st.none() | amounts, st.integers(0, 10_000))


@given(lines, discounts, deliveries)
def test_the_lines_always_sum_to_the_total(
    wanted: list[Wanted], discount: Discount | None, delivery: Delivery | None
) -> None:
    totals = add_up(wanted, discount=discount, delivery=delivery)
    assert totals.total == totals.goods - totals.discount + totals.shipping
    assert totals.goods == sum(line.goods for line in totals.lines)
    assert totals.discount == sum(line.discount for line in totals.lines)
    assert totals.total == sum(line.total for line in totals.lines) + totals.shipping
    assert totals.tax == sum(line.tax for line in totals.lines) + totals.shipping_tax == sum(totals.taxes.values())
    for wish, line in zip(wanted, totals.lines, strict=True):
        assert 0 <= line.discount <= line.goods == wish.unit_amount * wish.quantity
        assert line.total == line.goods - line.discount
        assert 0 <= line.tax <= line.total
        if discount and not discount.reaches(wish):
            assert line.discount == 0


@given(st.lists(amounts, min_size=1, max_size=20), st.data())
def test_a_spread_is_fair_to_one_unit(weights: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(weights)))
    parts = spread(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights) or not sum(weights)
        assert part <= weight


@given(amounts, st.integers(1, 200), st.sampled_from([1, 10]), st.data())
def test_pieces_given_back_one_by_one_sum_to_the_line(total: int, of: int, coin: int, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, of))
    first = share_of_pieces(total, cut, of=of, coin=coin)
    assert first + share_of_pieces(total, of - cut, of=of, after=cut, coin=coin) == total
    assert first % coin == 0 or cut == of


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(0, 10_000), st.integers(0, 10**6))
def test_what_a_card_could_not_pay_is_never_taken_off(tens: list[int], share: int, amount: int) -> None:
    """Kuwaiti dinars have three decimals, and the last one must be 0: prices are so, and stay so."""
    goods = [Wanted(10 * unit, 3) for unit in tens]
    totals = add_up(goods, discount=Discount(basis_points=share, amount=10 * amount, coin=10))
    assert all(line.total % 10 == 0 and 0 <= line.discount <= line.goods for line in totals.lines)
    assert abs(totals.discount - min(totals.goods, totals.goods * share / 10_000 + 10 * amount)) <= 5


def test_a_third_off_one_dinar_and_one_tenth_is_rounded_to_ten_fils() -> None:
    """33.33 % of 1.100 is 0.36663: 0.370 comes off, not 0.367."""
    totals = add_up([Wanted(1100, 1)], discount=Discount(basis_points=3333, coin=10))
    assert (totals.discount, totals.total) == (370, 730)


@given(amounts, st.integers(0, 10_000))
def test_contained_tax_is_within_half_a_unit_of_the_exact_one(gross: int, rate: int) -> None:
    assert abs(2 * (contained_tax(gross, rate) * (10_000 + rate) - gross * rate)) <= 10_000 + rate
