"""A small app that only exists while the queue is tested with real processes: handlers that leave tracks in tables."""
