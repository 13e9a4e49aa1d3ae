from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory.models import Material
from strato.inventory.tests.factories import MaterialFactory, SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory
from strato.shopfloor.models import Printer
from strato.shopfloor.tests.factories import PrinterFactory, RunFactory

Client = Callable[..., APIClient]
URL = "/api/printers/"


@pytest.fixture
def pla(db: None) -> Material:
    return MaterialFactory()


def asked(at: Lab, **changes: Any) -> dict[str, Any]:
    size = {"build_x_mm": 250, "build_y_mm": 210, "build_z_mm": 220}
    known = {"lab": str(at.pk), "name": "Prusa left", "technology": "fdm", **size}
    return {**known, **changes}


def names(answer: Any) -> list[str]:
    return [row["name"] for row in answer.json()["results"]]


def test_a_manager_adds_a_printer(lena: User, lab_north: Lab, pla: Material, client_of: Client) -> None:
    answer = client_of(lena).post(URL, asked(lab_north, materials=[str(pla.pk)], amount_per_hour=250, notes="Glue!"))
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert (body["status"], body["nozzle_mm"], body["queue_minutes"], body["notes"]) == ("idle", 0.4, 0, "Glue!")
    assert [material["code"] for material in body["materials"]] == ["pla"]
    assert body["allowed_actions"] == [
        "partial_update",
        "maintenance",
        "offline",
        "retire",
        "load_spool",
        "statistics",
        "history",
    ]
    assert Printer.objects.get(lab=lab_north).build_volume_mm == (250, 210, 220)


