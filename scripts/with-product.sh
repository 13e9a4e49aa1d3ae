#!/usr/bin/env bash
# Starts the whole product on a free port with a fresh demo world, runs a command against BASE_URL, stops the product.
# START=scripts/prod.sh starts the production topology instead of the embedded one.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
STRATO_VAR="$(mktemp -d)"; export STRATO_VAR
chmod 755 "$STRATO_VAR"   # as root, PostgreSQL runs as a user of its own
PORT="$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"; export PORT
export STRATO_PUBLIC_URL="http://localhost:$PORT" BASE_URL="http://localhost:$PORT"
# One address plays every visitor here: its limits must not be one visitor's.
export STRATO_THROTTLE_SIGN_IN=100000/min STRATO_THROTTLE_REFRESH=100000/min STRATO_THROTTLE_ANONYMOUS=100000/min STRATO_THROTTLE_USER=100000/min STRATO_THROTTLE_UPLOAD=100000/min
set -m
"${START:-scripts/run.sh}" > "$STRATO_VAR/run.log" 2>&1 &
product=$!
set +m
stop() { kill -TERM -- "-$product" 2>/dev/null || true; wait "$product" 2>/dev/null || true; rm -rf "$STRATO_VAR"; }
trap stop EXIT
until curl --silent --fail --output /dev/null "$BASE_URL/readyz"; do   # by its name: the proxy answers to no other
  if ! kill -0 "$product" 2>/dev/null || ((SECONDS > 900)); then cat "$STRATO_VAR/run.log"; exit 1; fi
  sleep 0.2
done
if ! "$@"; then
  tail -n 40 "$STRATO_VAR"/log/*.log
  grep --no-filename --before-context=1 --after-context=60 "\[error\|\"level\": *\"error" "$STRATO_VAR"/log/*.log | tail -n 300
  exit 1
fi
