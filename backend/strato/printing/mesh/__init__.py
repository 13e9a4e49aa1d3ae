"""Mesh analysis: arithmetic on triangles. No Django, no network; lengths in mm, areas in mm2, volumes in mm3."""
