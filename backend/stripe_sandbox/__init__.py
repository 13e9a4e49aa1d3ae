"""A payment service that speaks like Stripe, for demonstrations and tests: its API, its hosted pay page, its webhooks.

It stands alone: a small ASGI application with a SQLite file, knowing nothing of the shop that uses it. What it answers is
judged in tests by Stripe's own OpenAPI document (``spec/``).
"""
