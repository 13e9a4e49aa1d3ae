"""Opening a checkout session: what is asked for, checked as Stripe checks it."""

from urllib.parse import urlsplit

from stripe_sandbox import acts, forms, objects
from stripe_sandbox.errors import required, unknown, wrong
from stripe_sandbox.forms import Form
from stripe_sandbox.store import Body, Transaction

PARAMS = (
    "cancel_url", "client_reference_id", "customer_email", "expand", "expires_at", "line_items", "locale", "metadata",
    "mode", "payment_intent_data", "success_url",
)  # fmt: skip
MINIMUM = {"eur": 50, "usd": 50, "gbp": 30, "chf": 50, "sek": 300, "nok": 300, "dkk": 250, "pln": 200, "czk": 1500,
           "huf": 17500, "cad": 50, "aud": 50, "jpy": 50}  # fmt: skip
THREE_DECIMALS = {"bhd", "jod", "kwd", "omr", "tnd"}
WHOLE_UNITS_OF_TWO_DECIMALS = {"isk", "ugx"}
SHORTEST, LONGEST = 30 * 60, 24 * 3600
SLACK = 30
LOCALES = {"auto", "en", "de", "es", "fr", "it", "nl", "pt"}


def create_session(tx: Transaction, form: Form, path: dict[str, str]) -> Body:
    """A session in payment mode with prices given in place."""
    forms.only(form, PARAMS)
    if forms.text(form, "mode") != "payment":
        raise wrong("mode", "Invalid mode: this sandbox knows payment only.")
    lines = read_lines(tx, form)
    currency = lines[0]["currency"]
    total = sum(line["amount_total"] for line in lines)
    check_total(total, currency)
    body = objects.session(
        now=tx.stamp, url=tx.public_url, params=read_params(tx, form), lines=lines, total=total,
        currency=currency,
    )  # fmt: skip
    return acts.open_session(tx, body)


def read_lines(tx: Transaction, form: Form) -> list[Body]:
    wanted = form.get("line_items")
    if not wanted:
        raise required("line_items")
    if not isinstance(wanted, list) or len(wanted) > 100:
        raise wrong("line_items", "Invalid array")
    lines = [read_line(tx, line, f"line_items[{place}]") for place, line in enumerate(wanted)]
    if len({line["currency"] for line in lines}) > 1:
        raise wrong("line_items", "The price objects must all have the same currency.")
    return lines


def read_line(tx: Transaction, line: Form, path: str) -> Body:
    if not isinstance(line, dict):
        raise wrong(path, f"Invalid object: {path}")
    forms.only(line, ("price_data", "quantity"), path)
    price = line.get("price_data")
    where = f"{path}[price_data]"
    if not isinstance(price, dict):
        raise required(where)
    forms.only(price, ("currency", "product_data", "unit_amount"), where)
    product = price.get("product_data")
    if not isinstance(product, dict):
        raise required(f"{where}[product_data]")
    forms.only(product, ("name", "description", "images", "metadata"), f"{where}[product_data]")
    return objects.line(
        title=forms.text(product, "name", path=f"{where}[product_data][name]"),
        unit_amount=forms.whole(price, "unit_amount", path=f"{where}[unit_amount]"),
        quantity=forms.whole(line, "quantity", path=f"{path}[quantity]", least=1),
        currency=read_currency(price, f"{where}[currency]"),
        now=tx.stamp,
    )


def read_currency(price: Form, path: str) -> str:
    currency = forms.text(price, "currency", path=path).lower()
    if len(currency) != 3 or not currency.isalpha():
        raise wrong(path, f"Invalid currency: {currency}")
    return currency


def check_total(total: int, currency: str) -> None:
    """Large enough to be worth a card, and made of coins that there are."""
    least = MINIMUM.get(currency, 1)
    if total < least:
        text = f"The Checkout Session's total amount due must add up to at least {least} {currency}"
        raise wrong("line_items", text, "amount_too_small")
    if currency in THREE_DECIMALS and total % 10:
        raise wrong("line_items", "The last digit must be 0 in a currency of three decimals.", "invalid_charge_amount")
    if currency in WHOLE_UNITS_OF_TWO_DECIMALS and total % 100:
        raise wrong("line_items", "Amounts in this currency are whole units, times 100.", "invalid_charge_amount")


def read_params(tx: Transaction, form: Form) -> Body:
    data = form.get("payment_intent_data") or {}
    if not isinstance(data, dict):
        raise wrong("payment_intent_data", "Invalid object: payment_intent_data")
    forms.only(data, ("metadata",), "payment_intent_data")
    expires_at = forms.whole(form, "expires_at", default=tx.stamp + LONGEST)
    if not SHORTEST - SLACK <= expires_at - tx.now <= LONGEST + SLACK:
        text = "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation."
        raise wrong("expires_at", text)
    locale = form.get("locale", "auto")
    if locale not in LOCALES:
        raise wrong("locale", "Invalid locale.")
    if "ui_mode" in form:
        raise unknown("ui_mode")
    return {
        "success_url": read_url(form, "success_url"),
        "cancel_url": read_url(form, "cancel_url") if "cancel_url" in form else None,
        "client_reference_id": form.get("client_reference_id"),
        "customer_email": form.get("customer_email"),
        "metadata": forms.words(form, "metadata"),
        "intent_metadata": forms.words(data, "metadata", path="payment_intent_data[metadata]"),
        "expires_at": expires_at,
        "locale": locale,
    }


def read_url(form: Form, name: str) -> str:
    url = forms.text(form, name)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise wrong(name, "Not a valid URL", "url_invalid")
    return url
