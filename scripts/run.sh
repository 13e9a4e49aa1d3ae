#!/usr/bin/env bash
# The whole product in one terminal: database, demo world, server (API, SPA, sockets) and worker.
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT="${PORT:-8000}" HOST="${HOST:-127.0.0.1}" STRATO_VAR="${STRATO_VAR:-$PWD/var}"
export STRATO_PUBLIC_URL="${STRATO_PUBLIC_URL:-http://localhost:$PORT}"
mkdir -p "$STRATO_VAR/log"
(cd backend && python manage.py prepare)
(
  until curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/readyz"; do sleep 0.2; done
  echo
  echo "  Strato is ready: $STRATO_PUBLIC_URL   (took ${SECONDS} s)"
  echo "  Sign in as alice@strato.example, mona@strato.example or ada@strato.example, password: strato-demo"
  echo "  Logs: $STRATO_VAR/log   Stop: Ctrl+C"
) &
exec supervisord --nodaemon --silent --configuration deploy/embedded.ini
