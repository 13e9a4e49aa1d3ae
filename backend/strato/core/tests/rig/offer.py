"""``python -m strato.core.tests.rig.offer TASK {"json": "arguments"}...``: write jobs the way a web process does."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strato.core.tests.rig.settings")
django.setup()

from strato.core import queue  # noqa: E402 - the apps must be ready first
from strato.core.tests.rig import tasks  # noqa: E402

if __name__ == "__main__":
    handler = getattr(tasks, sys.argv[1])
    for text in sys.argv[2:]:
        queue.defer(handler, **json.loads(text))
