#!/usr/bin/env bash
# Schemathesis over the whole OpenAPI document, once as each kind of caller, in one demo world; who can lock others out
# (the admin) comes last. EXAMPLES: random tries per operation. COVERAGE: who also tries every boundary of every schema, and chains of doors.
# Limits of one address are lifted by with-product.sh, so that what is tried is the doors and not the throttles.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck disable=SC2016
exec scripts/with-product.sh bash -uo pipefail -c '
  cd backend
  failed=""
  for person in ${PEOPLE:-nobody alice lena ada}; do
    header=()
    if [ "$person" != nobody ]; then
      token=$(curl --silent --fail --json "{\"email\": \"$person@strato.example\", \"password\": \"strato-demo\"}" "$BASE_URL/api/token/" | python -c "import json, sys; print(json.load(sys.stdin)[\"access\"])") || exit 1
      header=(--header "Authorization: Bearer $token")
    fi
    phases=examples,fuzzing
    case " ${COVERAGE:-nobody alice lena ada} " in *" $person "*) phases=examples,coverage,fuzzing,stateful ;; esac
    echo "== as $person: $phases"
    schemathesis --config-file schemathesis.toml run "$BASE_URL/api/schema/?format=json" --phases "$phases" \
      --max-examples "${EXAMPLES:-20}" --seed "${SEED:-1}" "${header[@]}" || failed="$failed $person"
  done
  [ -z "$failed" ] && echo "fuzz: nothing found" || { echo "fuzz: found something as$failed"; exit 1; }'
