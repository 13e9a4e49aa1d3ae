#!/usr/bin/env bash
# Schemathesis over the whole OpenAPI document, once as each kind of caller, against a fresh demo world each time: what one
# does there (an admin may lock everybody out) must not keep the next from the doors. EXAMPLES: tries per operation.
set -euo pipefail
cd "$(dirname "$0")/.."
for person in ${PEOPLE:-nobody alice lena ada}; do
  echo "== as $person"
  PERSON="$person" scripts/with-product.sh bash -euo pipefail -c '
    header=()
    if [ "$PERSON" != nobody ]; then
      token=$(curl --silent --fail --json "{\"email\": \"$PERSON@strato.example\", \"password\": \"strato-demo\"}" "$BASE_URL/api/token/" | python -c "import json, sys; print(json.load(sys.stdin)[\"access\"])")
      header=(--header "Authorization: Bearer $token")
    fi
    cd backend
    schemathesis --config-file schemathesis.toml run "$BASE_URL/api/schema/?format=json" --max-examples "${EXAMPLES:-20}" --seed "${SEED:-1}" "${header[@]}"'
done
