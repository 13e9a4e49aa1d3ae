"""The shipped coefficients are those of the fit, and the fit is as good as we say. Truth: slices kept in benchmarks/data."""

import numpy as np
import pytest

from benchmarks.calibration.dataset import Batch, Case, cases, metrics
from benchmarks.calibration.fitting import fit_all
from benchmarks.calibration.profiles import PROFILES
from strato.printing.quoting import estimate
from strato.printing.quoting.coefficients import FILAMENT


@pytest.fixture(scope="module")
def slices() -> list[Case]:
    return cases()


def test_the_ground_truth_is_broad_enough(slices: list[Case]) -> None:
    assert len({case.model for case in slices}) >= 60
    assert len({case.profile for case in slices}) >= 10


def test_fitting_again_gives_what_is_shipped(slices: list[Case]) -> None:
    again, batch = fit_all(slices, FILAMENT), Batch(slices)
    assert np.abs(batch.total(again) / batch.total(FILAMENT) - 1).max() < 0.02
    assert np.abs(batch.seconds(again) / batch.seconds(FILAMENT) - 1).max() < 0.04


def test_the_shipped_estimate_keeps_its_promises(slices: list[Case]) -> None:
    """In sample, with the goals of the left-out benchmark: a change that spoils the estimate fails here first."""
    batch = Batch(slices)
    mass, time = np.abs(batch.total(FILAMENT) / batch.mm3 - 1), np.abs(batch.seconds(FILAMENT) / batch.time - 1)
    held = np.array([case.has_supports for case in slices])
    assert np.median(mass[~held]) < 0.025
    assert np.percentile(mass[~held], 90) < 0.10
    assert np.median(time[~held]) < 0.07
    assert np.percentile(time[~held], 90) < 0.30
    assert np.median(mass[held]) < 0.07
    assert np.median(time[held]) < 0.20


def test_one_estimate_is_what_the_fit_computed_for_many(slices: list[Case]) -> None:
    chosen = slices[:: len(slices) // 25]
    batch = Batch(chosen)
    for case, mm3, seconds in zip(chosen, batch.total(FILAMENT), batch.seconds(FILAMENT), strict=True):
        profile = PROFILES[case.profile]
        found = estimate(metrics()[case.model], profile.settings, profile.machine)
        assert found.mass_mg == pytest.approx(mm3 * profile.settings.density_g_cm3, abs=3)
        assert found.seconds == pytest.approx(seconds, abs=1)
