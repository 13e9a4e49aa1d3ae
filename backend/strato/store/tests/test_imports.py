"""A catalog as a table: written, changed elsewhere, looked through, applied row by row."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core import queue
from strato.inventory import services as inventory
from strato.inventory.models import StockMove
from strato.labs.models import Lab
from strato.store import services
from strato.store.models import CatalogImport, Product, Variant
from strato.store.services.imports import carry_out
from strato.store.tests.factories import category, product

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., APIClient]
PATH = "/api/catalog-imports/"
NEW = """sku,product,name,summary,category,published,options,price_eur,price_usd,weight_g,new_on_hand
M-B,mug,Layer mug,Holds coffee,home > KITCHEN,yes,Color=Black; Size=L,18.50,21,320.5,12
M-W,mug,,,,,Color=White,"19,00",,320,
S-1,,Sign,,,,,40,,,
"""


def send(client: APIClient, lab: Lab, text: str, name: str = "catalog.csv") -> Any:
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return client.post(PATH, {"lab": str(lab.pk), "file": file}, format="multipart")


def checked(client: APIClient, lab: Lab, text: str) -> Any:
    answer = send(client, lab, text)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def rows_of(client: APIClient, table: Any, **query: str) -> list[Any]:
    return client.get(f"{PATH}{table['id']}/rows/", query).json()["results"]


def apply(client: APIClient, table: Any) -> Any:
    assert client.post(f"{PATH}{table['id']}/apply/").status_code == 202
    queue.run_pending()
    return client.get(f"{PATH}{table['id']}/").json()


def problems(client: APIClient, table: Any) -> dict[int, list[tuple[str, str]]]:
    return {
        row["number"]: [(one["field"], one["code"]) for one in row["problems"]]
        for row in rows_of(client, table, outcome="refuse")
    }


def exported(client: APIClient, lab: Lab) -> str:
    answer: Any = client.get("/api/catalog-export/", {"lab": str(lab.pk)})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig")


@pytest.fixture
def kitchen() -> None:
    category("Kitchen", category("Home"))


def test_looking_through_changes_nothing(client_of: ClientOf, lab_north: Lab, lena: User, kitchen: None) -> None:
    table = checked(client_of(lena), lab_north, NEW)
    assert table["counts"] == {"created": 3, "changed": 0, "same": 0, "refused": 0, "done": 0}
    assert (table["status"], table["allowed_actions"]) == ("checked", ["apply", "destroy"])
    assert not Product.objects.exists()
    first = rows_of(client_of(lena), table)[0]
    assert first["changes"][0] == {"field": "name", "before": "", "after": "Layer mug"}
    assert {"field": "new_on_hand", "before": "0", "after": "12"} in first["changes"]


def test_a_table_makes_products_with_stock_and_prices(
    client_of: ClientOf, lab_north: Lab, lena: User, kitchen: None
) -> None:
    client = client_of(lena)
    done = apply(client, checked(client, lab_north, NEW))
    assert (done["status"], done["progress_percent"], done["counts"]["done"]) == ("done", 100, 3)
    mug = Product.objects.get(name="Layer mug")
    assert (mug.is_published, mug.summary, str(mug.category)) == (True, "Holds coffee", "Kitchen")
    black, white = mug.variants.order_by("position")
    assert (black.amount, black.weight_mg, black.options) == (1850, 320_500, {"Color": "Black", "Size": "L"})
    assert list(black.prices.values_list("currency", "amount")) == [("USD", 2100)]
    assert (white.amount, white.prices.count()) == (1900, 0)
    assert client.get(f"/api/products/{mug.slug}/").json()["variants"][0]["available"] == 12
    move = StockMove.objects.get(kind="count")
    assert (move.by, move.reason) == (lena, "Catalog import")
    assert not Product.objects.get(name="Sign").is_published


def test_the_same_table_again_changes_nothing(client_of: ClientOf, lab_north: Lab, lena: User, kitchen: None) -> None:
    client = client_of(lena)
    apply(client, checked(client, lab_north, NEW))
    again = checked(client, lab_north, NEW)
    assert again["counts"] == {"created": 0, "changed": 0, "same": 3, "refused": 0, "done": 0}
    back = checked(client, lab_north, exported(client, lab_north))
    assert back["counts"]["same"] == 3
    assert apply(client, back)["counts"]["done"] == 3
    assert (Product.objects.count(), Variant.objects.count(), StockMove.objects.count()) == (2, 3, 1)


def test_what_is_changed_in_the_table_changes(client_of: ClientOf, lab_north: Lab, lena: User, kitchen: None) -> None:
    client = client_of(lena)
    apply(client, checked(client, lab_north, NEW))
    rows = list(csv.DictReader(io.StringIO(exported(client, lab_north))))
    assert rows[0]["category"] == "Home > Kitchen"
    rows[0] |= {"summary": "", "price_usd": "", "price_eur": "17", "new_on_hand": "7", "published": "no"}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    table = checked(client, lab_north, text.getvalue())
    changes = {
        one["field"]: (one["before"], one["after"]) for one in rows_of(client, table, outcome="change")[0]["changes"]
    }
    assert changes == {
        "summary": ("Holds coffee", ""), "published": ("yes", "no"), "price_eur": ("18.50", "17.00"),
        "price_usd": ("21.00", ""), "new_on_hand": ("12", "7"),
    }  # fmt: skip
    apply(client, table)
    black = Variant.objects.get(sku="M-B")
    assert (black.amount, black.prices.count(), black.product.summary, black.product.is_published) == (
        1700,
        0,
        "",
        False,
    )


def test_each_refused_row_says_why(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    mug = product(lab_north, name="Mug", amounts=(1850, 2000))
    lamp = product(lab_north, name="Lamp")
    first, second = (variant.sku for variant in mug.variants.order_by("position"))
    made = product(lab_north, name="Sign", made_to_order=True).variants.get()
    inventory.add_item(lab_north, sku="SCREW", name="Screw", by=lena)
    held = lamp.variants.get()
    assert held.item is not None
    inventory.receive(held.item, 5000, by=lena)
    inventory.hold({held.item.pk: 3000}, reference="order:1", until=None)
    text = f"""sku,product,name,category,published,lead_days,tax_class,options,price_eur,weight_g,new_on_hand
