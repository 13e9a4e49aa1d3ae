"""The acts on money. What the gateway says is fetched outside of transactions and booked inside of them."""

from strato.payments.gateways.facts import Line
from strato.payments.services.events import receive_event, settle_event
from strato.payments.services.payables import lock_payable, open_payable
from strato.payments.services.paying import Wanted, abandon_payments, close_session, open_payment, start_session
from strato.payments.services.reconciling import Finding, reconcile
from strato.payments.services.refunding import request_refund, send_refund
from strato.payments.services.reviewing import accept_payment, refuse_payment, what_came
from strato.payments.services.settling import settle
from strato.payments.services.sweeping import sweep_events, sweep_payments, sweep_refunds

__all__ = [
    "Finding",
    "Line",
    "Wanted",
    "abandon_payments",
    "accept_payment",
    "close_session",
    "lock_payable",
    "open_payable",
    "open_payment",
    "receive_event",
    "reconcile",
    "refuse_payment",
    "request_refund",
    "send_refund",
    "settle",
    "settle_event",
    "start_session",
    "sweep_events",
    "sweep_payments",
    "sweep_refunds",
    "what_came",
]
