"""Complaints of the days before they had a table of their own are all there, as they were."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from strato.accounts.models import User
from strato.accounts.tests.factories import UserFactory
from strato.messaging.tests.factories import direct, say
from strato.moderation.models import Report

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("messaging", "0002_seats_in_the_order_of_the_inbox")]


def migrated(targets: Any) -> Any:
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


@pytest.fixture
def before() -> Iterator[Any]:
    """The models of then; afterwards the tables are those of now again, whatever happened."""
    try:
        yield migrated(BEFORE)
    finally:
        migrated(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_complaints_move_with_their_words_and_ends(before: Any) -> None:
    alice, mona, ada = UserFactory(name="Alice"), UserFactory(name="Mona"), UserFactory(name="Ada")
    talk = direct(alice, mona)
    message = say(talk, alice, "buy my coins")
    old, now = before.get_model("messaging", "Report"), timezone.now()
    said = [{"seq": 1, "sender": str(alice.pk), "body": "buy my coins", "at": now.isoformat()}]

    def complain(by: User, *, about: UUID | None = None, **facts: Any) -> UUID:
        row = old.objects.create(
            reporter_id=by.pk, conversation_id=talk.pk, message_id=about, reason="spam", excerpt=said, **facts
        )
        return UUID(str(row.pk))

    ended = complain(mona, about=message.pk, closed_at=now, closed_by_id=ada.pk, outcome="Warned")
    first, again = complain(mona, text="x"), complain(mona, text="y")
    bare = old.objects.create(reporter_id=None, conversation_id=None, reason="other").pk

    migrated(MigrationExecutor(connection).loader.graph.leaf_nodes())
    rows = {row.pk: row for row in Report.objects.all()}
    assert {pk: row.status for pk, row in rows.items()} == {
        ended: "closed",
        first: "dismissed",
        again: "open",
        bare: "open",
    }
    closed = rows[ended]
    assert (closed.kind, closed.subject_id, closed.about, closed.label) == ("message", message.pk, alice, "Alice")
    assert closed.snapshot["messages"][0] == {
        "sender": str(alice.pk),
        "name": "Alice",
        "body": "buy my coins",
        "at": said[0]["at"],
    }
    [step] = closed.status_changes.all()
    assert (step.to_status, step.by, step.reason) == ("closed", ada, "Warned")
    assert (rows[again].kind, rows[again].subject_id, rows[again].about, rows[again].text) == (
        "conversation",
        talk.pk,
        alice,
        "y",
    )
