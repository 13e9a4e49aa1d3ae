"""The Django admin: every list and form of these rooms opens, and refuses what the house could not read."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from strato.accounts.models import User
from strato.inventory import services as stock
from strato.inventory.tests.factories import ItemFactory, LotFactory, MaterialPriceFactory, SpoolFactory
from strato.labs.admin import LabForm
from strato.labs.models import Lab
from strato.shopfloor.tests.factories import PrinterFactory, RunFactory

ROOMS = ("labs", "inventory", "shopfloor")
MODELS = [model for model in admin.site._registry if model._meta.app_label in ROOMS]


@pytest.fixture
def desk(ada: User, client: Client) -> Client:
    User.objects.filter(pk=ada.pk).update(is_superuser=True)
    client.force_login(User.objects.get(pk=ada.pk))
    return client


def test_every_table_of_these_rooms_is_in_the_admin() -> None:
    names = {model._meta.object_name for model in MODELS}
    assert {"Lab", "Membership", "LabStatusChange", "Material", "MaterialPrice", "Spool", "SpoolMove"} <= names
    assert {"Printer", "PrinterStatusChange", "Run", "RunStatusChange"} <= names


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_lists_and_forms_open(model: type, desk: Client, lena: User, lab_north: Lab) -> None:
    MaterialPriceFactory(lab=lab_north)
    RunFactory(printer=PrinterFactory(lab=lab_north, loaded_spool=SpoolFactory(lab=lab_north)))
    item = ItemFactory(lab=lab_north)
    stock.receive(item, 2000, by=lena, lot=LotFactory(item=item))
    stock.hold({item.pk: 1000}, reference="order:1", until=None)
    meta = model._meta  # type: ignore[attr-defined]
    name = f"admin:{meta.app_label}_{meta.model_name}"
    assert (
        desk.get(reverse(f"{name}_changelist"), {"q": "x"} if meta.model_name != "labstatuschange" else {}).status_code
        == 200
    )
    written_by_services = meta.model_name in {"balance", "reservation", "stockmove"}
    assert desk.get(reverse(f"{name}_add")).status_code == (403 if written_by_services else 200)
    row = model._default_manager.first()  # type: ignore[attr-defined]
    assert row is None or desk.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"rates": '{"setup_amount": -1}'}, "setup_amount"),
        ({"opening_hours": '{"mon": [["18:00", "09:00"]]}'}, "opening_hours.mon"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
    ],
)
def test_the_form_refuses_what_cannot_be_read(change: dict[str, str], word: str, lab_north: Lab) -> None:
    known = {
        "name": "N",
        "slug": "n",
        "currency": "EUR",
        "payment_policy": "free",
        "timezone": "UTC",
        "rates": "{}",
        "opening_hours": "{}",
    }
    form = LabForm({**known, **change}, instance=lab_north)
    assert not form.is_valid()
    assert word in str(form.errors)
