"""What people see: the hosted pay page, and a small dashboard of what happened."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from stripe_sandbox import acts, deliveries, forms, reversals, words
from stripe_sandbox.api import check_key
from stripe_sandbox.deliveries import in_thread
from stripe_sandbox.errors import ApiError
from stripe_sandbox.events import Chaos, chaos
from stripe_sandbox.store import Body, Transaction

HERE = Path(__file__).parent
LATER_SECONDS = 8.0
templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
WAYS = (
    ("pay", "4242424242424242"),
    ("secure", acts.SECURE_CARD),
    ("decline", "4000000000000002"),
    ("poor", "4000000000009995"),
    ("debit", ""),
    ("debit_fails", ""),
    ("refund_fails", reversals.REFUND_FAILS_CARD),
    ("refund_pends", reversals.REFUND_PENDS_CARD),
)
LISTED = 30


# --- the pay page ---------------------------------------------------------------------------------------------------------
async def show_pay(request: Request) -> Response:
    """The page of one session, whatever became of it."""
    session = await in_thread(
        request.app.state.store, lambda tx: tx.find("checkout.session", request.path_params["id"])
    )
    if session is None:
        raise HTTPException(404)
    back = {"success": filled(session["success_url"], session), "cancel": session["cancel_url"] or ""}
    error = request.query_params.get("error", "")
    return render(request, "pay.html", session=session, ways=WAYS, back=back, error=error)


async def do_pay(request: Request) -> Response:
    """The payer chose how it goes."""
    form = await read_form(request)
    id, way, email = request.path_params["id"], form.get("way", "pay"), form.get("email") or None
    numbers = dict(WAYS)
    if way not in numbers:
        raise HTTPException(400)

    def act(tx: Transaction) -> Body:
        if way == "secure":
            return acts.challenge(tx, id)
        if way in ("debit", "debit_fails"):
            return acts.pay_later(tx, id, succeeds=way == "debit", seconds=LATER_SECONDS, email=email)
        return acts.pay(tx, id, number=numbers[way], email=email)

    return await carry_on(request, act, challenge=way == "secure")


async def show_secure(request: Request) -> Response:
    """The bank's question."""
    session = await in_thread(
        request.app.state.store, lambda tx: tx.find("checkout.session", request.path_params["id"])
    )
    if session is None or session["status"] != "open":
        raise HTTPException(404)
    return render(request, "secure.html", session=session, back={"success": session["success_url"], "cancel": ""})


async def do_secure(request: Request) -> Response:
    """The payer's answer to the bank."""
    form, id = await read_form(request), request.path_params["id"]

    def act(tx: Transaction) -> Body:
        if form.get("answer") == "yes":
            return acts.pay(tx, id, number=acts.SECURE_CARD)
        return acts.refuse_challenge(tx, id)

    return await carry_on(request, act)


async def carry_on(request: Request, act: Callable[[Transaction], Body], *, challenge: bool = False) -> Response:
    """Do it, then to the shop, to the bank's question, or back to the page with what went wrong."""
    here = f"{request.scope.get('root_path', '')}/pay/{request.path_params['id']}"
    try:
        session = await in_thread(request.app.state.store, act)
    except ApiError:
        return RedirectResponse(here, 303)
    request.app.state.postman.ring()
    if session["status"] == "complete":
        return RedirectResponse(filled(session["success_url"], session), 303)
    return RedirectResponse(f"{here}/secure" if challenge else f"{here}?error=declined", 303)


def filled(url: str, session: Body) -> str:
    """The shop's address with the session's id in its place."""
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])


# --- the dashboard ----------------------------------------------------------------------------------------------------------
async def show_list(request: Request) -> Response:
    """The latest sessions and how bad the line is."""
    sessions, line = await in_thread(
        request.app.state.store, lambda tx: (tx.newest("checkout.session", limit=LISTED), chaos(tx).words())
    )
    return render(request, "list.html", sessions=sessions, chaos=line)


