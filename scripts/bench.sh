#!/usr/bin/env bash
# Runs every benchmark (or those named) and prints its figures.
set -euo pipefail
cd "$(dirname "$0")/../backend"
[ $# -gt 0 ] || set -- $(ls benchmarks/*.py | grep -v __init__ | xargs -n1 basename -s .py)
for name in "$@"; do echo "== $name"; python -m "benchmarks.$name"; done
