from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.labs.errors import InvalidRates
from strato.labs.rates import Finishing, MachineHour, QuantityBreak, Rates, RushStep

amounts = st.integers(0, 10**6)
breaks = st.lists(
    st.builds(QuantityBreak, st.integers(2, 5000), st.integers(0, 90)), max_size=6, unique_by=lambda s: s.from_quantity
)
steps = st.lists(
    st.builds(RushStep, st.integers(1, 60), st.integers(0, 500)), max_size=6, unique_by=lambda s: s.within_days
)
rates = st.builds(
    Rates,
    setup_amount=amounts,
    machine_hour=st.builds(MachineHour, *[st.none() | amounts] * 3),
    prep_amount=amounts,
    support_removal_amount=amounts,
    finishing=st.builds(Finishing, amounts, amounts),
    failure_percent=st.integers(0, 100),
    minimum_amount=amounts,
    quantity_breaks=breaks.map(lambda found: tuple(sorted(found))),
    rush=steps.map(lambda found: tuple(sorted(found))),
    member_discount_percent=st.integers(0, 100),
)


@given(rates)
def test_a_price_list_survives_its_json(price_list: Rates) -> None:
    assert Rates.from_json(price_list.to_json()) == price_list


def test_an_empty_price_list_is_the_default_one() -> None:
    assert Rates.from_json({}) == Rates()


def test_what_is_left_out_keeps_its_default() -> None:
    price_list = Rates.from_json({"machine_hour": {"sla": None}, "setup_amount": 0})
    assert (price_list.setup_amount, price_list.machine_hour) == (0, MachineHour(fdm=180, sla=None, sls=900))
    assert (price_list.hour_amount("sla"), price_list.hour_amount("fdm")) == (None, 180)


def test_steps_come_back_sorted() -> None:
    price_list = Rates.from_json({"rush": [{"within_days": 3, "percent": 30}, {"within_days": 1, "percent": 60}]})
    assert price_list.rush == (RushStep(1, 60), RushStep(3, 30))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"setup_amount": -1}, "setup_amount"),
        ({"setup_amount": 1.5}, "setup_amount"),
        ({"setup_amount": True}, "setup_amount"),
        ({"minimum_amount": 10**12}, "minimum_amount"),
        ({"machine_hour": {"fdm": -5}}, "machine_hour.fdm"),
        ({"finishing": {"primed": "12"}}, "finishing.primed"),
        ({"failure_percent": 101}, "failure_percent"),
        ({"quantity_breaks": [{"from": 10, "percent": 91}]}, "quantity_breaks.0.percent"),
        ({"quantity_breaks": [{"from": 1, "percent": 5}]}, "quantity_breaks"),
        ({"quantity_breaks": [{"from": 5, "percent": 5}, {"from": 5, "percent": 6}]}, "quantity_breaks"),
        ({"rush": [{"within_days": 0, "percent": 5}]}, "rush"),
        ({"rush": [{"within_days": days, "percent": 5} for days in range(1, 20)]}, "rush"),
        ({"tip": 5}, "tip"),
    ],
)
def test_a_wrong_rate_is_named(data: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRates) as refused:
        Rates.from_json(data)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    "data",
    [
        [],
        None,
        {"machine_hour": 3},
        {"machine_hour": {"laser": 3}},
        {"rush": [7]},
        {"quantity_breaks": [{"percent": 2}]},
    ],
)
def test_a_price_list_of_another_shape_is_refused(data: Any) -> None:
    with pytest.raises(InvalidRates):
        Rates.from_json(data)
