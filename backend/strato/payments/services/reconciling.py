"""Our books against the gateway's: what was missed is fetched, what cannot be explained is said."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from strato.core import queue
from strato.payments import signals
from strato.payments.errors import GatewayRefused, GatewayUnavailable
from strato.payments.gateways import gateway
from strato.payments.gateways.facts import Transaction
from strato.payments.models import GatewayEvent, MoneyEntry, Payable, Payment, Reconciliation
from strato.payments.services.disputing import refresh_disputes
from strato.payments.services.events import is_ours, payment_of_intent, receive_event, settle_event
from strato.payments.services.refunding import refresh_refunds
from strato.payments.services.settling import settle
from strato.payments.states import EntryKind, PaymentStatus, RefundStatus

OVERLAP = timedelta(hours=1)
MEMORY = timedelta(days=29)  # the gateway keeps events for 30 days
GRACE = timedelta(minutes=2)  # younger news are still on their way
KIND_OF = {
    "charge": EntryKind.CHARGE,
    "refund": EntryKind.REFUND,
    "refund_failure": EntryKind.REFUND_REVERSAL,
    "dispute": EntryKind.DISPUTE,
    "dispute_reversal": EntryKind.DISPUTE_REVERSAL,
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that did not agree."""

    kind: str
    """missed_event, unnoticed_payment, missing_entry, amount_drift, unknown_to_gateway, paid_without_charge, sum_drift"""
    gateway_id: str
    label: str
    detail: str
    is_repaired: bool = False


@dataclass(slots=True)
class Books:
    """One comparison in progress."""

    since: datetime
    until: datetime
    is_dry_run: bool
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, finding: Finding) -> None:
        self.findings.append(finding)

    def each(self, rows: Sequence[T], of: tuple[int, int]) -> Iterator[T]:
        """One after the other, saying how far it is: this part takes it from so many percent to so many."""
        start, end = of
        for done, row in enumerate(rows):
            queue.current().progress(start + (end - start) * done / len(rows))
            yield row

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def reconcile(*, dry_run: bool = False, since: datetime | None = None, grace: timedelta = GRACE) -> Reconciliation:
    """Compare, repair what was only missed (unless ``dry_run``), and keep the report.

    Raises ``GatewayUnavailable`` when the gateway is away; the report then says so, and the next run covers the same time.
    """
    until = timezone.now() - grace
    books = Books(since or beginning(), until, dry_run)
    report = Reconciliation.objects.create(covered_from=books.since, covered_until=until, is_dry_run=dry_run)
    try:
        compare_events(books)
        compare_payments(books)
        compare_ledger(books)
        compare_sums(books)
    except GatewayUnavailable as away:
        report.error = away.detail[:400]
        report.save(update_fields=["error", "updated_at"])
        raise
    report.findings, report.counts = [asdict(finding) for finding in books.findings], books.counts
    report.finished_at = timezone.now()
    report.save(update_fields=["findings", "counts", "finished_at", "updated_at"])
    if books.findings and not dry_run:
        signals.books_differ.send(Reconciliation, reconciliation=report)
    return report


def beginning() -> datetime:
    """Where the last complete comparison ended, a little earlier; at first, as far back as the gateway remembers."""
    last = Reconciliation.objects.filter(is_dry_run=False, finished_at__isnull=False).first()
    oldest = timezone.now() - MEMORY
    return max(oldest, last.covered_until - OVERLAP) if last else oldest


# --- events -------------------------------------------------------------------------------------------------------------
def compare_events(books: Books) -> None:
    """Events that never reached us."""
    told = [facts for facts in gateway().events_since(books.since) if facts.created <= books.until]
    known = set(
        GatewayEvent.objects.filter(event_id__in=[facts.id for facts in told]).values_list("event_id", flat=True)
    )
    for facts in books.each(told, of=(0, 50)):
        books.count("events")
        if facts.id in known:
            continue
        if books.is_dry_run:
            if is_ours(facts):
                books.note(Finding("missed_event", facts.id, "", facts.type))
            continue
        row = receive_event(facts)
        if row is not None and settle_event(row).outcome == "done":
            books.note(Finding("missed_event", facts.id, "", facts.type, is_repaired=True))


# --- open payments --------------------------------------------------------------------------------------------------------
def compare_payments(books: Books) -> None:
    """Payments that wait here and are decided there."""
    waiting = Payment.objects.filter(status=PaymentStatus.OPEN, created_at__lte=books.until).exclude(session_id=None)
    for payment in books.each(list(waiting.select_related("payable").order_by("pk")), of=(50, 60)):
        books.count("open_payments")
        if books.is_dry_run:
            found = gateway().session(payment.session_id or "")
            if found.is_paid:
                books.note(Finding("unnoticed_payment", found.id, payment.payable.label, "paid"))
        elif settle(payment, source="reconcile").status in (PaymentStatus.SUCCEEDED, PaymentStatus.REVIEW):
            label, id = payment.payable.label, payment.session_id or ""
            books.note(Finding("unnoticed_payment", id, label, payment.status, is_repaired=True))


