#!/usr/bin/env bash
# Starts the whole product on a free port with a fresh demo world, runs the browser journeys against it, stops it.
set -euo pipefail
cd "$(dirname "$0")/.."
CHROMIUM_PATH="$(scripts/chromium.sh)"; export CHROMIUM_PATH
STRATO_VAR="$(mktemp -d)"; export STRATO_VAR
PORT="$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"; export PORT
export STRATO_PUBLIC_URL="http://localhost:$PORT" STRATO_THROTTLE_SIGN_IN=1000/min STRATO_THROTTLE_ANONYMOUS=100000/min STRATO_THROTTLE_USER=100000/min STRATO_THROTTLE_UPLOAD=10000/min
set -m
scripts/run.sh > "$STRATO_VAR/run.log" 2>&1 &
server=$!
set +m
trap 'kill -TERM -- "-$server" 2>/dev/null; wait "$server" 2>/dev/null || true; rm -rf "$STRATO_VAR"' EXIT
for _ in $(seq 300); do
  curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/readyz" && break
  kill -0 "$server" 2>/dev/null || { cat "$STRATO_VAR/run.log"; exit 1; }
  sleep 0.2
done
cd frontend && BASE_URL="$STRATO_PUBLIC_URL" npx playwright test "$@"
