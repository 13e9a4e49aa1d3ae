"""What the shop floor can refuse, by name."""

from strato.core.errors import Conflict, Invalid


class PrinterBusy(Conflict):
    code = "printer_busy"
    detail = "Something is on this printer. Finish, fail or cancel it first."


class PrinterNotReady(Conflict):
    code = "printer_not_ready"
    detail = "This printer cannot print in its present status."


class PrinterHasPlans(Conflict):
    code = "printer_has_plans"
    detail = "Runs are still planned on this printer. Cancel them first."


class NameTaken(Conflict):
    code = "name_taken"
    detail = "Another printer of this lab has this name."


class WrongSpool(Conflict):
    code = "wrong_spool"
    detail = "This spool cannot be used on this printer."


class WrongMaterial(Invalid):
    code = "wrong_material"
    detail = "This printer cannot print this material."


class InvalidProgress(Invalid):
    code = "invalid_progress"
    detail = "Progress is a whole percent from 0 to 100."
