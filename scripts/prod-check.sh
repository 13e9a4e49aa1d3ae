#!/usr/bin/env bash
# The production topology from the first sign-in to kill -9 of each of its processes, by HTTP, by sockets and in a browser.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM_PATH="$(scripts/chromium.sh)"; export CHROMIUM_PATH
export START=scripts/prod.sh
exec scripts/with-product.sh bash -euc '
  (cd backend && python -m pytest -q -s journeys/production)
  (cd frontend && npx playwright test print-job restarts --project=desktop -g "newcomer|restarted")'
