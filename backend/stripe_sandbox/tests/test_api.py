"""The API as a shop meets it: keys, parameters, pages, and acts that happen once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from stripe_sandbox import reversals
from stripe_sandbox.tests import judge

Do = Callable[..., Any]
SESSION = {
    "mode": "payment",
    "success_url": "http://shop.test/done",
    "line_items[0][price_data][currency]": "eur",
    "line_items[0][price_data][unit_amount]": "4200",
    "line_items[0][price_data][product_data][name]": "Bracket",
    "line_items[0][quantity]": "2",
}


def test_a_session_is_opened_read_listed_and_expired(web: TestClient) -> None:
    made = web.post("/v1/checkout/sessions", data=SESSION).json()
    assert (made["amount_total"], made["status"], made["url"]) == (8400, "open", f"http://pay.test/pay/{made['id']}")
    assert web.get(f"/v1/checkout/sessions/{made['id']}").json() == made
    lines = web.get(f"/v1/checkout/sessions/{made['id']}/line_items").json()
    assert [(line["description"], line["quantity"]) for line in lines["data"]] == [("Bracket", 2)]
    assert judge.judge_answer(200, lines) == []
    assert web.post(f"/v1/checkout/sessions/{made['id']}/expire").json()["status"] == "expired"
    again = web.post(f"/v1/checkout/sessions/{made['id']}/expire")
    assert again.status_code == 400
    assert judge.judge_answer(400, again.json()) == []


@pytest.mark.parametrize("key", [None, "Bearer sk_test_other", "Basic x"])
def test_without_the_key_nothing_is_told(web: TestClient, key: str | None) -> None:
    web.headers.pop("Authorization")
    answer = web.get("/v1/events", headers={"Authorization": key} if key else {})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"mode": "subscription"}, "mode"),
        ({"success_url": "shop"}, "success_url"),
        ({"line_items[0][quantity]": "0"}, "line_items[0][quantity]"),
        ({"line_items[0][price_data][unit_amount]": "1.5"}, "line_items[0][price_data][unit_amount]"),
        ({"line_items[0][price_data][unit_amount]": "10"}, "line_items"),
        ({"line_items[0][price_data][currency]": "euro"}, "line_items[0][price_data][currency]"),
        ({"line_items[0][price_data][tax]": "1"}, "line_items[0][price_data][tax]"),
        ({"expires_at": "1"}, "expires_at"),
        ({"gift": "1"}, "gift"),
        ({"metadata[x]": "y" * 501}, "metadata[x]"),
        ({"expand": "payment_intent"}, "expand"),
        ({"expand[]": "gift"}, "expand"),
    ],
)
def test_a_wrong_parameter_is_named(web: TestClient, change: dict[str, str], param: str) -> None:
    answer = web.post("/v1/checkout/sessions", data=SESSION | change)
    assert answer.status_code == 400
    assert answer.json()["error"].get("param", "") == param
    assert judge.judge_answer(400, answer.json()) == []


def test_under_one_key_an_act_happens_once(web: TestClient) -> None:
    key = {"Idempotency-Key": "k1"}
    first = web.post("/v1/checkout/sessions", data=SESSION, headers=key)
    again = web.post("/v1/checkout/sessions", data=dict(reversed(SESSION.items())), headers=key)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    other = web.post("/v1/checkout/sessions", data=SESSION | {"line_items[0][quantity]": "3"}, headers=key)
    assert (other.status_code, other.json()["error"]["type"]) == (400, "idempotency_error")


def test_a_wrong_question_does_not_use_up_its_key(web: TestClient) -> None:
    key = {"Idempotency-Key": "k2"}
    assert web.post("/v1/checkout/sessions", data=SESSION | {"mode": "x"}, headers=key).status_code == 400
    assert web.post("/v1/checkout/sessions", data=SESSION, headers=key).status_code == 200


def test_a_refused_act_is_refused_again_under_its_key(web: TestClient, charge: dict[str, Any]) -> None:
    key = {"Idempotency-Key": "k3"}
    for _ in range(2):
        answer = web.post("/v1/refunds", data={"charge": charge["id"], "amount": "9999"}, headers=key)
        assert answer.json()["error"]["code"] == "refund_exceeds_charge"
    assert answer.headers["Idempotent-Replayed"] == "true"


def test_twenty_at_once_under_one_key_make_one(web: TestClient, charge: dict[str, Any]) -> None:
    def ask(_: int) -> str:
        data = {"charge": charge["id"], "amount": "100"}
        return str(web.post("/v1/refunds", data=data, headers={"Idempotency-Key": "k4"}).json()["id"])

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(ask, range(20)))) == 1
    assert len(web.get("/v1/refunds").json()["data"]) == 1


def test_refunds_never_pass_the_charge(web: TestClient, charge: dict[str, Any]) -> None:
    for _ in range(3):
        assert web.post("/v1/refunds", data={"charge": charge["id"], "amount": "1400"}).status_code == 200
    answer = web.post("/v1/refunds", data={"payment_intent": charge["payment_intent"]})
    assert answer.json()["error"]["code"] == "charge_already_refunded"


def test_a_disputed_charge_is_not_refunded(web: TestClient, do: Do, charge: dict[str, Any]) -> None:
    do(reversals.dispute, charge)
    assert web.post("/v1/refunds", data={"charge": charge["id"]}).json()["error"]["code"] == "charge_disputed"


def test_lists_have_cursors_times_and_filters(web: TestClient, charge: dict[str, Any]) -> None:
    for _ in range(5):
        web.post("/v1/refunds", data={"charge": charge["id"], "amount": "100"})
    first = web.get("/v1/refunds", params={"limit": "2"}).json()
    assert first["has_more"] is True
    second = web.get("/v1/refunds", params={"limit": "10", "starting_after": first["data"][-1]["id"]}).json()
    assert (len(second["data"]), second["has_more"]) == (3, False)
    back = web.get("/v1/refunds", params={"ending_before": second["data"][0]["id"]}).json()
    assert back["data"] == first["data"]
    assert web.get("/v1/refunds", params={"payment_intent": "pi_other"}).json()["data"] == []
    assert web.get("/v1/events", params={"created[gte]": "99999999999"}).json()["data"] == []
    assert web.get("/v1/refunds", params={"limit": "500"}).status_code == 400
    assert web.get("/v1/refunds", params={"starting_after": "re_none"}).status_code == 404


def test_expanded_objects_stand_in_place_of_their_ids(
    web: TestClient, session: dict[str, Any], charge: dict[str, Any]
) -> None:
    path = "payment_intent.latest_charge.balance_transaction"
    found = web.get(f"/v1/checkout/sessions/{session['id']}", params={"expand[]": path}).json()
    assert found["payment_intent"]["latest_charge"]["balance_transaction"]["amount"] == 4200
    listed = web.get("/v1/charges", params={"expand[]": "data.balance_transaction"}).json()
    assert listed["data"][0]["balance_transaction"]["source"] == charge["id"]


def test_what_is_not_there_is_said_as_stripe_says_it(web: TestClient) -> None:
    for path in ("/v1/refunds/re_none", "/v1/disputes/du_none", "/v1/gifts"):
        answer = web.get(path)
        assert answer.status_code == 404
        assert judge.judge_answer(404, answer.json()) == []


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a[b=c", b"line_items[0]=x&line_items[0][a]=y"])
def test_a_broken_body_is_a_wrong_question(web: TestClient, body: bytes) -> None:
    assert web.post("/v1/checkout/sessions", content=body).status_code == 400
