"""A lab's price list: amounts are integers in minor units of the lab's currency, percents whole numbers. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from strato.core.errors import DomainError
from strato.core.money import MAX_AMOUNT
from strato.labs.errors import InvalidRates

MAX_STEPS = 12


@dataclass(frozen=True, slots=True)
class MachineHour:
    """What an hour of machine time costs, by technology; None: the lab does not print this way."""

    fdm: int | None = 180
    sla: int | None = 350
    sls: int | None = 900


@dataclass(frozen=True, slots=True)
class Finishing:
    """What a finish adds per piece."""

    sanded: int = 400
    primed: int = 700


@dataclass(frozen=True, slots=True, order=True)
class QuantityBreak:
    """From this many pieces on, so many percent less per piece."""

    from_quantity: int
    percent: int


@dataclass(frozen=True, slots=True, order=True)
class RushStep:
    """Ready within so many days: so many percent more."""

    within_days: int
    percent: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Every term of a price that the lab sets itself (the materials have their own prices)."""

    setup_amount: int = 200
    machine_hour: MachineHour = MachineHour()
    prep_amount: int = 100
    support_removal_amount: int = 150
    finishing: Finishing = Finishing()
    failure_percent: int = 5
    minimum_amount: int = 500
    quantity_breaks: tuple[QuantityBreak, ...] = ()
    rush: tuple[RushStep, ...] = ()
    member_discount_percent: int = 0

    def __post_init__(self) -> None:
        problems = _problems(self)
        if problems:
            raise InvalidRates(fields=problems)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Rates from a (partial) JSON object over the defaults; steps come back sorted. Raises ``InvalidRates``."""
        return cls().changed(data)

    def changed(self, data: Mapping[str, Any]) -> Self:
        """These rates with what a (partial) JSON object names; raises ``InvalidRates``."""
        if not isinstance(data, Mapping):
            raise InvalidRates("A price list is an object.")
        unknown = sorted(set(data) - {field.name for field in fields(self)})
        if unknown:
            raise InvalidRates(fields={str(name): ["There is no such rate."] for name in unknown})
        known: dict[str, Any] = dict(data)
        try:
            if "machine_hour" in known:
                known["machine_hour"] = replace(self.machine_hour, **known["machine_hour"])
            if "finishing" in known:
                known["finishing"] = replace(self.finishing, **known["finishing"])
            if "quantity_breaks" in known:
                known["quantity_breaks"] = tuple(
                    sorted(QuantityBreak(step["from"], step["percent"]) for step in known["quantity_breaks"])
                )
            if "rush" in known:
                known["rush"] = tuple(sorted(RushStep(**step) for step in known["rush"]))
            return replace(self, **known)
        except DomainError:
            raise
        except (TypeError, KeyError, AttributeError) as error:
            raise InvalidRates("This price list has the wrong shape.") from error

    def to_json(self) -> dict[str, Any]:
        """The JSON object that ``from_json`` reads."""
        data = asdict(self)
        data["quantity_breaks"] = [
            {"from": step.from_quantity, "percent": step.percent} for step in self.quantity_breaks
        ]
        data["rush"] = [asdict(step) for step in self.rush]
        return data

    def hour_amount(self, technology: str) -> int | None:
        """Minor units per machine hour of "fdm", "sla" or "sls"."""
        amount: int | None = getattr(self.machine_hour, technology)
        return amount


def _problems(rates: Rates) -> dict[str, list[str]]:
    """What is wrong with these rates, by field path."""
    amounts: dict[str, Any] = {
        "setup_amount": rates.setup_amount,
        "prep_amount": rates.prep_amount,
        "support_removal_amount": rates.support_removal_amount,
        "minimum_amount": rates.minimum_amount,
        "finishing.sanded": rates.finishing.sanded,
        "finishing.primed": rates.finishing.primed,
    }
    hours = asdict(rates.machine_hour)
    amounts |= {f"machine_hour.{name}": value for name, value in hours.items() if value is not None}
    percents = {
        "failure_percent": (rates.failure_percent, 100),
        "member_discount_percent": (rates.member_discount_percent, 100),
        **{f"quantity_breaks.{i}.percent": (step.percent, 90) for i, step in enumerate(rates.quantity_breaks)},
        **{f"rush.{i}.percent": (step.percent, 500) for i, step in enumerate(rates.rush)},
    }
    found = {
        name: [f"An amount from 0 to {MAX_AMOUNT}."]
        for name, value in amounts.items()
        if not _within(value, MAX_AMOUNT)
    }
    found |= {
        name: [f"A percent from 0 to {top}."] for name, (value, top) in percents.items() if not _within(value, top)
    }
    found |= _step_problems("quantity_breaks", [step.from_quantity for step in rates.quantity_breaks], lowest=2)
    found |= _step_problems("rush", [step.within_days for step in rates.rush], lowest=1)
    return found


def _step_problems(name: str, steps: list[int], *, lowest: int) -> dict[str, list[str]]:
    if len(steps) > MAX_STEPS:
        return {name: [f"At most {MAX_STEPS} steps."]}
    if any(not _within(step, 100_000) or step < lowest for step in steps):
        return {name: [f"Each step starts at {lowest} or more."]}
    return {name: ["Two steps start at the same place."]} if len(set(steps)) < len(steps) else {}


def _within(value: object, top: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= top
