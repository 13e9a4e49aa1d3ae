"""Work beside the sockets: tasks that are not forgotten, and database calls in threads of our own.

A shared thread would let one slow query hold up every other socket's frames.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

import structlog
from django.db import close_old_connections

P = ParamSpec("P")
R = TypeVar("R")
log = structlog.get_logger(__name__)
EXECUTOR = ThreadPoolExecutor(max_workers=4, thread_name_prefix="realtime")
TASKS: set[asyncio.Task[None]] = set()


async def in_thread(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """``function(...)`` in a worker thread; its database connection goes back afterwards."""
    return await asyncio.get_running_loop().run_in_executor(EXECUTOR, partial(tidy, function, *args, **kwargs))


def tidy(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    close_old_connections()
    try:
        return function(*args, **kwargs)
    finally:
        close_old_connections()


def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Run beside; the loop itself would forget a task that nobody holds."""
    task = asyncio.get_running_loop().create_task(work)
    TASKS.add(task)
    task.add_done_callback(finished)
    return task


def finished(task: asyncio.Task[None]) -> None:
    TASKS.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("realtime_task_failed", exc_info=error)
