"""The hosted pages, as a browser without scripts meets them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from stripe_sandbox import acts, words
from stripe_sandbox.pages import WAYS

Do = Callable[..., Any]
LOCALES = Path(words.__file__).parent / "locales"


@pytest.mark.parametrize(
    ("accept", "title"),
    [("de-DE,de;q=0.9,en;q=0.5", "Zu zahlen"), ("es", "Total a pagar"), ("fr", "Total due"), ("", "Total due")],
)
def test_the_page_speaks_the_browsers_language(
    web: TestClient, session: dict[str, Any], accept: str, title: str
) -> None:
    page = web.get(f"/pay/{session['id']}", headers={"Accept-Language": accept})
    assert title in page.text
    assert "Bracket" in page.text


def test_every_language_has_every_word() -> None:
    names = {language: json.loads((LOCALES / f"{language}.json").read_text()).keys() for language in words.LANGUAGES}
    assert names["de"] == names["es"] == names["en"]
    assert all(f"way_{way}" in names["en"] for way, _ in WAYS)


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (125050, "eur", "en", "€1,250.50"),
        (125050, "eur", "de", "1.250,50\u00a0€"),
        (3500, "jpy", "es", "3.500\u00a0¥"),
        (1250, "kwd", "en", "1.250 KWD"),
        (4200, "chf", "de", "42,00\u00a0CHF"),
    ],
)
def test_amounts_are_written_as_people_write_them(minor: int, currency: str, language: str, text: str) -> None:
    assert words.amount(minor, currency, language) == text


def test_the_page_has_its_own_policy_and_lets_the_form_end_at_the_shop(
    web: TestClient, session: dict[str, Any]
) -> None:
    page = web.get(f"/pay/{session['id']}")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "form-action 'self' http://shop.test" in policy
    assert "<script" not in page.text


def test_paying_leads_back_to_the_shop(web: TestClient, session: dict[str, Any]) -> None:
    answer = web.post(f"/pay/{session['id']}", data={"way": "pay", "email": "alice@example.org"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"http://shop.test/done?session={session['id']}"
    assert "Paid" in web.get(f"/pay/{session['id']}").text


@pytest.mark.parametrize("way", ["decline", "poor"])
def test_a_declined_card_says_so_and_may_try_again(web: TestClient, session: dict[str, Any], way: str) -> None:
    answer = web.post(f"/pay/{session['id']}", data={"way": way})
    page = web.get(answer.headers["location"])
    assert 'role="alert"' in page.text
    assert web.post(f"/pay/{session['id']}", data={"way": "pay"}).headers["location"].startswith("http://shop.test")


@pytest.mark.parametrize(("answer", "status"), [("yes", "complete"), ("no", "open")])
def test_the_bank_asks_first(web: TestClient, session: dict[str, Any], do: Do, answer: str, status: str) -> None:
    there = web.post(f"/pay/{session['id']}", data={"way": "secure"}).headers["location"]
    assert there.endswith("/secure")
    assert "Confirm with your bank" in web.get(there).text
    web.post(there, data={"answer": answer})
    assert do(acts.the, "checkout.session", session["id"])["status"] == status


@pytest.mark.parametrize("way", ["debit", "debit_fails"])
def test_a_debit_says_that_the_money_is_on_its_way(web: TestClient, session: dict[str, Any], way: str) -> None:
    web.post(f"/pay/{session['id']}", data={"way": way})
    assert "on its way" in web.get(f"/pay/{session['id']}").text


def test_an_expired_page_says_that_nothing_was_charged(web: TestClient, session: dict[str, Any], do: Do) -> None:
    do(acts.expire, session["id"])
    page = web.get(f"/pay/{session['id']}")
    assert "Nothing was charged" in page.text
    assert web.post(f"/pay/{session['id']}", data={"way": "pay"}).headers["location"].endswith(session["id"])


def test_the_dashboard_refunds_disputes_and_decides(
    web: TestClient, session: dict[str, Any], charge: dict[str, Any], do: Do
) -> None:
    here = f"/sessions/{session['id']}"
    assert session["id"] in web.get("/").text
    assert web.post(here, data={"act": "refund", "amount": "1200"}).headers["location"] == here
    web.post(here, data={"act": "dispute"})
    dispute = do(lambda tx: tx.newest("dispute"))[0]
    web.post(here, data={"act": "lose", "dispute": dispute["id"]})
    page = web.get(here).text
    assert {"€12.00", "€30.00", "lost", "charge.dispute.closed"} <= {
        word for word in ("€12.00", "€30.00", "lost", "charge.dispute.closed") if word in page
    }
    assert web.post(here, data={"act": "refund"}).headers["location"].endswith("?error=refused")
    assert web.post(here, data={"act": "gift"}).headers["location"].endswith("?error=refused")


def test_other_sites_cannot_press_the_buttons(web: TestClient, session: dict[str, Any]) -> None:
    answer = web.post(f"/pay/{session['id']}", data={"way": "pay"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_pages_that_are_not_there(web: TestClient, session: dict[str, Any]) -> None:
    assert web.get("/pay/cs_none").status_code == 404
    assert web.get("/sessions/cs_none").status_code == 404
    assert web.get(f"/pay/{session['id']}/secure").status_code == 200
    assert web.post(f"/pay/{session['id']}", data={"way": "gift"}).status_code == 400


def test_what_people_write_is_never_markup(web: TestClient, do: Do, session: dict[str, Any]) -> None:
    do(lambda tx: tx.put(session | {"customer_email": '"><b>x</b>'}))
    assert "<b>x</b>" not in web.get(f"/pay/{session['id']}").text
