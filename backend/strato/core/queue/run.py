"""Doing one job: claim, run the handler under its limits, write the outcome through the fence."""

import time
import traceback
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from enum import StrEnum
from typing import Any

import structlog
from django.core.exceptions import ObjectDoesNotExist

from strato.core.errors import DomainError
from strato.core.queue import claims
from strato.core.queue.claims import Claim
from strato.core.queue.errors import Cancelled, GiveUp, LeaseLost, Retry, Stopping, TimedOut
from strato.core.queue.handle import RunningJob, running
from strato.core.queue.registry import REGISTRY

log = structlog.get_logger(__name__)
LONGEST_ERROR = 4000
UNKNOWN_TASK_PAUSE = timedelta(seconds=60)


class Outcome(StrEnum):
    DONE = "done"
    RETRY = "retry"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RELEASED = "released"
    LOST = "lost"


def perform(claim: Claim, around: AbstractContextManager[Any] | None = None, job: RunningJob | None = None) -> Outcome:
    """Run the claimed job to its outcome; ``around`` holds the heartbeat and the limits in real workers."""
    job = job or RunningJob(claim)
    started = time.monotonic()
    outcome, error = attempt(claim, job, around or nullcontext())
    log.info(
        "job_ran",
        task=claim.task,
        job=str(claim.job_id),
        attempt=claim.attempt,
        outcome=str(outcome),
        seconds=round(time.monotonic() - started, 3),
        error=str(error) if error else "",
    )
    return outcome


def attempt(claim: Claim, job: RunningJob, around: AbstractContextManager[Any]) -> tuple[Outcome, BaseException | None]:
    """One attempt and its outcome, written."""
    known = REGISTRY.get(claim.task)
    if known is None:
        return retried(claim, "unknown_task", claim.task, UNKNOWN_TASK_PAUSE), None  # a newer release may know it
    try:
        with around, running(job):
            known.handler(**claim.arguments)
    except BaseException as error:  # noqa: BLE001 - each has its outcome
        return outcome_of(claim, error), error
    if job.is_finished:
        return Outcome.DONE, None
    return settle(claim, Outcome.DONE, is_written=claims.finish(claim)), None


def outcome_of(claim: Claim, error: BaseException) -> Outcome:
    """Write what an error means for the job; whatever is no verdict of ours goes on its way."""
    match error:
        case LeaseLost():
            return Outcome.LOST
        case Cancelled():
            return settle(claim, Outcome.CANCELLED, is_written=claims.cancelled(claim))
        case Stopping():
            return settle(claim, Outcome.RELEASED, is_written=claims.release(claim))
        case TimedOut():
            return failed(claim, "timed_out", "The time limit was reached.")
        case MemoryError():
            return failed(claim, "out_of_memory", "The memory limit was reached.")
        case GiveUp():
            return failed(claim, error.code, str(error))
        case Retry():
            return retried(claim, "retry", str(error), error.after)
        case DomainError() | ObjectDoesNotExist():
            return failed(claim, getattr(error, "code", "not_found"), str(error))
        case Exception():
            return retried(claim, "error", "".join(traceback.format_exception(error))[-LONGEST_ERROR:])
    claims.release(claim)  # KeyboardInterrupt, SystemExit: the worker goes, the job stays
    raise error


def failed(claim: Claim, code: str, text: str) -> Outcome:
    is_written = claims.fail(claim, error_code=code, error=text[:LONGEST_ERROR])
    return settle(claim, Outcome.FAILED, is_written=is_written)


def retried(claim: Claim, code: str, text: str, after: Any = None) -> Outcome:
    is_written = claims.retry_later(claim, error_code=code, error=text, after=after)
    outcome = Outcome.FAILED if claim.attempt >= claim.max_attempts else Outcome.RETRY
    return settle(claim, outcome, is_written=is_written)


def settle(claim: Claim, outcome: Outcome, *, is_written: bool) -> Outcome:
    """The outcome if the fence let it through."""
    if not is_written:
        log.warning("outcome_refused", task=claim.task, job=str(claim.job_id), fence=claim.fence, outcome=str(outcome))
        return Outcome.LOST
    return outcome


def run_pending(limit: int = 100, *, early: bool = False, raising: bool = True) -> int:
    """Do what is due, here and now, through the same claim and outcome as a worker; gives how many ran.

    For tests and one-off scripts. ``early`` also runs what is not due yet (retries, timers). A handler's unexpected error
    is raised again once its outcome is written, unless ``raising`` is False.
    """
    done = 0
    while done < limit and (claim := claims.claim("run_pending", early=early)):
        _, error = attempt(claim, RunningJob(claim), nullcontext())
        done += 1
        if raising and isinstance(error, Exception) and not isinstance(error, (Retry, GiveUp)):
            raise error
    return done
