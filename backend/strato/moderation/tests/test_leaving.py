"""Somebody leaves who reported things, and about whom things were reported: what is left of both."""

from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts import services as accounts
from strato.accounts.models import Departure, User
from strato.core import queue
from strato.moderation import services
from strato.moderation.models import Report
from strato.moderation.states import ReportStatus
from strato.moderation.tests.test_filing import thing

pytestmark = pytest.mark.django_db
SAYS = "buy my coins"


def forgotten(person: User) -> User:
    """The person, after their days."""
    departure = accounts.ask_deletion(person, by=person)
    Departure.objects.filter(pk=departure.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    assert accounts.forget(departure.pk)
    queue.run_pending()
    person.refresh_from_db()
    return person


def report(owner: User, reader: User, kind: str = "message") -> Report:
    """What the reader says of something of the owner's."""
    return services.file_report(kind, thing(kind, owner, reader).pk, reason="spam", text="Look at this", by=reader)


def test_what_somebody_reported_stays_without_their_name(alice: User, mona: User, ada: User) -> None:
    row = report(mona, alice)
    forgotten(alice)
    row.refresh_from_db()
    assert (row.status, row.text, str(row.reporter)) == (ReportStatus.OPEN, "Look at this", "Deleted person")
    assert SAYS in str(row.snapshot)
    services.close_report(row, by=ada)


def test_an_open_report_about_somebody_who_left_keeps_its_evidence(alice: User, mona: User) -> None:
    row = report(alice, mona)
    forgotten(alice)
    row.refresh_from_db()
    assert (row.status, str(row.about)) == (ReportStatus.OPEN, "Deleted person")
    assert SAYS in str(row.snapshot)


@pytest.mark.parametrize("act", [services.close_report, services.dismiss_report])
def test_the_evidence_goes_when_it_is_decided_afterwards(act: object, alice: User, mona: User, ada: User) -> None:
    row = report(alice, mona)
    forgotten(alice)
    row = Report.objects.get(pk=row.pk)
    act(row, by=ada)  # type: ignore[operator]
    row.refresh_from_db()
    assert (row.label, row.link, row.snapshot, row.text) == ("", "", {}, "Look at this")


def test_the_evidence_of_what_was_decided_before_goes_with_them(alice: User, mona: User, ada: User) -> None:
    row = services.close_report(report(alice, mona), by=ada)
    forgotten(alice)
    row.refresh_from_db()
    assert (row.status, row.label, row.link, row.snapshot) == (ReportStatus.CLOSED, "", "", {})


def test_the_evidence_about_who_is_still_there_stays(alice: User, mona: User, ada: User) -> None:
    row = services.close_report(report(mona, alice), by=ada)
    forgotten(alice)
    row.refresh_from_db()
    assert SAYS in str(row.snapshot)


def test_a_person_who_was_reported_and_left_can_still_be_decided_about(alice: User, mona: User, ada: User) -> None:
    row = report(alice, mona, "person")
    forgotten(alice)
    settled = services.dismiss_report(Report.objects.get(pk=row.pk), by=ada, words="Gone")
    assert settled.status == ReportStatus.DISMISSED