# --- the ledger -----------------------------------------------------------------------------------------------------------
def compare_ledger(books: Books) -> None:
    """Line by line in both directions; lines of other shops on the same account are none of ours."""
    lines = [
        line
        for line in gateway().transactions_since(books.since)
        if line.at <= books.until and line.category in KIND_OF
    ]
    for line in books.each(lines, of=(60, 99)):
        books.count("transactions")
        entry = entry_of(line)
        if entry is None:
            look_for(line, books)
        elif entry.currency == line.amount.currency and entry.amount != line.amount.amount:
            detail = f"{entry.amount} here, {line.amount.amount} there ({entry.currency})"
            books.note(Finding("amount_drift", line.source, entry.payable.label, detail))
    seen = {(KIND_OF[line.category], line.source) for line in lines}
    for entry in entries_between(books):
        books.count("entries")
        if (entry.kind, entry.gateway_id) not in seen and not is_known(entry):
            detail = f"{entry.kind} {entry.amount} {entry.currency}"
            books.note(Finding("unknown_to_gateway", entry.gateway_id, entry.payable.label, detail))


def entry_of(line: Transaction) -> MoneyEntry | None:
    named = MoneyEntry.objects.filter(kind=KIND_OF[line.category], gateway_id=line.source)
    return named.select_related("payable").first()


def look_for(line: Transaction, books: Books) -> None:
    """A line of theirs that we do not have: ours to fetch, or another shop's."""
    payment = payment_behind(line, may_adopt=not books.is_dry_run)
    if payment is None:
        books.count("foreign")
        return
    if not books.is_dry_run:
        settle(payment, source="reconcile")
        refresh_refunds(payment, source="reconcile")
        refresh_disputes(payment, source="reconcile")
    detail = f"{line.category} {line.amount}"
    is_repaired = not books.is_dry_run and entry_of(line) is not None
    books.note(Finding("missing_entry", line.source, payment.payable.label, detail, is_repaired=is_repaired))


def payment_behind(line: Transaction, *, may_adopt: bool) -> Payment | None:
    """Our payment that a line of the gateway's books belongs to."""
    match line.category:
        case "charge":
            intent = gateway().charge(line.source).intent_id
        case "refund" | "refund_failure":
            intent = gateway().refund(line.source).intent_id
        case _:
            intent = gateway().dispute(line.source).intent_id
    return payment_of_intent(intent, may_adopt=may_adopt) if intent else None


def entries_between(books: Books) -> Iterator[MoneyEntry]:
    rows = MoneyEntry.objects.filter(at__gte=books.since, at__lte=books.until).exclude(kind=EntryKind.FEE)
    return rows.select_related("payable").iterator(chunk_size=500)


def is_known(entry: MoneyEntry) -> bool:
    """Does the gateway know what this line of ours tells of? Its own line may be older than the time we look at."""
    try:
        match entry.kind:
            case EntryKind.CHARGE:
                return gateway().charge(entry.gateway_id).is_paid
            case EntryKind.REFUND | EntryKind.REFUND_REVERSAL:
                return bool(gateway().refund(entry.gateway_id).id)
            case _:
                return bool(gateway().dispute(entry.gateway_id).id)
    except GatewayRefused:
        return False


# --- sums -----------------------------------------------------------------------------------------------------------------
def compare_sums(books: Books) -> None:
    """Sums against the lines they are made of, and payments against their charge."""
    charges = Q(entries__kind=EntryKind.CHARGE, entries__currency=F("currency"))
    booked = Payable.objects.annotate(sum=Coalesce(Sum("entries__amount", filter=charges), 0)).exclude(sum=F("charged"))
    for label, kept, total in booked.values_list("label", "charged", "sum"):
        books.note(Finding("sum_drift", "", label, f"charged {kept}, ledger {total}"))
    living = ~Q(refunds__status=RefundStatus.FAILED) & Q(refunds__currency=F("currency"))
    back = Payable.objects.annotate(sum=Coalesce(Sum("refunds__amount", filter=living), 0)).exclude(sum=F("refunded"))
    for label, kept, total in back.values_list("label", "refunded", "sum"):
        books.note(Finding("sum_drift", "", label, f"refunded {kept}, refunds {total}"))
    paid = Payment.objects.filter(status=PaymentStatus.SUCCEEDED, created_at__lte=books.until)
    for payment in paid.exclude(payable__entries__kind=EntryKind.CHARGE).select_related("payable"):
        books.note(Finding("paid_without_charge", payment.session_id or "", payment.payable.label, str(payment.money)))
