"""Why a thing cannot be made, by name."""

from strato.core.errors import Conflict, Invalid


class MeasureMissing(Conflict):
    code = "measure_missing"
    detail = "This is made to a measurement that nobody has written down yet."


class MeasureOutOfReach(Conflict):
    code = "measure_out_of_reach"
    detail = "This cannot be made in the size that the measurement asks for."


class LetteringTooLong(Invalid):
    code = "lettering_too_long"
    detail = "These letters do not fit where they would still be readable."


class LettersUnknown(Invalid):
    code = "letters_unknown"
    detail = "The typeface has no outlines for some of these letters."