,,No sku,,,,,,1,,
{first},lamp,,,,,,,,,
X-1,,Dear,,,,,,1.855,,
X-2,,Odd,Nowhere,perhaps,-1,some,Color,1e3,heavy,1.5
X-3,,,,,,,,5,,
SCREW,,Screw,,,,,,5,,
{first},,,,,,,,,,
{made.sku},,,,,,,,,,4
{held.sku},,,,,,,,,,2
X-4,mug,,,,,,,3,,
{second},mug,Other name,,,,,,,,
X-5,mug,Third name,,,,,Size=9,4,,
"""
    client = client_of(lena)
    assert problems(client, checked(client, lab_north, text)) == {
        2: [("sku", "required")],
        3: [("product", "other_product")],
        4: [("price_eur", "not_an_amount")],
        5: [
            ("category", "no_such_category"), ("published", "not_yes_or_no"), ("lead_days", "not_a_whole_number"),
            ("tax_class", "not_a_tax_class"), ("options", "not_options"), ("price_eur", "not_an_amount"),
            ("weight_g", "not_a_weight"), ("new_on_hand", "not_a_whole_number"),
        ],
        6: [("name", "required")],
        7: [("sku", "sku_taken")],
        8: [("sku", "sku_twice")],
        9: [("new_on_hand", "made_to_order")],
        10: [("new_on_hand", "stock_promised")],
        11: [("options", "variants_alike")],
        13: [("name", "contradicts")],
    }  # fmt: skip


def test_a_refused_row_holds_up_no_other(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client = client_of(lena)
    table = checked(client, lab_north, "sku,name,price_eur\nA,Bowl,5\nB,Vase,x\nC,Box,7\n")
    inventory.add_item(lab_north, sku="C", name="Somebody was faster", by=lena)
    done = apply(client, table)
    assert done["counts"] == {"created": 1, "changed": 0, "same": 0, "refused": 2, "done": 2}
    assert problems(client, table) == {3: [("price_eur", "not_an_amount")], 4: [("sku", "sku_taken")]}
    assert list(Product.objects.values_list("name", flat=True)) == ["Bowl"]


def test_stock_that_was_sold_meanwhile_is_not_overwritten(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    only = product(lab_north).variants.get()
    assert only.item is not None
    inventory.receive(only.item, 5000, by=lena)
    client = client_of(lena)
    table = checked(client, lab_north, f"sku,new_on_hand\n{only.sku},9\n")
    inventory.receive(only.item, 1000, by=lena)
    apply(client, table)
    assert problems(client, table) == {2: [("new_on_hand", "stock_moved")]}


def test_a_cancelled_import_goes_on_where_it_stood(
    client_of: ClientOf, lab_north: Lab, lena: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(lena)
    table = checked(client, lab_north, "sku,name,price_eur\nA,Bowl,5\nB,Vase,6\nC,Box,7\n")
    assert client.post(f"{PATH}{table['id']}/apply/").status_code == 202
    job = client.get(f"{PATH}{table['id']}/").json()["job"]
    assert client.post(f"{PATH}{table['id']}/apply/").json()["code"] == "import_underway"
    assert client.delete(f"{PATH}{table['id']}/").json()["code"] == "import_underway"
    assert client.post(f"/api/jobs/{job}/cancel/").status_code == 200
    queue.run_pending()
    halted = client.get(f"{PATH}{table['id']}/").json()
    assert (halted["status"], halted["counts"]["done"], halted["allowed_actions"]) == (
        "cancelled",
        0,
        ["apply", "destroy"],
    )
    done = apply(client, table)
    assert (done["status"], done["counts"]["done"], Product.objects.count()) == ("done", 3, 3)
    assert client.post(f"{PATH}{table['id']}/apply/").json()["code"] == "import_underway"


def test_an_import_that_died_halfway_makes_nothing_twice(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client = client_of(lena)
    found = checked(client, lab_north, NEW.replace("home > KITCHEN", ""))
    table = CatalogImport.objects.get(pk=found["id"])
    services.add_product(lab_north, by=lena, name="Layer mug", variants=[{"sku": "M-B", "amount": 1850}])
    carry_out(table)
    assert (Product.objects.count(), Variant.objects.count()) == (2, 3)
    assert Variant.objects.get(sku="M-W").product == Variant.objects.get(sku="M-B").product


def test_only_who_sells_for_the_lab_sends_and_takes_tables(
    client_of: ClientOf, lab_north: Lab, lena: User, mona: User, olaf: User, ada: User
) -> None:
    text = "sku,name,price_eur\nA,Bowl,5\n"
    table = checked(client_of(lena), lab_north, text)
    assert send(client_of(mona), lab_north, text).status_code == 403
    assert send(client_of(olaf), lab_north, text).status_code == 403
    assert send(client_of(ada), lab_north, text).status_code == 201
    url = f"{PATH}{table['id']}/"
    assert client_of(olaf).get(url).status_code in (403, 404)
    assert client_of(mona).post(f"{url}apply/").status_code == 403
    for user, code in ((mona, 403), (olaf, 403), (lena, 200)):
        assert client_of(user).get("/api/catalog-export/", {"lab": str(lab_north.pk)}).status_code == code
    assert client_of(lena).get("/api/catalog-export/").status_code == 400
    assert client_of(lena).get("/api/catalog-export/", {"lab": "x"}).status_code == 400
    assert client_of(lena).get(f"{url}rows/", {"outcome": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("text", "code"),
    [("name\nBowl", "column_missing"), ("sku,pirce_eur\nA,5", "columns_unknown"), ("sku\n", "sheet_empty")],
)
def test_a_file_that_is_no_catalog_is_refused(
    client_of: ClientOf, lab_north: Lab, lena: User, text: str, code: str
) -> None:
    answer = send(client_of(lena), lab_north, text)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not CatalogImport.objects.exists()


def test_a_workbook_goes_out_and_comes_back(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    product(lab_north, name="=1+1", amounts=(1850, 1900))
    client = client_of(lena)
    answer: Any = client.get("/api/catalog-export/", {"lab": str(lab_north.pk), "as": "xlsx"})
    file = SimpleUploadedFile("catalog.xlsx", b"".join(answer.streaming_content))
    back = client.post(PATH, {"lab": str(lab_north.pk), "file": file}, format="multipart").json()
    assert back["counts"] == {"created": 0, "changed": 0, "same": 2, "refused": 0, "done": 0}
    assert "'=1+1" in exported(client, lab_north)


def test_a_larger_table_asks_no_more_questions(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client, counts = client_of(lena), []
    for rows in (5, 200):
        text = "sku,name,price_eur\n" + "".join(f"S{n},Thing {n},5\n" for n in range(rows))
        with CaptureQueriesContext(connection) as queries:
            checked(client, lab_north, text)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1  # the rows are written five hundred at a time
    product(lab_north, amounts=(100, 200))
    with CaptureQueriesContext(connection) as few:
        exported(client, lab_north)
    for _ in range(20):
        product(lab_north, amounts=(100, 200))
    with CaptureQueriesContext(connection) as many:
        exported(client, lab_north)
    assert len(few) == len(many)


def test_a_table_carries_translations(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client = client_of(lena)
    product(lab_north, name="Mug")
    assert "name_" not in exported(client, lab_north).splitlines()[0]
    mug = Product.objects.get()
    services.edit_product(mug, by=lena, translations={"de": {"name": "Becher", "summary": "Für Kaffee"}})
    head, row = csv.reader(io.StringIO(exported(client, lab_north)))
    told = dict(zip(head, row, strict=True))
    assert (told["language"], told["name"], told["name_de"], told["description_de"]) == ("en", "Mug", "Becher", "")
    assert "name_es" not in head
    assert checked(client, lab_north, exported(client, lab_north))["counts"]["same"] == 1
    table = checked(client, lab_north, f"sku,name_de,summary_de,name_es\n{told['sku']},Humpen,,Taza\n")
    changes = {one["field"]: (one["before"], one["after"]) for one in rows_of(client, table)[0]["changes"]}
    assert changes == {
        "name_de": ("Becher", "Humpen"),
        "summary_de": ("Für Kaffee", ""),
        "name_es": ("", "Taza"),
    }
    assert apply(client, table)["counts"]["done"] == 1
    mug.refresh_from_db()
    assert (mug.name, mug.translations) == ("Mug", {"de": {"name": "Humpen"}, "es": {"name": "Taza"}})
    found = client.get("/api/products/", {"search": "humpen"}).json()["results"]
    assert [row["name"] for row in found] == ["Mug"]


def test_a_table_makes_products_in_any_language(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client = client_of(lena)
    table = checked(client, lab_north, "sku,name,language,name_en,price_eur\nB,Becher,DE,Mug,12\nT,Taza,,,9\n")
    assert apply(client, table)["counts"]["created"] == 2
    made = {row.name: (row.language, row.translations) for row in Product.objects.all()}
    assert made == {"Becher": ("de", {"en": {"name": "Mug"}}), "Taza": ("en", {})}
    swapped = checked(client, lab_north, "sku,name,language,name_en,name_de\nB,Mug,en,,Becher\n")
    assert apply(client, swapped)["counts"]["done"] == 1
    mug = Product.objects.get(slug="becher")
    assert (mug.name, mug.language, mug.translations) == ("Mug", "en", {"de": {"name": "Becher"}})


def test_what_is_no_translation_is_refused_by_its_cell(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client = client_of(lena)
    rows = f"A,Mug,fr,,\nB,Cup,de,,Tasse\nC,Jug,,{'x' * 161},\nD,Pot,,Twice,\n"
    table = checked(client, lab_north, f"sku,name,language,name_en,name_de\n{rows}")
    found = problems(client, table)
    assert ("language", "not_a_language") in found[2]
    assert ("name_de", "own_language_translated") in found[3]
    assert ("name_en", "too_long") in found[4]
    assert ("name_en", "own_language_translated") in found[5]
    assert send(client, lab_north, "sku,name_fr\nA,Tasse\n").status_code == 400
    mug = product(lab_north, name="Mug", translations={"de": {"name": "Becher"}})
    table = checked(client, lab_north, f"sku,language\n{mug.variants.get().sku},de\n")
    assert apply(client, table)["counts"]["refused"] == 1
    assert problems(client, table)[2] == [("translations.de", "own_language_translated")]
