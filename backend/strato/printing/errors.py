"""What printing refuses, each with its stable code."""

from strato.core.errors import Conflict, Forbidden, Invalid, TooLarge, Unprocessable


class UnitImpossible(Unprocessable):
    code = "unit_impossible"
    detail = "In this unit the model would be far larger or smaller than anything that can be made."


class EmptyUpload(Invalid):
    code = "empty_upload"
    detail = "There is no file in this upload."


class ModelTooLarge(TooLarge):
    code = "model_too_large"
    detail = "This file is larger than the largest 3D model accepted here."


class SameUnit(Conflict):
    code = "same_unit"
    detail = "The model is in this unit already."


class GuestKeyNeeded(Forbidden):
    code = "guest_key_missing"
    detail = "Sign in, or send an X-Guest key, so that what you upload stays yours."


class ModelNotReady(Conflict):
    code = "model_not_ready"
    detail = "The model is still being looked at. Try again in a moment."


class ModelRefused(Conflict):
    code = "model_refused"
    detail = "This file could not be read as a 3D model, so nothing can be made of it."


class ModelFlawed(Conflict):
    """What must be fixed is in ``facts["findings"]``."""

    code = "model_flawed"
    detail = "This model cannot be made as it is, so a price would mean nothing. Its report says what must be fixed."


class ModelInUse(Conflict):
    code = "model_in_use"
    detail = "A print job was placed for this model, so its size must stay as it is. Upload it again to change it."


class NothingToRepair(Conflict):
    code = "nothing_to_repair"
    detail = "This model is sound; there is nothing to repair."


class MaterialUnavailable(Invalid):
    code = "material_unavailable"
    detail = "This material is not offered any more."


class QuoteExpired(Conflict):
    code = "quote_expired"
    detail = "This quote has expired. Ask for a new one; it takes a second."


class OfferImpossible(Conflict):
    code = "offer_impossible"
    detail = "This lab cannot make the model as asked."


class PaymentFirst(Conflict):
    code = "payment_first"
    detail = "This lab is paid in advance: put the offer into the cart and pay for it there."


class OfferTaken(Conflict):
    code = "offer_taken"
    detail = "A print job was already placed on this offer."


class PrinterMissing(Invalid):
    code = "printer_missing"
    detail = "This lab has no such printer."


class PrinterNotChoosable(Invalid):
    code = "printer_not_choosable"
    detail = "The lab chooses when this printer is used."


class PrinterUnsuitable(Conflict):
    """Why is in ``facts["reasons"]``: [{code, facts}], the words of the offers."""

    code = "printer_unsuitable"
    detail = "This printer cannot make this job."


class PrinterNotAssigned(Conflict):
    code = "printer_not_assigned"
    detail = "Assign a printer first."


class SpoolMissing(Invalid):
    code = "spool_missing"
    detail = "This lab has no such spool."


class SpoolUnsuitable(Conflict):
    code = "spool_unsuitable"
    detail = "This spool holds another material."


class SpoolTooLight(Conflict):
    code = "spool_too_light"
    detail = "There is not enough left on this spool."


class NoRunGoingOn(Conflict):
    code = "no_run_going_on"
    detail = "Nothing is being printed for this job now."


class LabUnavailable(Invalid):
    code = "lab_unavailable"
    detail = "This lab does not take jobs."


class SameLab(Invalid):
    code = "same_lab"
    detail = "The job is at this lab already. Retry it, on another printer if you like."


class LabCannotMake(Conflict):
    """Why is in ``facts["reasons"]``: [{code, facts}], the words of the offers."""

    code = "lab_cannot_make"
    detail = "This lab has no printer that can make this job."


class NothingToAnswer(Conflict):
    code = "nothing_to_answer"
    detail = "There is no open question about this job."
