"""The acts of orders, by noun."""
