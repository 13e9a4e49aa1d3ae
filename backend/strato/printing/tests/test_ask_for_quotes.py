"""Quotes: every lab answers, with a price that adds up or with its reasons; frozen until they expire."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from strato.inventory.models import MaterialPrice, Spool
from strato.inventory.tests.factories import MaterialFactory, MaterialPriceFactory, SpoolFactory
from strato.labs.states import LabStatus, PaymentPolicy
from strato.labs.tests.factories import LabFactory, MembershipFactory
from strato.printing.models import Model3D, Offer, Quote
from strato.printing.services.quotes import forget_quotes
from strato.printing.states import ModelStatus
from strato.printing.tests.factories import SAMPLES, Model3DFactory, PrintJobFactory, equipped, quote_for, uploaded
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db


def ask(client: Any, model: Model3D, **wish: Any) -> Any:
    body = {"model": str(model.pk), "material": str(MaterialFactory().pk)} | wish
    return client.post("/api/quotes/", body)


def reasons(answer: Any) -> list[str]:
    return [reason["code"] for offer in answer.json()["offers"] for reason in offer["reasons"]]


def test_every_lab_answers_sorted_by_price(client_of: Any, alice: Any, lab_north: Any, lab_south: Any) -> None:
    equipped(lab_north)
    equipped(lab_south, amount_per_hour=1)
    LabFactory(name="Empty Lab")
    answer = ask(client_of(alice), Model3DFactory(owner=alice), quantity=3)
    assert answer.status_code == 201, answer.json()
    offers = answer.json()["offers"]
    assert [offer["lab"]["name"] for offer in offers] == ["Lab South", "Lab North", "Empty Lab"]
    assert [offer["is_possible"] for offer in offers] == [True, True, False]
    assert [offer["is_cheapest"] for offer in offers] == [True, False, False]
    assert sum(offer["is_fastest"] for offer in offers) == 1
    for offer in offers[:2]:
        assert sum(line["amount"] for line in offer["lines"]) == offer["price"]["amount"]
        assert offer["price"]["currency"] == "EUR"
        assert offer["grams_mg"] > 1000
        assert offer["seconds"] > 60
        assert offer["printer"]["technology"] == "fdm"
    assert {reason["code"] for reason in offers[2]["reasons"]} >= {"material_not_offered", "technology_not_offered"}
    assert offers[2]["price"] is None


def test_model_that_must_be_fixed_has_no_price(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    answer = ask(client_of(alice), uploaded(alice, SAMPLES / "soup.stl"))
    assert (answer.status_code, answer.json()["code"]) == (409, "model_flawed")
    assert answer.json()["facts"]["findings"] == ["triangle_soup"]
    assert not Quote.objects.exists()


def test_quote_is_frozen_for_its_days(client_of: Any, alice: Any, lab_north: Any, settings: Any) -> None:
    settings.QUOTE_DAYS = 3
    equipped(lab_north)
    client, model = client_of(alice), Model3DFactory(owner=alice)
    first = ask(client, model).json()
    MaterialPrice.objects.update(amount_per_kg=10**6)
    again = client.get(f"/api/quotes/{first['id']}/").json()
    assert again["offers"][0]["price"] == first["offers"][0]["price"]
    assert not again["is_expired"]
    expires = Quote.objects.get().expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < expires < timedelta(days=3)
    assert client.get("/api/quotes/").json()["count"] == 1


def test_defaults_are_the_usual_settings(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    body = ask(client_of(alice), Model3DFactory(owner=alice)).json()
    usual = {"layer_height_mm": 0.2, "infill_percent": 20, "wall_count": 2, "supports": False, "quantity": 1}
    assert {name: body[name] for name in usual} == usual


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"scale_percent": 2000}, "too_large"),
        ({"layer_height_mm": 0.8}, "layer_height_unsupported"),
        ({"color_hex": "#123456"}, "color_not_in_stock"),
        ({"quantity": 5000}, "not_enough_stock"),
    ],
)
def test_lab_that_cannot_says_why(
    client_of: Any, alice: Any, lab_north: Any, wish: dict[str, Any], reason: str
) -> None:
    equipped(lab_north)
    answer = ask(client_of(alice), Model3DFactory(owner=alice), **wish)
    assert answer.status_code == 201, answer.json()
    assert reason in reasons(answer)


def test_lab_that_cannot_by_today_says_so(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    wish = {"needed_by": str(timezone.localdate()), "quantity": 100}
    answer = ask(client_of(alice), Model3DFactory(owner=alice), **wish)
    assert answer.status_code == 201, answer.json()
    assert "needed_by_too_soon" in reasons(answer)


def test_today_is_no_day_of_the_past_where_it_is_evening_yet(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    with time_machine.travel(datetime(2026, 11, 23, 2, tzinfo=UTC)):  # still the 22nd in Los Angeles
        model, client = Model3DFactory(owner=alice), client_of(alice)
        answer = ask(client, model, needed_by="2026-11-22")
        assert (answer.status_code, reasons(answer)) == (201, ["needed_by_too_soon"])
        assert ask(client, model, needed_by="2026-11-21").json()["fields"]["needed_by"]


def test_color_in_stock_is_offered_whatever_its_case(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    answer = ask(client_of(alice), Model3DFactory(owner=alice), color_hex="#F97316")
    assert reasons(answer) == []
    assert answer.json()["color_hex"] == "#f97316"


def test_printers_in_maintenance_are_no_offer(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north, status="maintenance")
    assert reasons(ask(client_of(alice), Model3DFactory(owner=alice))) == ["no_active_printer"]


def test_unusable_price_list_is_a_reason_not_an_error(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    lab_north.rates = {"setup_amount": "free"}
    lab_north.save()
    assert reasons(ask(client_of(alice), Model3DFactory(owner=alice))) == ["price_list_unusable"]


def test_suspended_labs_do_not_answer(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    equipped(LabFactory(status=LabStatus.SUSPENDED))
    offers = ask(client_of(alice), Model3DFactory(owner=alice)).json()["offers"]
    assert [offer["lab"]["slug"] for offer in offers] == ["lab-north"]


def test_free_lab_takes_nothing_from_its_members(client_of: Any, alice: Any, olaf: Any, lab_north: Any) -> None:
    lab_north.payment_policy = PaymentPolicy.FREE
    lab_north.save()
    equipped(lab_north)
    MembershipFactory(lab=lab_north, user=alice, role="stock_keeper")
    mine = ask(client_of(alice), Model3DFactory(owner=alice)).json()["offers"][0]
    assert mine["price"]["amount"] == 0 == sum(line["amount"] for line in mine["lines"])
    others = ask(client_of(olaf), Model3DFactory(owner=olaf)).json()["offers"][0]
    assert others["price"]["amount"] > 0


def test_work_in_the_queue_moves_the_date(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    client, model = client_of(alice), Model3DFactory(owner=alice)
    before = ask(client, model).json()["offers"][0]["ready_at"]
    PrintJobFactory(lab=lab_north, seconds=36_000, quantity=2)
    after = ask(client, model).json()["offers"][0]["ready_at"]
    assert after > before


def test_rush_costs_more(client_of: Any, alice: Any, lab_north: Any) -> None:
    lab_north.rates = {"rush": [{"within_days": 3, "percent": 50}], "minimum_amount": 0}
    lab_north.save()
    equipped(lab_north)
    client, model = client_of(alice), Model3DFactory(owner=alice)
    calm = ask(client, model).json()["offers"][0]
    rush = ask(client, model, needed_by=str(timezone.localdate() + timedelta(days=1))).json()["offers"][0]
    assert rush["is_possible"], rush
    assert rush["price"]["amount"] > calm["price"]["amount"]
    assert "rush" in [line["code"] for line in rush["lines"]]


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_a_tier_of_two_days_holds_for_the_whole_second_day(
    client_of: Any, alice: Any, lab_north: Any, hour: int
) -> None:
    lab_north.rates = {"rush": [{"within_days": 2, "percent": 40}], "minimum_amount": 0}
    lab_north.save()
    equipped(lab_north)
    client, model = client_of(alice), Model3DFactory(owner=alice)
    with time_machine.travel(datetime(2026, 11, 23, hour, 5, tzinfo=UTC), tick=False):
        first, second = (
            ask(client, model, needed_by=f"2026-11-{day}").json()["offers"][0]["lines"] for day in (25, 26)
        )
    assert "rush" in [line["code"] for line in first]
    assert "rush" not in [line["code"] for line in second]


@pytest.mark.parametrize(
    "wish",
    [
        {"quantity": 0},
        {"infill_percent": 101},
        {"layer_height_mm": 0},
        {"layer_height_mm": "nan"},
        {"scale_percent": "inf"},
        {"wall_count": 0},
        {"color_hex": "red"},
        {"finish": "gold"},
        {"needed_by": "2020-01-01"},
        {"material": "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"},
    ],
)
def test_impossible_wishes_are_named(client_of: Any, alice: Any, wish: dict[str, Any]) -> None:
    answer = ask(client_of(alice), Model3DFactory(owner=alice), **wish)
    assert answer.status_code == 400
    assert set(answer.json()["fields"]) == set(wish)


@pytest.mark.parametrize(
    ("status", "code"), [(ModelStatus.ANALYZING, "model_not_ready"), (ModelStatus.REFUSED, "model_refused")]
)
def test_model_must_be_ready(client_of: Any, alice: Any, status: str, code: str) -> None:
    answer = ask(client_of(alice), Model3DFactory(owner=alice, status=status))
    assert (answer.status_code, answer.json()["code"]) == (409, code)


def test_material_must_be_in_the_catalog(client_of: Any, alice: Any) -> None:
    old = MaterialFactory(code="pvb-x", name="PVB", is_active=False)
    answer = ask(client_of(alice), Model3DFactory(owner=alice), material=str(old.pk))
    assert (answer.status_code, answer.json()["code"]) == (400, "material_unavailable")


def test_outsider_can_neither_ask_about_nor_see(client_of: Any, alice: Any, olaf: Any, lab_north: Any) -> None:
    equipped(lab_north)
    model = Model3DFactory(owner=alice)
    assert ask(client_of(olaf), model).status_code == 400
    quote = ask(client_of(alice), model).json()
    assert client_of(olaf).get(f"/api/quotes/{quote['id']}/").status_code == 404
    assert client_of(olaf).get("/api/quotes/").json()["count"] == 0
    assert ask(client_of(None), model).status_code == 403


def test_lab_does_not_take_a_customers_model_elsewhere(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north)
    assert client_of(mona).get(f"/api/models/{job.model_id}/").status_code == 200
    answer = ask(client_of(mona), job.model)
    assert (answer.status_code, set(answer.json()["fields"])) == (400, {"model"})


def queries_of(client: Any, model: Model3D) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, model).status_code == 201
    return len(captured)


def test_queries_do_not_grow_with_the_labs(client_of: Any, alice: Any, lab_north: Any) -> None:
    client, model = client_of(alice), Model3DFactory(owner=alice)
    equipped(lab_north)
    one = queries_of(client, model)
    for _ in range(8):
        lab = LabFactory()
        equipped(lab)
        equipped_more(lab)
    assert queries_of(client, model) <= one
    assert one <= 24


def equipped_more(lab: Any) -> None:
    PrinterFactory(lab=lab)
    PrintJobFactory(lab=lab)
    petg = MaterialFactory(code="petg", name="PETG", density_g_cm3=1.27)
    MaterialPriceFactory(lab=lab, material=petg)
    SpoolFactory(lab=lab, material=petg)


def test_old_quotes_that_led_to_nothing_are_forgotten(alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    used, unused, fresh = (quote_for(alice) for _ in range(3))
    PrintJobFactory(lab=lab_north, customer=alice, offer=Offer.objects.get(quote=used))
    long_ago = timezone.now() - timedelta(days=40)
    Quote.objects.filter(pk__in=[used.pk, unused.pk]).update(expires_at=long_ago)
    forget_quotes()
    assert set(Quote.objects.values_list("pk", flat=True)) == {used.pk, fresh.pk}


def test_empty_shelf_is_not_enough(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    Spool.objects.update(remaining_mg=5)
    assert reasons(ask(client_of(alice), Model3DFactory(owner=alice))) == ["not_enough_stock"]
