"""Celery carries hints, nothing else: "there may be something to do in row X". The rows decide; a lost hint is rung again.

Start workers with ``celery -A strato.config.celery worker`` (all queues) or ``-Q clock,quick``, and one ``beat``.
"""

import os
from datetime import timedelta
from typing import Any

import django
from celery import Celery
from celery.signals import worker_process_init
from django.conf import settings
from django.db import connections
from kombu.entity import Exchange, Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "strato.config.settings")
django.setup()

from strato.core.queue import Lane, tending, worker  # noqa: E402 - the apps must be ready first

TEND_SECONDS = min(2.0, settings.QUEUE_LEASE_SECONDS / 3)
SHORT = {"socket_timeout": 5, "socket_connect_timeout": 1, "retry_on_timeout": False}

CLOCK = "clock"
"""The queue of the ticks: workers take from their queues in turn, so a long backlog delays no tick until it expires."""

QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in (CLOCK, *map(str, Lane.values))]  # type: ignore[no-untyped-call]

app = Celery("strato", broker=settings.REDIS_URL)
app.conf.update(
    task_ignore_result=True,
    task_default_queue=Lane.QUICK.value,
    # A worker without -Q serves them all.
    task_queues=QUEUES,
    task_publish_retry=False,
    broker_transport_options={**SHORT, "max_retries": 0},
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_prefetch_multiplier=1,
    worker_max_memory_per_child=worker.RENEW_ABOVE_MB * 1000,  # kB
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    beat_schedule={
        "tend": {"task": "strato.tend", "schedule": TEND_SECONDS, "options": {"queue": CLOCK, "expires": 10}},
    },
)


@app.task(name="strato.run_job")  # type: ignore[untyped-decorator]
def run_job(job_id: str) -> None:
    """Do this job if it is due and nobody else has it."""
    worker.do_one(job_id)


@app.task(name="strato.tend")  # type: ignore[untyped-decorator]
def tend() -> None:
    """Offer abandoned jobs and present periods, and ring again for what nobody heard."""
    tending.tend()
    tending.ring_again(timedelta(seconds=settings.QUEUE_LEASE_SECONDS))


def ring(job_id: str, lane: str) -> None:
    """Publish the hint once, without waiting for a broker that is away."""
    app.send_task("strato.run_job", args=[job_id], queue=lane, retry=False, expires=3600)


@worker_process_init.connect  # type: ignore[untyped-decorator]
def forget_inherited_connections(**_: Any) -> None:
    """A forked worker must not share the parent's database connections."""
    connections.close_all()
