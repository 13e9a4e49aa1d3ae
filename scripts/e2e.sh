#!/usr/bin/env bash
# The browser journeys against the whole product, then those that restart its parts against the production topology, with an
# empty world. Arguments go to Playwright, and the second part is left out; START=scripts/prod.sh runs them against the topology.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM_PATH="$(scripts/chromium.sh)"; export CHROMIUM_PATH
scripts/with-product.sh bash -c 'cd frontend && npx playwright test "$@"' e2e "$@"
[ "$#" -gt 0 ] || STRATO_DEMO=0 START=scripts/prod.sh scripts/with-product.sh bash -c 'cd frontend && npx playwright test restarts --project=desktop'
