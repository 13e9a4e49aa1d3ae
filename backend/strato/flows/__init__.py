"""Stories between sibling systems: one file, one story."""
