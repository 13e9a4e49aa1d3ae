#!/usr/bin/env bash
# Prints the path of a Chromium; installs Debian's package, or Playwright's own build, when there is none.
set -euo pipefail
for candidate in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
  [ -n "$candidate" ] && [ -x "$candidate" ] && echo "$candidate" && exit 0
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2 && echo /usr/bin/chromium && exit 0
fi
cd "$(dirname "$0")/../frontend" && npx playwright install chromium >&2   # Playwright finds its own build: print nothing
