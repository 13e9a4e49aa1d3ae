from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory.tests.factories import MaterialFactory, SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import MembershipFactory
from strato.shopfloor.models import Printer
from strato.shopfloor.states import PrinterStatus as S
from strato.shopfloor.tests.factories import PrinterFactory, RunFactory

Client = Callable[..., APIClient]


@pytest.fixture
def printer(lab_north: Lab) -> Printer:
    return PrinterFactory(lab=lab_north)


def stand(printer: Printer, status: S) -> None:
    Printer.objects.filter(pk=printer.pk).update(status=status)


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        ("maintenance", S.IDLE, S.MAINTENANCE),
        ("maintenance", S.OFFLINE, S.MAINTENANCE),
        ("offline", S.IDLE, S.OFFLINE),
        ("offline", S.PRINTING, S.OFFLINE),
        ("online", S.OFFLINE, S.IDLE),
        ("online", S.MAINTENANCE, S.IDLE),
        ("retire", S.IDLE, S.RETIRED),
        ("retire", S.OFFLINE, S.RETIRED),
        ("restore", S.RETIRED, S.IDLE),
    ],
)
def test_a_printer_changes_its_status(
    act: str, before: S, after: S, printer: Printer, lena: User, client_of: Client
) -> None:
    stand(printer, before)
    answer = client_of(lena).post(f"/api/printers/{printer.pk}/{act}/", {"reason": "Belt"})
    assert (answer.status_code, answer.json()["status"]) == (200, after), answer.json()
    step = printer.status_changes.get()
    assert (step.from_status, step.to_status, step.by) == (before, after, lena)
    assert step.reason == ("" if act == "restore" else "Belt")
    history = client_of(lena).get(f"/api/printers/{printer.pk}/history/").json()["results"]
    assert [(change["to_status"], change["by"]["name"]) for change in history] == [(after, "Lena")]


@pytest.mark.parametrize(
    ("act", "before"),
    [
        ("maintenance", S.RETIRED),
        ("offline", S.OFFLINE),
        ("offline", S.RETIRED),
        ("online", S.IDLE),
        ("online", S.RETIRED),
        ("online", S.PRINTING),
        ("retire", S.PRINTING),
        ("retire", S.RETIRED),
        ("restore", S.IDLE),
        ("restore", S.MAINTENANCE),
    ],
)
def test_the_wrong_state_is_refused(act: str, before: S, printer: Printer, lena: User, client_of: Client) -> None:
    stand(printer, before)
    answer = client_of(lena).post(f"/api/printers/{printer.pk}/{act}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    printer.refresh_from_db()
    assert (printer.status, printer.status_changes.count()) == (before, 0)


@pytest.mark.parametrize("act", ["maintenance", "offline", "online"])
def test_operators_act_and_others_do_not(
    act: str, printer: Printer, mona: User, olaf: User, alice: User, client_of: Client
) -> None:
    stand(printer, S.OFFLINE if act == "online" else S.IDLE)
    keeper = MembershipFactory(lab=printer.lab, role="stock_keeper").user
    for person in (olaf, alice, keeper):
        assert client_of(person).post(f"/api/printers/{printer.pk}/{act}/").status_code == 403
    assert client_of().post(f"/api/printers/{printer.pk}/{act}/").status_code == 401
    assert client_of(mona).post(f"/api/printers/{printer.pk}/{act}/").status_code == 200


def test_nobody_services_a_printer_with_a_print_on_it(printer: Printer, lena: User, client_of: Client) -> None:
    run = RunFactory(printer=printer, status="running")
    stand(printer, S.PRINTING)
    answer = client_of(lena).post(f"/api/printers/{printer.pk}/maintenance/")
    assert (answer.status_code, answer.json()["code"]) == (409, "printer_busy")
    assert answer.json()["facts"]["run"] == str(run.pk)
    assert "maintenance" not in client_of(lena).get(f"/api/printers/{printer.pk}/").json()["allowed_actions"]


def test_a_printer_with_plans_is_not_retired(printer: Printer, lena: User, client_of: Client) -> None:
    RunFactory(printer=printer)
    answer = client_of(lena).post(f"/api/printers/{printer.pk}/retire/")
    assert (answer.status_code, answer.json()["code"]) == (409, "printer_has_plans")


@pytest.mark.parametrize(
    ("run", "expected"), [("running", S.PRINTING), ("paused", S.PAUSED), ("finished", S.IDLE), ("assigned", S.IDLE)]
)
def test_a_printer_that_comes_back_goes_on_where_its_run_is(
    run: str, expected: S, printer: Printer, mona: User, client_of: Client
) -> None:
    RunFactory(printer=printer, status=run)
    stand(printer, S.OFFLINE)
    assert client_of(mona).post(f"/api/printers/{printer.pk}/online/").json()["status"] == expected


def test_a_spool_is_loaded_and_unloaded(printer: Printer, mona: User, client_of: Client) -> None:
    spool = SpoolFactory(lab=printer.lab)
    other = PrinterFactory(lab=printer.lab, loaded_spool=spool)
    url = f"/api/printers/{printer.pk}/load-spool/"
    assert client_of(mona).post(url, {"spool": str(spool.pk)}).json()["loaded_spool"]["id"] == str(spool.pk)
    other.refresh_from_db()
    assert other.loaded_spool is None
    assert client_of(mona).post(url, {"spool": None}).json()["loaded_spool"] is None


def test_a_spool_off_the_shelf_is_off_its_printer(printer: Printer, lena: User, client_of: Client) -> None:
    spool = SpoolFactory(lab=printer.lab)
    Printer.objects.filter(pk=printer.pk).update(loaded_spool=spool)
    assert client_of(lena).post(f"/api/spools/{spool.pk}/archive/").status_code == 200
    assert client_of(lena).get(f"/api/printers/{printer.pk}/").json()["loaded_spool"] is None


def test_a_wrong_spool_is_not_loaded(printer: Printer, mona: User, lab_south: Lab, client_of: Client) -> None:
    MembershipFactory(lab=lab_south, user=mona, role="operator")
    petg = MaterialFactory(code="petg", name="PETG")
    for spool in (
        SpoolFactory(lab=lab_south),
        SpoolFactory(lab=printer.lab, is_archived=True),
        SpoolFactory(lab=printer.lab, material=petg),
    ):
        answer = client_of(mona).post(f"/api/printers/{printer.pk}/load-spool/", {"spool": str(spool.pk)})
        assert (answer.status_code, answer.json()["code"]) == (409, "wrong_spool")


def test_a_spool_of_a_lab_that_one_is_no_member_of_does_not_exist(
    printer: Printer, mona: User, client_of: Client
) -> None:
    answer = client_of(mona).post(f"/api/printers/{printer.pk}/load-spool/", {"spool": str(SpoolFactory().pk)})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["spool"])


def test_only_operators_load(printer: Printer, alice: User, olaf: User, client_of: Client) -> None:
    for person in (alice, olaf):
        assert client_of(person).post(f"/api/printers/{printer.pk}/load-spool/", {"spool": None}).status_code == 403
