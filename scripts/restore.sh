#!/usr/bin/env bash
# Puts a backup back: refuses a damaged one, and one that would overwrite a database with people in it unless FORCE=1.
set -euo pipefail
[ -n "${1:-}" ] || { echo "Say what to restore: make restore FROM=var/backups/<name>" >&2; exit 2; }
source="$(cd "$1" && pwd)"
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" STRATO_VAR="${STRATO_VAR:-$PWD/var}"
(cd "$source" && sha256sum --check --quiet SHA256SUMS)
(cd backend && python manage.py restore "$source" ${FORCE:+--force})
if [ -f "$source/media.tar" ]; then mkdir -p "$STRATO_VAR" && tar --extract --file "$source/media.tar" --directory "$STRATO_VAR"; fi
echo "restored $source"
