#!/usr/bin/env bash
# Mixed load on the production topology for SOAK_MINUTES (10): no 5xx, no growth of memory or connections.
set -euo pipefail
cd "$(dirname "$0")/.."
export START=scripts/prod.sh
exec scripts/with-product.sh bash -c 'cd backend && python -m journeys.production.soak'
