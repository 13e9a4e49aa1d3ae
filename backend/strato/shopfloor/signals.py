"""What the shop floor announces, inside the transaction, to the floors above."""

from django.dispatch import Signal

run_planned = Signal()  # run, by
run_started = Signal()  # run, by
run_paused = Signal()  # run, by, reason
run_resumed = Signal()  # run, by
run_progressed = Signal()  # run, by: run.progress_percent is new
run_finished = Signal()  # run, by
run_failed = Signal()  # run, by, reason (a FailureReason), note
run_cancelled = Signal()  # run, by, reason
