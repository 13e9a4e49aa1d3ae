#!/usr/bin/env bash
# Writes what is generated: OpenAPI, AsyncAPI, the SPA's client and frame types, the drawn reference.
set -euo pipefail
cd "$(dirname "$0")/../backend"
python manage.py spectacular --validate --fail-on-warn --file openapi.yaml
python manage.py asyncapi
python manage.py write_reference
cd ../frontend && npm run --silent api