async def show_one(request: Request) -> Response:
    """One session with everything that hangs on it."""

    def look(tx: Transaction) -> dict[str, Any]:
        session = acts.the(tx, "checkout.session", request.path_params["id"])
        intent = session["payment_intent"] or "none"
        charges = tx.newest("charge", {"payment_intent": intent})
        told = {session["id"], intent, *(charge["id"] for charge in charges)}
        refunds, disputes = (tx.newest(kind, {"payment_intent": intent}) for kind in ("refund", "dispute"))
        told |= {row["id"] for row in (*refunds, *disputes)}
        events = [event for event in tx.newest("event", limit=500) if event["data"]["object"]["id"] in told]
        tries = {event["id"]: deliveries.tried(tx, event["id"]) for event in events}
        return {
            "session": session,
            "charges": charges,
            "refunds": refunds,
            "disputes": disputes,
            "events": events,
            "tries": tries,
        }

    try:
        return render(request, "one.html", **await in_thread(request.app.state.store, look))
    except ApiError as error:
        raise HTTPException(404) from error


async def do_one(request: Request) -> Response:
    """What the shop's people could do in their dashboard, and what banks do."""
    form, id = await read_form(request), request.path_params["id"]

    def act(tx: Transaction) -> None:
        session = acts.the(tx, "checkout.session", id)
        match form.get("act"):
            case "expire":
                acts.expire(tx, id)
            case "refund":
                amount = forms.whole(form, "amount", least=1) if form.get("amount") else None
                charge = the_charge(tx, session)
                reversals.refund(tx, charge, amount=amount, reason="requested_by_customer", metadata={})
            case "dispute":
                reversals.dispute(tx, the_charge(tx, session))
            case "win" | "lose" as verdict:
                reversals.close_dispute(tx, str(form.get("dispute")), is_won=verdict == "win")
            case "arrive":
                acts.money_arrives(tx, id)
            case _:
                raise ApiError("Unknown act.")

    here = f"{request.scope.get('root_path', '')}/sessions/{id}"
    try:
        await in_thread(request.app.state.store, act)
    except ApiError:
        return RedirectResponse(f"{here}?error=refused", 303)
    request.app.state.postman.ring()
    return RedirectResponse(here, 303)


def the_charge(tx: Transaction, session: Body) -> Body:
    intent = acts.the(tx, "payment_intent", session["payment_intent"] or "")
    return acts.the(tx, "charge", intent["latest_charge"] or "")


# --- the switches -----------------------------------------------------------------------------------------------------------
async def set_chaos(request: Request) -> Response:
    """``{"duplicate": 0.2, "delay": 3, "reorder": 0.5, "drop": 0.1}``; what is left out is off."""
    try:
        check_key(request)
        line = Chaos.of(await request.json())
    except ApiError as error:
        return JSONResponse(error.body(), error.status)
    except ValueError:
        return JSONResponse(ApiError("Send JSON.").body(), 400)
    await in_thread(request.app.state.store, lambda tx: tx.set("chaos", line.words()))
    return JSONResponse(line.words())


async def get_chaos(request: Request) -> Response:
    return JSONResponse((await in_thread(request.app.state.store, chaos)).words())


# --- around every page --------------------------------------------------------------------------------------------------------
async def read_form(request: Request) -> dict[str, Any]:
    """The fields of a form of our own pages; other sites' forms are refused."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    try:
        return forms.parse((await request.body())[:10_000].decode())
    except (ApiError, UnicodeDecodeError) as error:
        raise HTTPException(400) from error


def render(request: Request, name: str, *, back: Mapping[str, str] | None = None, **facts: Any) -> Response:
    session = facts.get("session") or {}
    language = words.best_language(request.headers.get("Accept-Language", ""), session.get("locale"))
    page = templates.get_template(name).render(
        t=words.texts(language),
        language=language,
        root=request.scope.get("root_path", ""),
        amount=lambda minor, currency: words.amount(minor, currency, language),
        clock=lambda stamp: datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%d %H:%M:%S"),
        back=back or {},
        refused=request.query_params.get("error", ""),
        **facts,
    )
    return HTMLResponse(page, headers=safety(back or {}))


def safety(back: Mapping[str, str]) -> dict[str, str]:
    """The page's own policy: nothing from elsewhere, no script; forms may end at the shop."""
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in back.values() if url}
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {' '.join(sorted(origins))}"
    )
    return {
        "Content-Security-Policy": policy.strip(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


routes = [
    Route("/", show_list),
    Route("/sessions/{id}", show_one),
    Route("/sessions/{id}", do_one, methods=["POST"]),
    Route("/pay/{id}", show_pay),
    Route("/pay/{id}", do_pay, methods=["POST"]),
    Route("/pay/{id}/secure", show_secure),
    Route("/pay/{id}/secure", do_secure, methods=["POST"]),
    Route("/_chaos", get_chaos),
    Route("/_chaos", set_chaos, methods=["POST"]),
]
