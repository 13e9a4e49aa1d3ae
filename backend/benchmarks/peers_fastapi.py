"""The bell and the shop as FastAPI with asyncpg and hand-built rows would give them: same token, same person, same filters, same page."""

import asyncio
import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode
from uuid import UUID

import asyncpg
import orjson
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response

PERSON = "SELECT id, password, is_active, role, name, language FROM accounts_user WHERE id = $1"
ROWS = """
    SELECT id, kind, category, subject_type, subject_id, subject_label, facts::text, repeats, created_at, seen_at, read_at
    FROM notifications_notification WHERE recipient_id = $1 AND in_app{} ORDER BY id DESC LIMIT $2
"""

SHELF = """
    FROM store_product p JOIN labs_lab l ON l.id = p.lab_id LEFT JOIN store_category c ON c.id = p.category_id
    JOIN LATERAL (SELECT min(amount) AS least, max(amount) AS most FROM store_variant v
                  WHERE v.product_id = p.id AND v.is_active) s ON true
    JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM store_variant v LEFT JOIN inventory_balance b ON b.item_id = v.item_id
                  WHERE v.product_id = p.id AND v.is_active AND (v.item_id IS NULL OR b.on_hand > b.reserved)) AS can_buy) f ON true
    WHERE p.is_published AND (l.status = 'active' OR p.lab_id IN (SELECT lab_id FROM labs_membership WHERE user_id = $1))
"""
PRODUCTS = """
    SELECT p.id, p.slug, p.name, p.summary, p.rating_sum, p.rating_count, p.made_to_order, p.is_published, c.name AS category,
           l.id AS lab_id, l.name AS lab_name, l.slug AS lab_slug, l.currency, s.least, s.most, f.can_buy,
           EXISTS (SELECT 1 FROM store_wish w WHERE w.product_id = p.id AND w.user_id = $1) AS is_wished
"""


def application(pool: Any) -> FastAPI:
    backend = import_module("rest_framework_simplejwt.state").token_backend
    app = FastAPI()

    async def person(authorization: Annotated[str, Header()]) -> Any:
        claims = backend.decode(authorization.removeprefix("Bearer "))
        if claims.get("token_type") != "access":
            raise HTTPException(401)
        async with pool.acquire() as connection:
            row = await connection.fetchrow(PERSON, UUID(claims["user_id"]))
        known = row and hashlib.md5(row["password"].encode()).hexdigest().upper()
        if not known or not row["is_active"] or claims.get("hash_password") != known:
            raise HTTPException(401)
        return row

    @app.get("/api/notifications/")
    async def listed(
        request: Request,
        me: Annotated[Any, Depends(person)],
        page_size: Annotated[int, Query(ge=1, le=100)] = 25,
        cursor: str | None = None,
        unread: Annotated[bool | None, Query()] = None,
        category: str | None = None,
        kind: str | None = None,
    ) -> Response:
        arguments, narrowed = [me["id"], page_size + 1], ""
        if unread is not None:
            narrowed += f" AND read_at IS {'' if unread else 'NOT '}NULL"
        if cursor:
            arguments.append(UUID(parse_qs(b64decode(cursor).decode())["p"][0]))
            narrowed += f" AND id < ${len(arguments)}"
        for column, wanted in (("category", category), ("kind", kind)):
            if wanted is not None:
                arguments.append(wanted)
                narrowed += f" AND {column} = ${len(arguments)}"
        async with pool.acquire() as connection:
            rows = await connection.fetch(ROWS.format(narrowed), *arguments)
        results = [
            {
                "id": str(row["id"]),
                "kind": row["kind"],
                "category": row["category"],
                "subject": {"type": row["subject_type"], "id": row["subject_id"], "label": row["subject_label"]},
                "link": f"/jobs/{row['subject_id']}",
                "facts": orjson.Fragment(row["facts"]),
                "repeats": row["repeats"],
                "created_at": row["created_at"],
                "seen_at": row["seen_at"],
                "read_at": row["read_at"],
            }
            for row in rows[:page_size]
        ]
        following = None
        if len(rows) > page_size:
            place = b64encode(urlencode({"p": str(rows[page_size - 1]["id"])}).encode()).decode()
            following = str(request.url.include_query_params(cursor=place))
        page = {"next": following, "previous": None, "results": results}
        return Response(orjson.dumps(page, option=orjson.OPT_UTC_Z), media_type="application/json")

    @app.get("/api/products/")
    async def shop(
        me: Annotated[Any, Depends(person)],
        page: Annotated[int, Query(ge=1)] = 1,
        page_size: Annotated[int, Query(ge=1, le=100)] = 25,
        price_min: int | None = None,
        price_max: int | None = None,
        available: Annotated[bool | None, Query()] = None,
        category: str | None = None,
    ) -> Response:
        arguments, narrowed = [me["id"]], ""
        for condition, wanted in (
            ("s.least >= ${}", price_min),
            ("s.least <= ${}", price_max),
            ("f.can_buy = ${}", available),
            ("c.slug = ${}", category),
        ):
            if wanted is not None:
                arguments.append(wanted)
                narrowed += " AND " + condition.format(len(arguments))
        async with pool.acquire() as connection:
            count = await connection.fetchval(
                f"SELECT count(*) FROM (SELECT 1 {SHELF}{narrowed} LIMIT 10001) found", *arguments
            )
            rows = await connection.fetch(
                f"{PRODUCTS}{SHELF}{narrowed} ORDER BY p.id DESC LIMIT {page_size} OFFSET {(page - 1) * page_size}",
                *arguments,
            )
        results = [
            {
                "id": str(row["id"]),
                "slug": row["slug"],
                "name": row["name"],
                "summary": row["summary"],
                "rating_count": row["rating_count"],
                "can_buy": row["can_buy"],
                "made_to_order": row["made_to_order"],
                "is_published": row["is_published"],
                "category": row["category"],
                "lab": {
                    "id": str(row["lab_id"]),
                    "name": row["lab_name"],
                    "slug": row["lab_slug"],
                    "currency": row["currency"],
                },
                "from_price": {"amount": row["least"], "currency": row["currency"]},
                "has_span": row["least"] != row["most"],
                "rating": row["rating_sum"] / row["rating_count"] if row["rating_count"] else None,
                "is_wished": row["is_wished"],
                "image_url": None,
            }
            for row in rows
        ]
        following = f"http://localhost/api/products/?page={page + 1}" if count > page * page_size else None
        body = {"count": count, "next": following, "previous": None, "results": results}
        return Response(orjson.dumps(body), media_type="application/json")

    return app


def caller(runner: asyncio.Runner, dsn: dict[str, Any], token: str, address: str) -> Callable[[], bytes]:
    """One GET through the whole application, without a server in front."""
    app = application(runner.run(pool_of(dsn)))
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"authorization", f"Bearer {token}".encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def ask() -> bytes:
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await app({**scope}, receive, send)
        assert sent[0]["status"] == 200, sent
        return bytes(sent[1]["body"])

    return lambda: runner.run(ask())


async def pool_of(dsn: dict[str, Any]) -> Any:
    return await asyncpg.create_pool(**dsn, min_size=1, max_size=4)
