"""Handlers that take their time."""

import os
import time

from strato.core import queue
from strato.core.tests.rig.models import Effect, Start


@queue.task(max_attempts=20, backoff_seconds=0.2, seconds=1200)
def plod(name: str, seconds: float, first: float = 0) -> None:
    """Note the start, work for a while (the first attempt for ``first`` seconds) telling how far it is, leave one effect."""
    job = queue.current()
    if job.attempt == 1 and first:
        seconds = first
    Start._default_manager.create(name=name, attempt=job.attempt, pid=os.getpid())
    steps = max(1, round(seconds / 0.1))
    for step in range(steps):
        time.sleep(0.1)
        job.progress(100 * step / steps)
    with job.finishing():
        Effect._default_manager.create(name=name)


@queue.task(max_attempts=3, seconds=1)
def dawdle(name: str) -> None:
    """Never ends by itself, and says so at each step."""
    while True:
        time.sleep(0.05)
        queue.current().progress(1)


@queue.task(max_attempts=3, memory_mb=300)
def gorge(name: str) -> None:
    """Takes more memory than it may."""
    hoard = []
    while True:
        hoard.append(bytearray(os.urandom(1024)) * 20_000)
        time.sleep(0.02)
