# Strato: `make` lists what can be asked for. Everything that is needed is installed below .venv and frontend/node_modules.
SHELL := /bin/bash -euo pipefail
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
UV_VERSION := 0.13.8
SPA_SOURCES := $(shell find frontend/src frontend/locales frontend/public -type f 2>/dev/null) $(wildcard frontend/*.ts frontend/*.json frontend/*.html)
export PATH := $(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run prod dev test check gates lint types floors fresh test-sqlite test-postgres test-frontend spa-check budgets doors e2e lighthouse fuzz bench seed openapi docs lock backup restore clean setup prod-check soak

help: ## List what can be asked for
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  \033[1m%-14s\033[0m %s\n", $$1, $$2}'

# --- the two commands -----------------------------------------------------------------------------------------------
run: $(VENV)/.run frontend/dist/.built ## Set up everything and serve the whole product with demo data at http://localhost:8000
	@PORT=$(PORT) scripts/run.sh

test: $(VENV)/.test frontend/node_modules/.installed ## Set up everything and pass every check and test
	@started=$$SECONDS; $(MAKE) --no-print-directory -j2 --output-sync=target gates && $(MAKE) --no-print-directory e2e && echo "make test took $$((SECONDS - started)) s"

check: test ## The same as `make test`: exactly what CI runs

# --- pieces of `make test` ------------------------------------------------------------------------------------------
gates: lint types floors fresh test-sqlite test-postgres doors spa-check test-frontend budgets

lint: $(VENV)/.test ## Python format and lint
	@cd backend && ruff format --check --quiet . && ruff check --quiet . && echo "lint: clean"

types: $(VENV)/.test ## Python types (mypy strict)
	@cd backend && mypy strato stripe_sandbox conftest.py journeys

floors: $(VENV)/.test ## The floors of the house
	@cd backend && lint-imports | tail -3

fresh: $(VENV)/.test frontend/node_modules/.installed ## Generated files are what their sources say
	@scripts/fresh.sh

test-sqlite: $(VENV)/.test ## Backend tests on SQLite
	@cd backend && python -m pytest -q

test-postgres: $(VENV)/.test ## Backend tests on a real PostgreSQL with a real Redis-protocol server
	@cd backend && STRATO_TEST_DB=postgres python -m pytest -q

spa-check: frontend/node_modules/.installed ## SPA types, lint, layers, unused code
	@cd frontend && npm run --silent check

test-frontend: frontend/node_modules/.installed ## SPA unit tests
	@cd frontend && npm run --silent test

budgets: frontend/dist/.built ## Bytes per route against the budget
	@cd frontend && npm run --silent budgets

e2e: $(VENV)/.test frontend/dist/.built ## Journeys in a real browser against the whole product
	@scripts/e2e.sh

lighthouse: $(VENV)/.test frontend/dist/.built ## Lighthouse over the first pages: 100 for accessibility, best practices and SEO
	@export CHROMIUM_PATH="$$(scripts/chromium.sh)" && scripts/with-product.sh npm --prefix frontend run --silent lighthouse

doors: $(VENV)/.test ## Schemathesis, bounded: three tries per operation as everyone, always the same
	@EXAMPLES=3 COVERAGE=none scripts/fuzz.sh

fuzz: $(VENV)/.test ## Schemathesis in depth, over the whole OpenAPI document as everyone
	@scripts/fuzz.sh

bench: $(VENV)/.test ## Every benchmark: ratios against a peer or a limit
	@scripts/bench.sh

# --- working on it --------------------------------------------------------------------------------------------------
setup: $(VENV)/.test frontend/node_modules/.installed ## Install what development needs

dev: $(VENV)/.test frontend/node_modules/.installed ## Backend with reload on 8000, SPA with hot reload on 5173
	@scripts/dev.sh

seed: $(VENV)/.run ## Fill the database with the demo world
	@cd backend && python manage.py migrate --verbosity 0 && python manage.py seed

openapi: $(VENV)/.test frontend/node_modules/.installed ## Write the OpenAPI and AsyncAPI documents and the client generated from them
	@scripts/openapi.sh

docs: $(VENV)/.test ## Build the documentation site into site/
	@cd backend && python manage.py write_reference && cd .. && mkdocs build --strict --quiet && echo "site/index.html"

lock: $(VENV)/.test ## Compile the Python lock files again
	@cd backend && for extra in "" "--group dev -c requirements.txt"; do \
		out=requirements$$([ -n "$$extra" ] && echo -dev || true).txt; \
		uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml $$extra -o $$out; done

# --- running it for real --------------------------------------------------------------------------------------------
prod: $(VENV)/.test frontend/dist/.built ## The production topology as plain processes: PostgreSQL, Redis, REST, sockets, worker, beat, proxy
	@PORT=$(PORT) scripts/prod.sh

prod-check: $(VENV)/.test frontend/dist/.built ## The production topology used for real: a print job, downloads, kill -9 of every process
	@scripts/prod-check.sh

soak: $(VENV)/.test frontend/dist/.built ## Mixed load on the production topology: make soak SOAK_MINUTES=60
	@scripts/soak.sh

backup: $(VENV)/.run ## Back up rows and files into var/backups
	@scripts/backup.sh

restore: $(VENV)/.run ## Restore a backup: make restore FROM=var/backups/<name>
	@scripts/restore.sh "$(FROM)"

clean: ## Remove what was built and installed (never your data in var/)
	@rm -rf $(VENV) frontend/node_modules frontend/dist site

# --- what the above needs -------------------------------------------------------------------------------------------
$(VENV)/bin/uv:
	@echo "Preparing Python ..." && "$(PYTHON)" -m venv $(VENV) && $(VENV)/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.run: backend/requirements.txt | $(VENV)/bin/uv
	@echo "Installing the backend ..." && uv pip install --quiet --python $(BIN)/python -r backend/requirements.txt && touch $@

$(VENV)/.test: backend/requirements-dev.txt | $(VENV)/bin/uv
	@echo "Installing the backend and its tools ..." && uv pip install --quiet --python $(BIN)/python -r backend/requirements-dev.txt && touch $@ $(VENV)/.run

frontend/node_modules/.installed: frontend/package-lock.json
	@echo "Installing the SPA ..." && cd frontend && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.installed

frontend/dist/.built: frontend/node_modules/.installed $(SPA_SOURCES)
	@echo "Building the SPA ..." && cd frontend && npm run --silent build && touch dist/.built
