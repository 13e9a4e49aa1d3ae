"""Webhooks: kept once as they came, then settled by asking the gateway what is true now."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from strato.payments import signals
from strato.payments.gateways import gateway
from strato.payments.gateways.facts import EventFacts
from strato.payments.gateways.reading import event as read_kept
from strato.payments.models import GatewayEvent, Payment
from strato.payments.services.disputing import refresh_disputes
from strato.payments.services.refunding import is_uuid, refresh_refunds
from strato.payments.services.settling import settle
from strato.payments.states import EventOutcome

ABOUT_PAYMENTS = ("checkout.session.", "payment_intent.", "charge.", "refund.")


@transaction.atomic
def receive_event(facts: EventFacts) -> GatewayEvent | None:
    """Keep an event; None when it is known already."""
    row, is_new = GatewayEvent.objects.get_or_create(
        event_id=facts.id, defaults={"type": facts.type[:80], "object_id": facts.object_id, "payload": facts.payload}
    )
    if is_new:
        signals.event_received.send(GatewayEvent, event=row)
    return row if is_new else None


def settle_event(row: GatewayEvent) -> GatewayEvent:
    """Do what an event asks for, once; a failure leaves it to the sweeper. Outside of transactions."""
    if row.outcome:
        return row
    GatewayEvent.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    facts = read_kept(row.payload)
    if note := why_ignored(facts):
        return close(row, EventOutcome.IGNORED, note)
    payment = payment_of(facts)
    if payment is None:
        return close(row, EventOutcome.IGNORED, "Not about a payment of ours.")
    look_at(payment, facts)
    return close(row, EventOutcome.DONE, version_note(facts))


def why_ignored(facts: EventFacts) -> str:
    """A sentence when the event is none of our business."""
    if facts.is_live != gateway().is_live:
        return "Live and test mode are not mixed."
    if not facts.type.startswith(ABOUT_PAYMENTS):
        return "Nothing is done for events of this type."
    return ""


def version_note(facts: EventFacts) -> str:
    """An event of another version of the API is settled like any other: only its object's id is read from it."""
    expected = settings.STRIPE_API_VERSION
    return "" if facts.version == expected else f"Written in version {facts.version or 'unknown'}."


def is_ours(facts: EventFacts) -> bool:
    """Would this event be settled? Looks at our own rows only."""
    return not why_ignored(facts) and Payment.objects.filter(named_by(facts)).exists()


def named_by(facts: EventFacts) -> Q:
    """Our payment by the gateway's names in an event, or by our own."""
    named = Q(pk=facts.reference) if is_uuid(facts.reference) else Q(pk=None)
    if facts.object_kind == "checkout.session":
        named |= Q(session_id=facts.object_id)
    if facts.intent_id:
        named |= Q(intent_id=facts.intent_id)
    return named


def payment_of(facts: EventFacts) -> Payment | None:
    """Our payment behind an event, with its session's id written down; where the event does not say, the gateway is asked."""
    found: Payment | None = Payment.objects.filter(named_by(facts)).first()
    if found is not None and found.session_id:
        return found
    if facts.object_kind == "checkout.session":
        return remember_session(found, facts.object_id) if found else None
    if facts.intent_id:
        return payment_of_intent(facts.intent_id) or found
    return found


def payment_of_intent(intent_id: str, *, may_adopt: bool = True) -> Payment | None:
    """Our payment behind an intent, known or found by its session; without ``may_adopt`` nothing is written down."""
    known = Payment.objects.filter(intent_id=intent_id).first()
    session = None if known else gateway().session_of_intent(intent_id)
    if session is None or not is_uuid(session.reference):
        return known
    found = Payment.objects.filter(pk=session.reference).first()
    return remember_session(found, session.id) if found and may_adopt else found


def remember_session(payment: Payment, session_id: str) -> Payment:
    """The webhook was faster than the answer that named the session."""
    Payment.objects.filter(pk=payment.pk, session_id=None).update(session_id=session_id)
    payment.refresh_from_db()
    return payment


def look_at(payment: Payment, facts: EventFacts) -> None:
    """First whether the money is here, then what became of it."""
    settle(payment, source="webhook")
    if facts.type.startswith(("refund.", "charge.refund")):
        refresh_refunds(payment, source="webhook")
    if facts.type.startswith("charge.dispute"):
        refresh_disputes(payment, source="webhook")


def close(row: GatewayEvent, outcome: EventOutcome, note: str) -> GatewayEvent:
    GatewayEvent.objects.filter(pk=row.pk, outcome="").update(outcome=outcome, note=note[:400], done_at=timezone.now())
    row.refresh_from_db()
    return row
