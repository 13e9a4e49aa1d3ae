"""Ground truth for the print estimator: parts, vendor presets and measured slices. Needs PrusaSlicer; the results are kept in data/."""
