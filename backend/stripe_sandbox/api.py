"""``/v1``: the part of Stripe's API that a shop with hosted checkout needs."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stripe_sandbox import acts, checkout, forms, objects, reversals
from stripe_sandbox.deliveries import in_thread
from stripe_sandbox.errors import ApiError, missing, required, wrong
from stripe_sandbox.forms import Form
from stripe_sandbox.store import Body, Transaction, new_id

Answer = Callable[[Transaction, Form, dict[str, str]], Body]
LONGEST_BODY = 1_000_000
PAGE = ("limit", "starting_after", "ending_before", "expand")
REFUND_REASONS = ("duplicate", "fraudulent", "requested_by_customer")


# --- the acts -----------------------------------------------------------------------------------------------------------
def get_object(kind: str, param: str) -> Answer:
    """Retrieve one object of this kind."""

    def answer(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
        forms.only(form, ("expand",))
        return acts.the(tx, kind, path["id"], param)

    return answer


def list_objects(kind: str, *filters: str) -> Answer:
    """List objects of this kind, newest first, with Stripe's cursors."""

    def answer(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
        forms.only(form, (*PAGE, "created", *filters))
        wanted = {name: form[name] for name in filters if form.get(name)}
        return page(tx, kind, form, wanted)

    return answer


def page(tx: Transaction, kind: str, form: Form, wanted: dict[str, Any]) -> Body:
    limit = forms.whole(form, "limit", least=1, default=10)
    if limit > 100:
        raise wrong("limit", "Invalid integer: at most 100.", "parameter_invalid_integer")
    found = tx.newest(kind, wanted, limit=limit + 1, **bounds(tx, kind, form))
    has_more = len(found) > limit
    data = found[-limit:] if form.get("ending_before") else found[:limit]
    url = "/v1/" + {"checkout.session": "checkout/sessions"}.get(kind, kind + "s")
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def bounds(tx: Transaction, kind: str, form: Form) -> dict[str, int]:
    """Where the page begins and which time it covers."""
    found: dict[str, int] = {}
    for name, bound in (("starting_after", "before"), ("ending_before", "after")):
        if form.get(name):
            place = tx.place(form[name])
            if place is None:
                raise missing(name, kind, form[name])
            found[bound] = place
    created = form.get("created")
    if isinstance(created, dict):
        forms.only(created, ("gt", "gte", "lt", "lte"), "created")
        found |= {sign: forms.whole(created, sign, path=f"created[{sign}]") for sign in created}
    elif created:
        found |= dict.fromkeys(("gte", "lte"), forms.whole(form, "created"))
    return found


def list_line_items(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
    forms.only(form, PAGE)
    session = acts.the(tx, "checkout.session", path["id"], "session")
    url = f"/v1/checkout/sessions/{session['id']}/line_items"
    return {"object": "list", "data": session["_lines"], "has_more": False, "url": url}


def expire_session(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
    forms.only(form, ("expand",))
    return acts.expire(tx, path["id"])


def create_refund(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
    forms.only(form, ("amount", "charge", "expand", "metadata", "payment_intent", "reason"))
    reason = form.get("reason")
    if reason is not None and reason not in REFUND_REASONS:
        raise wrong("reason", f"Invalid reason: must be one of {', '.join(REFUND_REASONS)}")
    amount = forms.whole(form, "amount", least=1) if "amount" in form else None
    return reversals.refund(
        tx, charge_of(tx, form), amount=amount, reason=reason, metadata=forms.words(form, "metadata")
    )


def charge_of(tx: Transaction, form: Form) -> Body:
    """The charge that a refund names, itself or by its intent."""
    if form.get("charge"):
        return acts.the(tx, "charge", forms.text(form, "charge"), "charge")
    if not form.get("payment_intent"):
        raise required("payment_intent")
    intent = acts.the(tx, "payment_intent", forms.text(form, "payment_intent"), "payment_intent")
    if not intent["latest_charge"]:
        raise ApiError("This PaymentIntent does not have a successful charge to refund.", param="payment_intent")
    return acts.the(tx, "charge", intent["latest_charge"], "charge")


def close_dispute(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
    forms.only(form, ("expand",))
    return reversals.close_dispute(tx, path["id"], is_won=False)


# --- around every act -----------------------------------------------------------------------------------------------------
def expanded(tx: Transaction, body: Any, paths: list[list[str]]) -> Any:
    """The answer with the objects that ``expand`` names in place of their ids."""
    for path in paths:
        expand(tx, body, path)
    return body


def expand(tx: Transaction, body: Any, path: list[str]) -> None:
    if isinstance(body, list):
        for part in body:
            expand(tx, part, path)
        return
    name, *rest = path
    if not isinstance(body, dict):
        return
    if name not in body:
        raise wrong("expand", f"This property cannot be expanded ({name}).")
    if isinstance(body[name], str):
        body[name] = tx.any(body[name]) or body[name]
    if rest:
        expand(tx, body[name], rest)


def carried_out(answer: Answer, tx: Transaction, form: Form, path: dict[str, str]) -> tuple[int, Body]:
    """Status and body of one act; a refusal is an answer too."""
    tx.rows.execute("SAVEPOINT act")
    try:
        wanted = form.get("expand") or []
        if not isinstance(wanted, list):
            raise wrong("expand", "Invalid array")
        body = expanded(tx, answer(tx, form, path), [part.split(".") for part in wanted])
        tx.rows.execute("RELEASE act")
        return 200, objects.public(body)
    except ApiError as error:
        tx.rows.execute("ROLLBACK TO act")
        tx.rows.execute("RELEASE act")
        return error.status, {**error.body(), "_kept": error.is_kept}


def once(
    answer: Answer, tx: Transaction, form: Form, path: dict[str, str], *, key: str, print: str
) -> tuple[int, Body, bool]:
    """Status, body and "was it said before?": under one key an act happens once."""
    if not key:
        return *carried_out(answer, tx, form, path), False
    known = tx.answer(key)
    if known is None:
        status, body = carried_out(answer, tx, form, path)
        if status == 200 or body.get("_kept"):
            tx.keep_answer(key, print, status, json.dumps(objects.public(body)))
        return status, body, False
    if known[0] != print:
        text = (
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"Try using a key other than '{key}' if you meant to execute a different request."
        )
        return 400, ApiError(text, type="idempotency_error").body(), False
    return known[1], json.loads(known[2]), True


def door(answer: Answer) -> Callable[[Request], Any]:
    """One endpoint: who asks, what, was it asked before."""

    async def endpoint(request: Request) -> Response:
        number = new_id("req")
        headers = {"Request-Id": number, "Stripe-Version": objects.VERSION}
        try:
            check_key(request)
            text = (await request.body()).decode() if request.method == "POST" else request.url.query
            form = forms.parse(text)
        except ApiError as error:
            return JSONResponse(error.body(), error.status, headers)
        except UnicodeDecodeError:
            return JSONResponse(ApiError("The body is no text.").body(), 400, headers)
        key = request.headers.get("Idempotency-Key", "") if request.method == "POST" else ""
        if len(key) > 255:
            return JSONResponse(ApiError("Idempotency keys are at most 255 characters.").body(), 400, headers)
        print = fingerprint(request.url.path, form)

        def act(tx: Transaction) -> tuple[int, Body, bool]:
            tx.request = {"id": number, "idempotency_key": key or None}
            return once(answer, tx, form, request.path_params, key=key, print=print)

        status, body, is_replay = await in_thread(request.app.state.store, act)
        request.app.state.postman.ring()
        headers |= {"Idempotency-Key": key} if key else {}
        headers |= {"Idempotent-Replayed": "true"} if is_replay else {}
        return JSONResponse(objects.public(body), status, headers)

    return endpoint


def fingerprint(path: str, form: Form) -> str:
    """What a repeated request must have in common with the first: the place and every parameter."""
    return hashlib.sha256(f"{path}\n{json.dumps(form, sort_keys=True)}".encode()).hexdigest()


def check_key(request: Request) -> None:
    """Stripe's two ways to show the secret key: bearer, or basic without a password."""
    if request.headers.get("Authorization") != f"Bearer {request.app.state.secret_key}":
        raise ApiError("Invalid API Key provided.", status=401)
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BODY:
        raise ApiError("The body is too large.", status=413)


async def unknown_url(request: Request) -> Response:
    text = f"Unrecognized request URL ({request.method}: {request.url.path})."
    return JSONResponse(ApiError(text).body(), 404)


def get(path: str, answer: Answer) -> Route:
    return Route(path, door(answer), methods=["GET"])


def post(path: str, answer: Answer) -> Route:
    return Route(path, door(answer), methods=["POST"])


routes = [
    post("/checkout/sessions", checkout.create_session),
    get("/checkout/sessions", list_objects("checkout.session", "payment_intent", "status")),
    get("/checkout/sessions/{id}", get_object("checkout.session", "session")),
    post("/checkout/sessions/{id}/expire", expire_session),
    get("/checkout/sessions/{id}/line_items", list_line_items),
    get("/payment_intents", list_objects("payment_intent")),
    get("/payment_intents/{id}", get_object("payment_intent", "intent")),
    get("/charges", list_objects("charge", "payment_intent")),
    get("/charges/{id}", get_object("charge", "charge")),
    post("/refunds", create_refund),
    get("/refunds", list_objects("refund", "charge", "payment_intent")),
    get("/refunds/{id}", get_object("refund", "id")),
    get("/disputes", list_objects("dispute", "charge", "payment_intent")),
    get("/disputes/{id}", get_object("dispute", "dispute")),
    post("/disputes/{id}/close", close_dispute),
    get("/events", list_objects("event", "type")),
    get("/events/{id}", get_object("event", "id")),
    get("/balance_transactions", list_objects("balance_transaction", "source", "type", "currency")),
    get("/balance_transactions/{id}", get_object("balance_transaction", "id")),
    Route("/{rest:path}", unknown_url, methods=["GET", "POST", "DELETE"]),
]
