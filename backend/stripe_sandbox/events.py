"""Telling the shop, as unreliably as it was asked for: duplicated, delayed, out of order, or not at all."""

import random
from dataclasses import asdict, dataclass, fields
from typing import Any

from stripe_sandbox import objects
from stripe_sandbox.errors import unknown, wrong
from stripe_sandbox.store import Body, Transaction


@dataclass(frozen=True, slots=True)
class Chaos:
    """How bad the line is; shares are between 0 and 1."""

    duplicate: float = 0
    """Share of events that are delivered twice."""
    delay: float = 0
    """Seconds by which each event is late, at most."""
    reorder: float = 0
    """Share of events that wait behind those after them."""
    drop: float = 0
    """Share of events that never arrive; the list of events still has them."""

    @classmethod
    def of(cls, words: Any) -> "Chaos":
        known = {field.name for field in fields(cls)}
        if not isinstance(words, dict):
            raise wrong("chaos", "Send an object.")
        for name, value in words.items():
            if name not in known:
                raise unknown(name)
            if (
                isinstance(value, bool)
                or not isinstance(value, (int, float))
                or not 0 <= value <= (60 if name == "delay" else 1)
            ):
                raise wrong(name, "Out of range.")
        return cls(**words)

    def words(self) -> dict[str, float]:
        return asdict(self)


BEHIND_SECONDS = 1.5


def chaos(tx: Transaction) -> Chaos:
    return Chaos(**(tx.setting("chaos") or {}))


def emit(tx: Transaction, type: str, subject: Body) -> Body:
    """Write the event down and hand it to the deliveries."""
    told = tx.put(objects.event(type, objects.public(subject), request=tx.request, now=tx.stamp))
    line, dice = chaos(tx), random.random
    if dice() < line.drop:
        return told
    for _ in range(2 if dice() < line.duplicate else 1):
        late = dice() * line.delay + (BEHIND_SECONDS if dice() < line.reorder else 0)
        tx.deliver(told["id"], tx.now + late)
    return told
