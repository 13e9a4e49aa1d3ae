#!/usr/bin/env bash
# Schemathesis over the whole OpenAPI document, once as each kind of caller. EXAMPLES says how many tries per operation.
set -euo pipefail
cd "$(dirname "$0")/.."
exec scripts/with-product.sh bash -c '
  for person in nobody alice lena ada; do
    header=()
    if [ "$person" != nobody ]; then
      token=$(curl --silent --fail --json "{\"email\": \"$person@strato.example\", \"password\": \"strato-demo\"}" "$BASE_URL/api/token/" | python -c "import json, sys; print(json.load(sys.stdin)[\"access\"])")
      header=(--header "Authorization: Bearer $token")
    fi
    echo "== as $person"
    schemathesis --config-file backend/schemathesis.toml run "$BASE_URL/api/schema/?format=json" --max-examples "${EXAMPLES:-20}" --seed 1 "${header[@]}"
  done'
