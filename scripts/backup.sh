#!/usr/bin/env bash
# One backup = one folder: rows (SQLite snapshot or pg_dump), files, and a manifest of checksums. Verified as it is made.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" STRATO_VAR="${STRATO_VAR:-$PWD/var}"
target="${1:-$STRATO_VAR/backups/$(date -u +%Y%m%dT%H%M%SZ)}"
mkdir -p "$target"
(cd backend && python manage.py backup "$target")
if [ -d "$STRATO_VAR/media" ]; then tar --create --file "$target/media.tar" --directory "$STRATO_VAR" media; fi
(cd "$target" && find . -type f ! -name SHA256SUMS -exec sha256sum {} + > SHA256SUMS && sha256sum --check --quiet SHA256SUMS)
echo "$target"
