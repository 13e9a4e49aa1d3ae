"""The production topology while it runs: `make prod-check` starts it and names it by BASE_URL and STRATO_VAR."""
