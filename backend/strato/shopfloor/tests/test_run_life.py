from strato.accounts.models import User
from strato.inventory.tests.factories import SpoolFactory
from strato.labs.models import Lab
from strato.shopfloor import services
from strato.shopfloor.tests.factories import PrinterFactory


def test_a_run_goes_from_plan_to_finish_and_its_printer_follows(lab_north: Lab, mona: User) -> None:
    printer, spool = PrinterFactory(lab=lab_north), SpoolFactory(lab=lab_north)
    run = services.plan_run(printer, by=mona, spool=spool, planned_mg=20_000, planned_seconds=3600, label="PJ-7")
    services.start_run(run, by=mona)
    printer.refresh_from_db()
    assert printer.status == "printing"
    services.pause_run(run, by=mona, reason="color change")
    services.resume_run(run, by=mona)
    services.report_progress(run, 40, by=None)
    assert services.report_progress(run, 30, by=None).progress_percent == 40
    done = services.finish_run(run, by=mona)
    printer.refresh_from_db()
    spool.refresh_from_db()
    assert (done.status, done.used_mg, printer.status, spool.remaining_mg) == ("finished", 20_000, "idle", 980_000)
    assert [change.to_status for change in done.status_changes.all()] == [
        "assigned", "running", "paused", "running", "finished",
    ]  # fmt: skip
