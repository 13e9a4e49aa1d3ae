"""The questions that orders answers: what a cart costs now, what was sold."""
