#!/usr/bin/env bash
# The whole product in one terminal: database, demo world, server (API, SPA, sockets) and worker.
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT="${PORT:-8000}" HOST="${HOST:-127.0.0.1}" STRATO_VAR="${STRATO_VAR:-$PWD/var}"
export STRATO_PUBLIC_URL="${STRATO_PUBLIC_URL:-http://localhost:$PORT}"
mkdir -p "$STRATO_VAR/log"
# What was prepared for this database stays so until a migration is newer.
prepared="$STRATO_VAR/prepared" database="${DATABASE_URL:-$STRATO_VAR/strato.sqlite3}"
mark="$(sha256sum <<< "$database")"
if [ "$(cat "$prepared" 2>/dev/null)" != "$mark" ] || { [ -z "${DATABASE_URL:-}" ] && [ ! -e "$database" ]; } ||
  [ -n "$(find backend -path '*/migrations/*.py' -newer "$prepared" -print -quit)" ]; then
  (cd backend && python manage.py prepare)
  echo "$mark" > "$prepared"
fi
(
  until curl --silent --fail --output /dev/null "http://127.0.0.1:$PORT/readyz"; do sleep 0.2; done
  echo
  echo "  Strato is ready: $STRATO_PUBLIC_URL   (took ${SECONDS} s)"
  echo "  Sign in as alice@strato.example, mona@strato.example or ada@strato.example, password: strato-demo"
  echo "  Logs: $STRATO_VAR/log   Stop: Ctrl+C"
) &
exec supervisord --nodaemon --silent --configuration deploy/embedded.ini
