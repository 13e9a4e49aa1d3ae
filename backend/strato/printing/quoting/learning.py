"""What a printer teaches: how far its finished runs were from their estimates."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log
from statistics import median

CONFIDENCE_RUNS = 5  # this many runs weigh as much as the factory guess of 1.0
BOUNDS = (0.5, 2.0)


def learn_correction(runs: Iterable[tuple[float, float]]) -> float:
    """The factor from (estimated, actual) pairs of finished runs, newest or oldest first; 1.0 without any.

    The median of the log ratios is robust against a run that waited for a new spool; it is shrunk toward 1 while runs are few, and
    bounded so that no history can double a price.
    """
    ratios = [log(actual / estimated) for estimated, actual in runs if estimated > 0 and actual > 0]
    if not ratios:
        return 1.0
    shrunk = median(ratios) * len(ratios) / (len(ratios) + CONFIDENCE_RUNS)
    return min(max(exp(shrunk), BOUNDS[0]), BOUNDS[1])
