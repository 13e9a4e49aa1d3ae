from datetime import timedelta

import pytest
from django.utils import timezone

from strato.core.queue.models import Job
from strato.demo.complaints import settle_complaints
from strato.demo.people import introduce
from strato.demo.settlers import settle_people
from strato.demo.talks import TALKS, settle_talks
from strato.labs.models import Lab, Membership
from strato.messaging.models import Attachment, Conversation, Message
from strato.messaging.reports import Summary, summary
from strato.messaging.services.noticing import tell_of_messages
from strato.moderation.models import Report
from strato.printing.tests.factories import PrintJobFactory


@pytest.mark.django_db
def test_people_write_to_each_other() -> None:
    now = timezone.now()
    people = settle_people(now - timedelta(days=60))
    introduce(people)
    lab = Lab.objects.create(name="Lab North", slug="lab-north", status="active")
    Membership.objects.create(lab=lab, user=people["mona"], role="operator")
    PrintJobFactory(customer=people["alice"], lab=lab)
    settle_talks(people, now)
    assert Conversation.objects.count() == len(TALKS) + 1
    assert summary(people["alice"]) == Summary(unread=2, conversations=1, requests=1)
    assert summary(people["mona"]).unread == 3
    assert Attachment.objects.filter(message=None).count() == 0
    assert Message.objects.filter(deleted_at=None, edited_at=None, kind="text").count() > 25
    assert not Message.objects.filter(created_at__gt=now).exists()
    Job.objects.all().delete()
    assert tell_of_messages() <= 5


@pytest.mark.django_db
def test_a_report_waits_for_an_admin() -> None:
    now = timezone.now()
    people = settle_people(now - timedelta(days=60))
    introduce(people)
    settle_talks(people, now)
    settle_complaints(people, now)
    waiting = Report.objects.get(status="open")
    assert (waiting.reporter, waiting.about) == (people["alice"], people["felix"])
    assert waiting.snapshot["messages"]