@pytest.mark.parametrize(
    "change",
    [
        {"build_x_mm": 0},
        {"build_z_mm": 10**7},
        {"nozzle_mm": 0},
        {"min_layer_mm": 0.4, "max_layer_mm": 0.2},
        {"technology": "cnc"},
        {"name": ""},
        {"amount_per_hour": -1},
        {"materials": ["01890000-0000-7000-8000-000000000001"]},
        {"lab": "01890000-0000-7000-8000-000000000001"},
    ],
)
def test_a_wrong_printer_is_refused(change: dict[str, Any], lena: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(lena).post(URL, asked(lab_north, **change))
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert not Printer.objects.exists()


def test_a_name_is_used_once_per_lab(lena: User, lab_north: Lab, client_of: Client) -> None:
    PrinterFactory(name="Prusa left")
    assert client_of(lena).post(URL, asked(lab_north)).status_code == 201
    answer = client_of(lena).post(URL, asked(lab_north))
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
    other = PrinterFactory(lab=lab_north)
    renamed = client_of(lena).patch(f"{URL}{other.pk}/", {"name": "Prusa left"})
    assert (renamed.status_code, renamed.json()["code"]) == (409, "name_taken")


def test_a_printer_prints_materials_of_its_technology(lena: User, lab_north: Lab, client_of: Client) -> None:
    resin = MaterialFactory(code="resin-standard", name="Standard resin", technology="sla", density_g_cm3=1.12)
    answer = client_of(lena).post(URL, asked(lab_north, materials=[str(resin.pk)]))
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_material")
    assert not Printer.objects.exists()


def test_a_manager_edits_a_printer(lena: User, lab_north: Lab, lab_south: Lab, client_of: Client) -> None:
    printer = PrinterFactory(lab=lab_north)
    changes = {"name": "Right", "is_choosable": False, "materials": [], "status": "retired", "lab": str(lab_south.pk)}
    body = client_of(lena).patch(f"{URL}{printer.pk}/", changes).json()
    assert (body["name"], body["is_choosable"], body["materials"], body["status"]) == ("Right", False, [], "idle")
    printer.refresh_from_db()
    assert printer.lab == lab_north


def test_a_printer_with_materials_does_not_change_its_technology(lena: User, lab_north: Lab, client_of: Client) -> None:
    printer = PrinterFactory(lab=lab_north)
    answer = client_of(lena).patch(f"{URL}{printer.pk}/", {"technology": "sla"})
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_material")
    printer.refresh_from_db()
    assert printer.technology == "fdm"


def test_operators_customers_and_outsiders_neither_add_nor_edit(
    mona: User, olaf: User, alice: User, lena: User, lab_north: Lab, lab_south: Lab, client_of: Client
) -> None:
    printer = PrinterFactory(lab=lab_north)
    for person in (mona, olaf, alice):
        assert client_of(person).post(URL, asked(lab_north)).status_code == 403
        assert client_of(person).patch(f"{URL}{printer.pk}/", {"name": "X"}).status_code == 403
        assert client_of(person).post(f"{URL}{printer.pk}/retire/").status_code == 403
    assert client_of(lena).post(URL, asked(lab_south)).status_code == 403
    assert client_of().post(URL, asked(lab_north)).status_code == 401
    hidden = PrinterFactory(lab=LabFactory(status="pending"))
    assert client_of(alice).patch(f"{URL}{hidden.pk}/", {"name": "X"}).status_code == 404


def test_the_world_sees_the_machine_but_not_what_is_inside(mona: User, lab_north: Lab, client_of: Client) -> None:
    printer = PrinterFactory(lab=lab_north, notes="Door sticks", loaded_spool=SpoolFactory(lab=lab_north))
    RunFactory(printer=printer, status="running", planned_seconds=600, progress_percent=50)
    RunFactory(printer=printer, status="assigned", planned_seconds=60)
    RunFactory(printer=printer, status="finished", planned_seconds=6000)
    outside = client_of().get(f"{URL}{printer.pk}/").json()
    assert [outside[field] for field in ("notes", "loaded_spool", "live_run", "queue_minutes")] == [
        "",
        None,
        None,
        None,
    ]
    assert outside["allowed_actions"] == []
    inside = client_of(mona).get(f"{URL}{printer.pk}/").json()
    assert (inside["notes"], inside["queue_minutes"], inside["loaded_spool"]["color_name"]) == (
        "Door sticks",
        6,
        "Orange",
    )
    assert (inside["live_run"]["progress_percent"], inside["live_run"]["seconds_left"]) == (50, 300)


def test_printers_are_searched_and_narrowed_down(
    mona: User, lab_north: Lab, lab_south: Lab, pla: Material, client_of: Client
) -> None:
    PrinterFactory(lab=lab_north, name="A", materials=[pla])
    PrinterFactory(lab=lab_north, name="B", technology="sla", materials=[], status="offline", model="Form 4")
    PrinterFactory(lab=lab_south, name="C", materials=[], is_choosable=False)
    PrinterFactory(lab=lab_north, name="Old", materials=[], status="retired")
    PrinterFactory(lab=LabFactory(status="suspended"), name="Closed")
    browser = client_of()
    assert names(browser.get(URL)) == ["A", "B", "C"]
    assert names(browser.get(f"{URL}?lab={lab_north.pk}")) == ["A", "B"]
    assert names(browser.get(f"{URL}?technology=sla")) == ["B"]
    assert names(browser.get(f"{URL}?material={pla.pk}")) == ["A"]
    assert names(browser.get(f"{URL}?status=idle&status=offline&lab={lab_north.pk}")) == ["A", "B"]
    assert names(browser.get(f"{URL}?choosable=false")) == ["C"]
    assert names(browser.get(f"{URL}?search=form")) == ["B"]
    assert names(client_of(mona).get(f"{URL}?status=retired")) == ["Old"]
    assert browser.get(f"{URL}?lab=x").status_code == 400


def test_the_list_costs_the_same_at_any_length(
    mona: User, lab_north: Lab, pla: Material, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(15):
        printer = PrinterFactory(lab=lab_north, materials=[pla], loaded_spool=SpoolFactory(lab=lab_north))
        RunFactory.create_batch(2, printer=printer)
    with django_assert_max_num_queries(6):
        assert len(client_of(mona).get(URL).json()["results"]) == 15


def test_statistics_are_for_the_people_of_the_lab(mona: User, alice: User, lab_north: Lab, client_of: Client) -> None:
    printer = PrinterFactory(lab=lab_north)
    assert client_of(mona).get(f"{URL}{printer.pk}/statistics/").json() == {
        "finished": 0, "failed": 0, "cancelled": 0, "success_percent": None, "hours": 0.0, "used_mg": 0,
    }  # fmt: skip
    assert client_of(alice).get(f"{URL}{printer.pk}/statistics/").status_code == 403
