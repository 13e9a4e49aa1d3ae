"""Messages on their way: signed, tried again, given up, found again when their worker died."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from standardwebhooks.webhooks import WebhookVerificationError

from strato.accounts.models import User
from strato.core import outbound, queue
from strato.core.queue import Job
from strato.notifications.models import Notification
from strato.webhooks import services
from strato.webhooks.errors import DeliveryUnderWay, EndpointOff
from strato.webhooks.models import Delivery, DeliveryAttempt, Endpoint
from strato.webhooks.services import delivering
from strato.webhooks.services.announcing import write
from strato.webhooks.states import MessageType
from strato.webhooks.tests.receiver import Receiver

pytestmark = pytest.mark.django_db
Listen = Callable[..., Endpoint]
OLD_ENOUGH = timedelta(hours=30)


def message(endpoint: Endpoint, type_: MessageType = MessageType.ORDER_PAID) -> Delivery:
    """A message about nothing that could be hidden."""
    return write(endpoint, type_, {"n": 1}, at=timezone.now())


def work_for(hours: float) -> None:
    """Let this much time pass, minute by minute, with a worker that does what is due."""
    with time_machine.travel(timezone.now(), tick=True) as clock:
        for _ in range(int(hours * 60)):
            clock.shift(timedelta(minutes=1))
            for delivery in Delivery.objects.waiting().filter(next_attempt_at__lte=timezone.now()):
                services.deliver(delivery.pk)


def test_a_message_arrives_signed(alice: User, listen: Listen, receiver: Receiver) -> None:
    endpoint = listen(alice)
    delivery = message(endpoint)
    queue.run_pending()
    (got,) = receiver.got
    assert got.verified_by(endpoint.secret)["type"] == "order.paid"
    assert (got.headers["webhook-id"], got.headers["Content-Type"]) == (delivery.message_id, "application/json")
    assert got.body == delivery.body
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.error_code) == ("delivered", 1, "")
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.status_code, attempt.answer, attempt.error_code) == (200, "thanks", "")
    with pytest.raises(WebhookVerificationError):
        got.verified_by("whsec_" + "A" * 43 + "=")


def test_a_failed_attempt_is_followed_by_another(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.statuses = [500, 503, 204]
    endpoint = listen(alice)
    delivery = message(endpoint)
    services.deliver(delivery.pk)
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    pause = delivery.next_attempt_at - timezone.now()
    assert (delivery.state, delivery.error_code) == ("waiting", "refused")
    assert timedelta(seconds=20) < pause < timedelta(seconds=40)
    assert endpoint.failing_since is not None
    work_for(hours=1)
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None
    assert (delivery.state, delivery.tries) == ("delivered", 3)
    assert [attempt.status_code for attempt in delivery.attempts.all()] == [500, 503, 204]
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1


def test_after_a_day_it_is_given_up(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.statuses = [500]
    delivery = message(listen(alice))
    work_for(hours=30)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.error_code) == ("failed", 8, "refused")
    assert delivery.failed_at is not None
    assert timedelta(hours=24) < delivery.failed_at - delivery.created_at < OLD_ENOUGH


def test_a_receiver_that_hangs_is_left(alice: User, listen: Listen, receiver: Receiver, settings: Any) -> None:
    settings.WEBHOOK_SECONDS = 0.5
    receiver.hangs_for = 3
    delivery = message(listen(alice))
    services.deliver(delivery.pk)
    attempt = DeliveryAttempt.objects.get()
    assert (attempt.error_code, attempt.status_code) == ("timed_out", None)
    assert 400 < attempt.milliseconds < 2000


def test_a_receiver_that_drips_is_left_too(alice: User, listen: Listen, receiver: Receiver, settings: Any) -> None:
    settings.WEBHOOK_SECONDS = 0.5
    receiver.drips = True
    services.deliver(message(listen(alice)).pk)
    attempt = DeliveryAttempt.objects.get()
    assert attempt.error_code == "timed_out"
    assert attempt.milliseconds < 2000


def test_an_endless_answer_is_read_to_its_first_kilobyte(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.text = "\x00a" * 5_000_000
    services.deliver(message(listen(alice)).pk)
    assert len(DeliveryAttempt.objects.get().answer) == outbound.LONGEST_ANSWER


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(alice: User, listen: Listen, receiver: Receiver, status: int) -> None:
    receiver.statuses = [status]
    receiver.headers = {"Location": receiver.url + "/elsewhere"}
    services.deliver(message(listen(alice)).pk)
    assert [got.path for got in receiver.got] == ["/hook"]
    assert DeliveryAttempt.objects.get().error_code == "refused"


def test_nobody_there(alice: User, listen: Listen) -> None:
    services.deliver(message(listen(alice, url="http://127.0.0.1:9/hook")).pk)
    assert DeliveryAttempt.objects.get().error_code == "connection_failed"


def test_a_name_that_nobody_knows(alice: User, listen: Listen) -> None:
    services.deliver(message(listen(alice, url="https://nowhere.invalid/hook")).pk)
    assert DeliveryAttempt.objects.get().error_code == "name_unknown"


def test_while_it_fails_the_other_messages_wait(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.statuses = [500]
    endpoint = listen(alice)
    first, second = message(endpoint), message(endpoint)
    services.deliver(first.pk)
    services.deliver(second.pk)
    second.refresh_from_db()
    assert len(receiver.got) == 1
    assert (second.tries, second.state) == (0, "waiting")
    assert second.next_attempt_at > timezone.now() + timedelta(seconds=20)


# --- workers that die ---
def test_two_workers_send_one_message(alice: User, listen: Listen, receiver: Receiver) -> None:
    delivery = message(listen(alice))
    assert delivering.claim(delivery.pk) is not None
    assert delivering.claim(delivery.pk) is None


def test_a_message_whose_worker_was_killed_is_found(alice: User, listen: Listen, receiver: Receiver) -> None:
    """The worker claimed it and died: neither an attempt nor a job is left."""
    delivery = message(listen(alice))
    assert delivering.claim(delivery.pk) is not None
    Job.objects.all().delete()
    services.offer_overdue()
    assert not Job.objects.exists()  # it may still be under way
    with time_machine.travel(timezone.now() + timedelta(minutes=4)):
        assert services.offer_overdue() == 1
        queue.run_pending(early=True)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("delivered", 2)


def test_a_job_that_failed_does_not_keep_its_message(alice: User, listen: Listen, receiver: Receiver) -> None:
    delivery = message(listen(alice))
    Job.objects.update(status="failed")
    with time_machine.travel(timezone.now() + timedelta(minutes=4)):
        services.offer_overdue()
        queue.run_pending(early=True)
    delivery.refresh_from_db()
    assert delivery.state == "delivered"


def test_a_message_that_kills_every_worker_is_given_up(alice: User, listen: Listen, receiver: Receiver) -> None:
    delivery = message(listen(alice))
    with time_machine.travel(timezone.now(), tick=True) as clock:
        for _ in range(9):
            delivering.claim(delivery.pk)
            clock.shift(timedelta(minutes=2))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error_code) == ("failed", "lost")


def test_it_is_written_with_what_it_tells_or_not_at_all(alice: User, listen: Listen) -> None:
    endpoint = listen(alice)
    with transaction.atomic():
        message(endpoint)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()
    assert not Job.objects.exists()


# --- endpoints that are off ---
def test_who_fails_for_days_is_switched_off_and_told(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.statuses = [500]
    endpoint = listen(alice)
    message(endpoint)
    work_for(hours=30)
    endpoint.refresh_from_db()
    assert endpoint.is_on  # a day is not enough
    endpoint.failing_since = timezone.now() - timedelta(days=4)
    endpoint.save()
    late = message(endpoint)
    Delivery.objects.filter(pk=late.pk).update(tries=7)
    endpoint.quiet_until = None
    endpoint.save()
    services.deliver(late.pk)
    endpoint.refresh_from_db()
    assert endpoint.off_reason == "failing"
    notice = Notification.objects.get()
    assert (notice.kind, notice.recipient, notice.facts["reason"]) == ("webhook.disabled", alice, "failing")


def test_who_is_gone_is_switched_off_at_once(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.statuses = [410]
    endpoint = listen(alice)
    delivery, other = message(endpoint), message(endpoint)
    services.deliver(delivery.pk)
    services.deliver(other.pk)
    for row in (endpoint, delivery, other):
        row.refresh_from_db()
    assert (endpoint.off_reason, delivery.state, other.error_code) == ("gone", "failed", "endpoint_off")
    assert len(receiver.got) == 1
    with pytest.raises(EndpointOff):
        services.resend(delivery, by=alice)
    with pytest.raises(EndpointOff):
        services.send_test(endpoint, by=alice)


def test_the_managers_of_a_lab_hear_of_its_webhook(
    lena: User, mona: User, listen: Listen, receiver: Receiver, lab_north: Any
) -> None:
    receiver.statuses = [410]
    services.deliver(message(listen(lena, lab=lab_north)).pk)
    assert set(Notification.objects.values_list("recipient__name", flat=True)) == {"Lena"}


def test_a_closed_account_gets_nothing(alice: User, listen: Listen, receiver: Receiver) -> None:
    delivery = message(listen(alice))
    User.objects.filter(pk=alice.pk).update(is_active=False)
    services.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.error_code, receiver.got) == ("endpoint_off", [])


# --- by hand ---
def test_a_message_is_sent_again_with_the_same_id(alice: User, listen: Listen, receiver: Receiver) -> None:
    endpoint = listen(alice)
    delivery = message(endpoint)
    services.deliver(delivery.pk)
    again = services.resend(delivery, by=alice)
    assert again.state == "waiting"
    with pytest.raises(DeliveryUnderWay):
        services.resend(again, by=alice)
    services.deliver(delivery.pk)
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1
    assert len(receiver.got) == 2
    assert delivery.attempts.count() == 2


def test_a_test_message_is_tried_once(alice: User, listen: Listen, receiver: Receiver) -> None:
    receiver.statuses = [500]
    endpoint = listen(alice)
    delivery = services.send_test(endpoint, by=alice)
    queue.run_pending()
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert (delivery.state, delivery.tries, endpoint.failing_since) == ("failed", 1, None)
    assert json.loads(receiver.got[0].body) == {
        "type": "webhook.test",
        "version": 1,
        "timestamp": json.loads(delivery.body)["timestamp"],
        "data": {"webhook": str(endpoint.pk)},
    }


def test_for_a_day_both_secrets_sign(alice: User, listen: Listen, receiver: Receiver) -> None:
    endpoint = listen(alice)
    old = endpoint.secret
    endpoint = services.rotate_secret(endpoint, by=alice)
    assert endpoint.secret != old
    services.deliver(message(endpoint).pk)
    assert receiver.got[0].verified_by(old) == receiver.got[0].verified_by(endpoint.secret)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        services.deliver(message(endpoint).pk)
        assert receiver.got[1].verified_by(endpoint.secret)
        with pytest.raises(WebhookVerificationError):
            receiver.got[1].verified_by(old)


def test_the_log_is_kept_for_a_month(alice: User, listen: Listen, receiver: Receiver) -> None:
    endpoint = listen(alice)
    done, waiting = message(endpoint), message(endpoint)
    services.deliver(done.pk)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        services.forget_deliveries()
    assert list(Delivery.objects.all()) == [waiting]
