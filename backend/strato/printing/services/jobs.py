"""Print jobs between the customer and the lab: placed, accepted, refused, asked about, called off, handed on."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from strato.core import status
from strato.core.errors import WrongState
from strato.core.numbering import next_number
from strato.labs.models import Lab
from strato.labs.states import LabStatus, PaymentPolicy
from strato.printing import fitting, notices, signals
from strato.printing.errors import (
    LabCannotMake,
    LabUnavailable,
    NothingToAnswer,
    OfferImpossible,
    OfferTaken,
    PaymentFirst,
    PrinterMissing,
    PrinterNotChoosable,
    QuoteExpired,
    SameLab,
)
from strato.printing.models import JobNote, Offer, PrintJob, Quote
from strato.printing.offering import reasons_json
from strato.printing.services.telling import publish_change, tell_customer, tell_lab
from strato.printing.states import PrintJobStatus as S
from strato.shopfloor.models import Printer

WISH = (
    "model_id",
    "material_id",
    "color_hex",
    "layer_height_mm",
    "infill_percent",
    "wall_count",
    "supports",
    "scale_percent",
    "quantity",
    "finish",
    "needed_by",
)
OPEN = (S.QUOTED, S.AWAITING_PAYMENT, S.PENDING, S.ACCEPTED, S.PROCESSING, S.FAILED)


@transaction.atomic
def submit_print_job(offer: Offer, *, by: Any, note: str = "", printer: Printer | None = None) -> PrintJob:
    """A print job at the price of this offer; the lab may have it wait for payment, for review, or accept by itself.

    Raises ``QuoteExpired``, ``OfferImpossible``, ``OfferTaken``, ``PaymentFirst`` at a lab that is paid in advance, and the
    printer's errors when the customer chose one.
    """
    if offer.lab.payment_policy == PaymentPolicy.PREPAY and offer.amount:
        raise PaymentFirst
    return hand_to_lab(new_job(offer, by=by, note=note, printer=printer), by=by)


def new_job(offer: Offer, *, by: Any, note: str = "", printer: Printer | None = None, **details: Any) -> PrintJob:
    """A quoted print job at the price of this offer, in the caller's transaction."""
    quote = Quote.objects.select_for_update().get(pk=offer.quote_id)
    if quote.expires_at <= timezone.now():
        raise QuoteExpired(expired_at=quote.expires_at.isoformat())
    if not offer.is_possible or offer.amount is None:
        raise OfferImpossible(reasons=offer.reasons)
    if offer.lab.status != LabStatus.ACTIVE:
        raise LabUnavailable
    job = PrintJob(
        number=f"P-{next_number('print_job'):06d}",
        customer=by,
        lab=offer.lab,
        offer=offer,
        status=S.QUOTED,
        amount=offer.amount,
        currency=offer.currency,
        lines=offer.lines,
        grams_mg=offer.grams_mg or 0,
        seconds=offer.seconds or 0,
        ready_at=offer.ready_at,
        note=note,
        **{name: getattr(quote, name) for name in WISH},
        **details,
    )
    if printer is not None:
        job.printer = chosen_printer(job, printer)
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError as error:
        raise OfferTaken from error
    return job


def chosen_printer(job: PrintJob, printer: Printer) -> Printer:
    """The printer that a customer asked for, if the lab lets customers choose it and it can make the job."""
    if printer.lab_id != job.lab_id:
        raise PrinterMissing
    if not printer.is_choosable:
        raise PrinterNotChoosable
    fitting.check_printer(job, printer)
    return printer


def hand_to_lab(job: PrintJob, *, by: Any) -> PrintJob:
    """Into the lab's review queue, or past it where the lab accepts by itself."""
    if job.lab.auto_accept:
        status.change(job, S.ACCEPTED, by=None, reason="auto_accept")
        signals.print_job_accepted.send(PrintJob, job=job)
    else:
        status.change(job, S.PENDING, by=by)
    tell_lab(job, notices.JOB_SUBMITTED, by=by)
    return job


@transaction.atomic
def accept_print_job(job: PrintJob, *, by: Any) -> PrintJob:
    status.change(job, S.ACCEPTED, by=by)
    signals.print_job_accepted.send(PrintJob, job=job)
    tell_customer(job, notices.JOB_ACCEPTED, by=by)
    return job


@transaction.atomic
def reject_print_job(job: PrintJob, *, by: Any, reason: str) -> PrintJob:
    status.change(job, S.REJECTED, by=by, reason=reason)
    signals.print_job_called_off.send(PrintJob, job=job)
    tell_customer(job, notices.JOB_REJECTED, by=by, reason=reason)
    return job


@transaction.atomic
def cancel_print_job(job: PrintJob, *, by: Any, reason: str = "") -> PrintJob:
    """Called off: by the customer before it is being made, or by either side after it failed."""
    status.change(job, S.CANCELLED, by=by, reason=reason)
    signals.print_job_called_off.send(PrintJob, job=job)
    tell_lab(job, notices.JOB_CANCELLED, by=by, reason=reason)
    tell_customer(job, notices.JOB_CANCELLED, by=by, reason=reason)
    return job


@transaction.atomic
def ask_customer(job: PrintJob, *, by: Any, text: str) -> JobNote:
    """A question about the job; it stays open until the customer answers."""
    require_open(job)
    note = JobNote.objects.create(job=job, author=by, text=text, is_question=True)
    tell_customer(job, notices.JOB_QUESTION, by=by, text=text)
    publish_change(job, "note")
    return note


@transaction.atomic
def answer_lab(job: PrintJob, *, by: Any, text: str) -> JobNote:
    """The customer's answer to the latest question."""
    require_open(job)
    if not job.has_open_question:
        raise NothingToAnswer
    note = JobNote.objects.create(job=job, author=by, text=text)
    tell_lab(job, notices.JOB_ANSWERED, by=by, text=text)
    publish_change(job, "note")
    return note


def require_open(job: PrintJob) -> None:
    if job.status not in OPEN:
        raise WrongState(from_status=job.status, to_status=job.status)


@transaction.atomic
def reassign_print_job(job: PrintJob, *, by: Any, lab: Lab, printer: Printer | None = None) -> PrintJob:
    """A failed job goes to another lab's review queue, whose name is the step's reason; the customer keeps price and currency.

    Raises ``SameLab``, ``LabUnavailable``, ``LabCannotMake`` or the printer's errors.
    """
    if lab.pk == job.lab_id:
        raise SameLab
    if lab.status != LabStatus.ACTIVE:
        raise LabUnavailable
    if printer is None:
        found = fitting.match_lab(job, lab)
        if not found.is_possible:
            raise LabCannotMake(reasons=reasons_json(found.reasons))
    elif printer.lab_id != lab.pk:
        raise PrinterMissing
    else:
        fitting.check_printer(job, printer)
    before = job.lab
    status.change(job, S.PENDING, by=by, reason=lab.name)
    job.lab, job.printer, job.spool = lab, printer, None
    job.save(update_fields=["lab", "printer", "spool", "updated_at"])
    tell_customer(job, notices.JOB_REASSIGNED, by=by, from_lab=before.name)
    tell_lab(job, notices.JOB_REASSIGNED, by=by, from_lab=before.name)
    tell_lab(job, notices.JOB_WITHDRAWN, by=by, lab=before, from_lab=before.name)
    return job
