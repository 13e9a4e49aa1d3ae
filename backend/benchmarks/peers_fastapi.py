"""The notifications as FastAPI with asyncpg and hand-built rows would give them: same token, same person, same filters, same page."""

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

    return app


def caller(runner: asyncio.Runner, dsn: dict[str, Any], token: str, page: int) -> Callable[[], bytes]:
    """One GET through the whole application, without a server in front."""
    app = application(runner.run(pool_of(dsn)))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/notifications/",
        "raw_path": b"/api/notifications/",
        "query_string": f"page_size={page}".encode(),
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
