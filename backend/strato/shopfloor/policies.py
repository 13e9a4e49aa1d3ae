"""Who may do what on the shop floor."""

from typing import Any

from strato.core.policies import is_admin
from strato.labs.policies import MANAGERS, OPERATORS, in_lab
from strato.shopfloor.models import Printer, Run


def can_manage_printer(user: Any, printer: Printer | None = None) -> bool:
    """Managers of the lab; without a row: managers of any lab."""
    return is_admin(user) or in_lab(user, printer.lab if printer else None, *MANAGERS)


def can_operate_printer(user: Any, printer: Printer | None = None) -> bool:
    return is_admin(user) or in_lab(user, printer.lab if printer else None, *OPERATORS)


def can_see_inside_printer(user: Any, printer: Printer | None = None) -> bool:
    return is_admin(user) or in_lab(user, printer.lab if printer else None)


def can_operate_run(user: Any, run: Run | None = None) -> bool:
    return is_admin(user) or in_lab(user, run.printer.lab if run else None, *OPERATORS)
