"""What is done on the shop floor: to printers, and to the runs they make.

Locks are taken in one order: the printer, then its run.
"""

from strato.shopfloor.services.printers import (
    add_printer,
    bring_online,
    edit_printer,
    load_spool,
    maintain,
    restore_printer,
    retire_printer,
    take_offline,
    unload_spool,
)
from strato.shopfloor.services.runs import (
    cancel_run,
    fail_run,
    finish_run,
    pause_run,
    plan_run,
    report_progress,
    resume_run,
    set_photo,
    start_run,
)

__all__ = [
    "add_printer",
    "bring_online",
    "cancel_run",
    "edit_printer",
    "fail_run",
    "finish_run",
    "load_spool",
    "maintain",
    "pause_run",
    "plan_run",
    "report_progress",
    "restore_printer",
    "resume_run",
    "retire_printer",
    "set_photo",
    "start_run",
    "take_offline",
    "unload_spool",
]
