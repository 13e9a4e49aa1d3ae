"""A lab with ten makers costs a customer no more statements than a lab with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from strato.accounts.tests.factories import UserFactory
from strato.labs.models import Lab
from strato.labs.states import LabRole
from strato.labs.tests.factories import LabFactory, MembershipFactory
from strato.notifications.models import Notification
from strato.printing.tests.factories import equipped, quote_for

pytestmark = pytest.mark.django_db
MOST = 60  # statements for placing one print job, notifications and frames included


def crowded(makers: int) -> Lab:
    lab: Lab = LabFactory()
    equipped(lab)
    for _ in range(makers):
        MembershipFactory(lab=lab, role=LabRole.OPERATOR, user=UserFactory())
    return lab


def statements_of_placing(lab: Lab) -> int:
    customer = UserFactory()
    offer = quote_for(customer).offers.get(lab=lab)
    browser = APIClient()
    browser.force_authenticate(customer)
    with CaptureQueriesContext(
        connection,
    ) as said:
        answer = browser.post("/api/print-jobs/", {"offer": str(offer.pk)}, HTTP_IDEMPOTENCY_KEY=str(offer.pk))
    assert answer.status_code == 201, answer.json()
    return len(said)


def test_placing_a_job_costs_the_same_however_many_makers_are_told() -> None:
    alone = statements_of_placing(crowded(1))
    told = Notification.objects.count()
    together = statements_of_placing(crowded(10))
    assert Notification.objects.count() == told + 10
    print(f"statements with one maker: {alone}, with ten: {together}")
    assert together <= alone
    assert together <= MOST
