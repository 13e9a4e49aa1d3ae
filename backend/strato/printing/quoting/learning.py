"""What finished work teaches: how far a printer is from its estimates, and a lab from its dates."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, exp, log
from statistics import median

CONFIDENCE_RUNS = 5  # this many runs weigh as much as the factory guess of 1.0
BOUNDS = (0.5, 2.0)
KEPT = 0.8  # the share of promised dates that shall hold
FEWEST_JOBS = 3
UNKNOWN_BUFFER_MINUTES = 4 * 60
LONGEST_BUFFER_MINUTES = 7 * 24 * 60


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


def learn_buffer(minutes: Iterable[float]) -> int:
    """The minutes to add to a promised date, from how long each finished job took beyond machine and queue.

    The 80th percentile, so that four dates of five hold; within a week, however a lab was found once; what nobody knows yet
    while jobs are few.
    """
    known = sorted(minutes)
    if len(known) < FEWEST_JOBS:
        return UNKNOWN_BUFFER_MINUTES
    usual = known[ceil(KEPT * len(known)) - 1]
    return round(min(max(usual, 0), LONGEST_BUFFER_MINUTES))
