import pytest
from django.core.management import CommandError, call_command

from strato.accounts.models import User
from strato.core.queue.models import Job, JobStatus
from strato.demo.world import PASSWORD
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.printing.models import PrintJob
from strato.printing.states import PrintJobStatus


@pytest.mark.django_db
def test_the_demo_world_has_something_for_every_page() -> None:
    call_command("seed")
    assert User.objects.get(email="alice@strato.example").check_password(PASSWORD)
    assert set(Lab.objects.values_list("status", flat=True)) >= {LabStatus.ACTIVE, LabStatus.PENDING}
    shown = set(PrintJob.objects.values_list("status", flat=True))
    assert shown == set(PrintJobStatus) - {PrintJobStatus.DRAFT, PrintJobStatus.QUOTED, PrintJobStatus.AWAITING_PAYMENT}
    of_alice = set(PrintJob.objects.filter(customer__email="alice@strato.example").values_list("status", flat=True))
    assert of_alice >= {
        PrintJobStatus.PENDING,
        PrintJobStatus.PROCESSING,
        PrintJobStatus.COMPLETED,
        PrintJobStatus.FAILED,
        PrintJobStatus.REJECTED,
    }
    assert not Job.objects.filter(status=JobStatus.QUEUED).exists()
    with pytest.raises(CommandError):
        call_command("seed")
