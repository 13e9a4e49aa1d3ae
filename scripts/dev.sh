#!/usr/bin/env bash
# Backend with reload on 8000, worker, SPA with hot reload on 5173.
set -euo pipefail
cd "$(dirname "$0")/.."
export STRATO_VAR="${STRATO_VAR:-$PWD/var}" STRATO_DEBUG="${STRATO_DEBUG:-1}"
(cd backend && python manage.py prepare)
trap 'kill $(jobs -p) 2>/dev/null' EXIT
(cd backend && uvicorn strato.config.asgi:application --port 8000 --ws websockets-sansio --ws-per-message-deflate false --reload --reload-dir strato) &
(cd backend && python manage.py work) &
(cd frontend && npm run dev) &
wait -n
