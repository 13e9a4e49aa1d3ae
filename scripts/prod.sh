#!/usr/bin/env bash
# The production topology on this machine: PostgreSQL and a Redis-protocol server from wheels unless DATABASE_URL / REDIS_URL name others.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
export PORT="${PORT:-8000}" STRATO_VAR="${STRATO_VAR:-$root/var/prod}"
export STRATO_PUBLIC_URL="${STRATO_PUBLIC_URL:-http://localhost:$PORT}" STRATO_SITE="${STRATO_SITE:-http://localhost:$PORT}"
export REST_PORT="${REST_PORT:-$((PORT + 100))}" SOCKET_PORT_BASE="${SOCKET_PORT_BASE:-$(((PORT + 200) / 10))}"
export REST_UPSTREAMS="127.0.0.1:$REST_PORT" SOCKET_UPSTREAMS="127.0.0.1:${SOCKET_PORT_BASE}0 127.0.0.1:${SOCKET_PORT_BASE}1"
export STRATO_MEDIA="$STRATO_VAR/media" STRATO_SPA="$root/frontend/dist" STRATO_ACCEL_PREFIX=/protected STRATO_PROXY_COUNT=1 STRATO_QUEUE=celery STRATO_LOG_JSON=1
export STRIPE_API_BASE="${STRIPE_API_BASE:-http://localhost:$PORT/sandbox}"  # by the proxy, which answers to this name only
mkdir -p "$STRATO_VAR/log" "$STRATO_MEDIA"
if [ -z "${STRATO_SECRET_KEY:-}" ]; then
  [ -f "$STRATO_VAR/secret" ] || (umask 077 && python -c 'import secrets; print(secrets.token_urlsafe(48))' > "$STRATO_VAR/secret")
  STRATO_SECRET_KEY="$(cat "$STRATO_VAR/secret")"; export STRATO_SECRET_KEY
fi
exec python scripts/services.py -- bash -c "(cd backend && python manage.py prepare) && exec supervisord --nodaemon --silent --configuration deploy/production.ini"
