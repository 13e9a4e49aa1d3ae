"""What happened in printing, for those who want to know. Sent inside the transaction."""

from django.dispatch import Signal

model_added = Signal()  # model: uploaded and waiting to be looked at
model_became_ready = Signal()  # model
repair_requested = Signal()  # model
print_job_accepted = Signal()  # job
print_job_completed = Signal()  # job
print_job_failed = Signal()  # job, reason: until somebody decides
print_job_called_off = Signal()  # job: rejected or cancelled; what was paid for it goes back
