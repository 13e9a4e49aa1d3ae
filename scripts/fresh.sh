#!/usr/bin/env bash
# Generated files are what their sources say: migrations, OpenAPI, AsyncAPI, client, drawn statuses.
set -euo pipefail
cd "$(dirname "$0")/.."
before="$(mktemp -d)"; trap 'rm -rf "$before"' EXIT
generated=(backend/openapi.yaml docs/reference frontend/src/shared/api/gen frontend/src/shared/realtime/frames.gen.ts)
tar cf "$before/then.tar" "${generated[@]}"
(cd backend && python manage.py makemigrations --check --dry-run --verbosity 0)
scripts/openapi.sh >/dev/null
mkdir "$before/then" && tar xf "$before/then.tar" -C "$before/then"
for path in "${generated[@]}"; do diff -rq "$before/then/$path" "$path" || { echo "stale: $path (run 'make openapi' and commit)"; exit 1; }; done
echo "generated files: fresh"
