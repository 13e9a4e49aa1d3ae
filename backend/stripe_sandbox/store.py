"""Everything the sandbox remembers, in one SQLite file that several processes may share.

Objects are kept as the JSON in which they are answered; a call to ``Store.transaction`` is one immediate transaction.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Body = dict[str, Any]
SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_intent ON objects (json_extract(body, '$.payment_intent'));
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    done REAL, said TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE done IS NULL;
CREATE TABLE IF NOT EXISTS timers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, act TEXT NOT NULL, object TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def new_id(prefix: str) -> str:
    """ "re_...": like Stripe's, and never guessable."""
    return f"{prefix}_{secrets.token_hex(14)}"


class Transaction:
    """What can be done to the rows while one transaction is open."""

    def __init__(self, rows: sqlite3.Connection, now: float, public_url: str) -> None:
        self.rows, self.now, self.public_url = rows, now, public_url
        self.request: Body = {"id": None, "idempotency_key": None}

    @property
    def stamp(self) -> int:
        """Now, as Stripe writes it: seconds of the Unix clock."""
        return int(self.now)

    # --- objects ------------------------------------------------------------------------------------------------------
    def put(self, body: Body) -> Body:
        """Keep an object, new or changed."""
        self.rows.execute(
            "INSERT INTO objects (id, kind, created, body) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (body["id"], body["object"], body["created"], json.dumps(body)),
        )
        return body

    def find(self, kind: str, id: str) -> Body | None:
        row = self.rows.execute("SELECT body FROM objects WHERE id = ? AND kind = ?", (id, kind)).fetchone()
        return json.loads(row[0]) if row else None

    def any(self, id: str) -> Body | None:
        """The object of this id, whatever its kind."""
        row = self.rows.execute("SELECT body FROM objects WHERE id = ?", (id,)).fetchone()
        return json.loads(row[0]) if row else None

    def newest(
        self, kind: str, wanted: Mapping[str, Any] | None = None, *, limit: int = 100, **bounds: int
    ) -> list[Body]:
        """Objects of a kind, newest first; ``wanted`` compares fields, bounds are ``gte``/``gt``/``lte``/``lt`` of created
        and ``before``/``after`` of the row's place.
        """
        clauses, values = ["kind = ?"], list[Any]([kind])
        for field, value in (wanted or {}).items():
            clauses.append(f"json_extract(body, '$.{field}') = ?")
            values.append(value)
        signs = {"gte": "created >= ?", "gt": "created > ?", "lte": "created <= ?", "lt": "created < ?"}
        places = {"before": "seq < ?", "after": "seq > ?"}
        for bound, number in bounds.items():
            clauses.append({**signs, **places}[bound])
            values.append(number)
        order = "ASC" if "after" in bounds else "DESC"
        query = f"SELECT body FROM objects WHERE {' AND '.join(clauses)} ORDER BY seq {order} LIMIT ?"  # noqa: S608 - names of ours
        found = [json.loads(row[0]) for row in self.rows.execute(query, (*values, limit))]
        return found[::-1] if order == "ASC" else found

    def place(self, id: str) -> int | None:
        row = self.rows.execute("SELECT seq FROM objects WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    # --- answers under a key ------------------------------------------------------------------------------------------
    def answer(self, key: str) -> tuple[str, int, str] | None:
        """(fingerprint, status, body) of what was answered under this key."""
        row = self.rows.execute("SELECT fingerprint, status, body FROM answers WHERE key = ?", (key,)).fetchone()
        return tuple(row) if row else None

    def keep_answer(self, key: str, fingerprint: str, status: int, body: str) -> None:
        self.rows.execute("DELETE FROM answers WHERE at < ?", (self.now - 24 * 3600,))
        self.rows.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?)", (key, fingerprint, status, body, self.now))

    # --- what happens later -------------------------------------------------------------------------------------------
    def deliver(self, event: str, due: float) -> None:
        self.rows.execute("INSERT INTO deliveries (event, due) VALUES (?, ?)", (event, due))

    def later(self, seconds: float, act: str, id: str) -> None:
        self.rows.execute("INSERT INTO timers (due, act, object) VALUES (?, ?, ?)", (self.now + seconds, act, id))

    def due_timers(self) -> list[tuple[str, str]]:
        """(act, object id) of the timers that rang; they are gone afterwards."""
        found = self.rows.execute("DELETE FROM timers WHERE due <= ? RETURNING act, object", (self.now,))
        return [(act, id) for act, id in found.fetchall()]

    def claim_deliveries(self, limit: int, hold: float) -> list[tuple[int, str, int]]:
        """(delivery, event, tries) that are due, out of reach of other processes for ``hold`` seconds."""
        found = self.rows.execute(
            "UPDATE deliveries SET due = ?, tries = tries + 1 WHERE id IN "
            "(SELECT id FROM deliveries WHERE done IS NULL AND due <= ? ORDER BY due LIMIT ?) RETURNING id, event, tries",
            (self.now + hold, self.now, limit),
        )
        return [tuple(row) for row in found.fetchall()]

    def delivered(self, id: int, said: str) -> None:
        self.rows.execute("UPDATE deliveries SET done = ?, said = ? WHERE id = ?", (self.now, said, id))

    def again(self, id: int, due: float | None, said: str) -> None:
        """Try once more at ``due``; None: given up."""
        done = None if due is not None else self.now
        self.rows.execute("UPDATE deliveries SET due = ?, done = ?, said = ? WHERE id = ?", (due or 0, done, said, id))

    def next_due(self) -> float | None:
        """When the next delivery or timer is due."""
        row = self.rows.execute(
            "SELECT MIN(due) FROM (SELECT MIN(due) AS due FROM deliveries WHERE done IS NULL UNION ALL SELECT MIN(due) FROM timers)"
        ).fetchone()
        due: float | None = row[0]
        return due

    # --- settings -----------------------------------------------------------------------------------------------------
    def setting(self, name: str) -> Any:
        row = self.rows.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set(self, name: str, value: Any) -> None:
        self.rows.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, json.dumps(value)))


class Store:
    """The file; each transaction has a connection of its own, so any thread may ask."""

    def __init__(self, path: Path, public_url: str) -> None:
        self.path, self.public_url = path, public_url.rstrip("/")
        self.is_ready = False

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        self.prepare()
        rows = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        try:
            rows.execute("PRAGMA synchronous=NORMAL")  # of the connection, not of the file
            rows.execute("BEGIN IMMEDIATE")
            yield Transaction(rows, time.time(), self.public_url)
            rows.execute("COMMIT")
        except BaseException:
            if rows.in_transaction:
                rows.execute("ROLLBACK")
            raise
        finally:
            rows.close()

    def prepare(self) -> None:
        """The tables, made by whoever comes first."""
        if self.is_ready:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        rows = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        rows.executescript(SCHEMA)
        rows.close()
        self.is_ready = True
