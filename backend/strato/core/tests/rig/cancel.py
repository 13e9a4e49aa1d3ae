"""``python -m strato.core.tests.rig.cancel``: cancel every running job that was offered."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strato.core.tests.rig.settings")
django.setup()

from strato.core import queue  # noqa: E402 - the apps must be ready first

if __name__ == "__main__":
    for job in queue.Job.objects.filter(key=None, status="running"):
        queue.cancel(job)
