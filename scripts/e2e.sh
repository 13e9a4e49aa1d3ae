#!/usr/bin/env bash
# The browser journeys against the whole product. Arguments go to Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM_PATH="$(scripts/chromium.sh)"; export CHROMIUM_PATH
exec scripts/with-product.sh bash -c 'cd frontend && npx playwright test "$@"' e2e "$@"
