"""End-to-end stories over all systems, told through the API."""
