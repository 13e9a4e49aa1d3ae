"""Two people chat over two socket processes behind the proxy; whatever dies in mid-chat, both read the same, in order, once."""

import random
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from websockets.exceptions import ConnectionClosed

from journeys.production.people import Line, Person
from journeys.production.topology import Topology, until

EACH = 30  # messages that each of the two writes


def conversation_of(one: Person, other: Person) -> str:
    """The conversation of the two, in which both take part."""
    row = one.post("/api/conversations/", kind="direct", person=other.get("/api/me/")["id"])["id"]
    say(one, row, "Are you there?")
    if other.get(f"/api/conversations/{row}/")["me"]["standing"] == "requested":
        other.post(f"/api/conversations/{row}/accept/")
    return str(row)


def say(person: Person, row: str, body: str, client_id: str = "") -> Any:
    client_id = client_id or str(uuid.uuid4())
    return person.post(f"/api/conversations/{row}/messages/", client_id=client_id, body=body)


def say_until_it_is_there(person: Person, row: str, body: str) -> None:
    """As an outbox does: the same draft again, until there is an answer."""
    client_id = str(uuid.uuid4())
    while True:
        try:
            say(person, row, body, client_id)
        except (AssertionError, requests.RequestException):
            time.sleep(0.2)
        else:
            return


class Listener(threading.Thread):
    """One person's browser: comes back with its cursor whenever it is cut off, and keeps what it hears."""

    def __init__(self, person: Person) -> None:
        super().__init__(daemon=True)
        self.person, self.returns = person, -1
        self.cursor: dict[str, Any] | None = None
        self.heard: list[dict[str, Any]] = []
        self.is_over = False

    def run(self) -> None:
        while not self.is_over:
            try:
                with self.person.socket(resume=self.cursor) as line:
                    self.returns += 1
                    self.keep(line)
            except (ConnectionClosed, OSError, TimeoutError):
                time.sleep(random.uniform(0.1, 0.5))

    def keep(self, line: Line) -> None:
        """What came before ``ready`` and after it, and the cursor with it."""
        self.take(line)
        while not self.is_over:
            try:
                line.hear(0.5)
            except TimeoutError:
                continue
            finally:
                self.take(line)

    def take(self, line: Line) -> None:
        known = self.cursor["seq"] if self.cursor else 0
        self.heard += [line.durable[seq] for seq in sorted(line.durable) if seq > known]
        self.cursor = {**line.cursor, "seq": max(known, line.cursor["seq"])}

    def bodies(self, row: str) -> list[str]:
        """What was written there, as it was heard."""
        new = [f["data"] for f in self.heard if f["type"] == "message.new" and f["data"]["conversation"] == row]
        return [data["message"]["body"] for data in new]


@contextmanager
def listening(*people: Person) -> Iterator[list[Listener]]:
    listeners = [Listener(person) for person in people]
    for listener in listeners:
        listener.start()
    until(lambda: all(listener.returns >= 0 for listener in listeners))
    yield listeners
    for listener in listeners:
        listener.is_over = True
    for listener in listeners:
        listener.join(10)


def history(person: Person, row: str, since: int) -> list[dict[str, Any]]:
    """Everything after this number, page by page."""
    found: list[dict[str, Any]] = []
    while True:
        page = person.get(f"/api/conversations/{row}/messages/?after={found[-1]['seq'] if found else since}&limit=100")
        found += page["results"]
        if not page["has_after"]:
            return found


def test_both_hear_each_other_over_two_processes(topology: Topology, alice: Person, mona: Person) -> None:
    row = conversation_of(alice, mona)
    ports = [topology.port(f"sockets:sockets-{n}") for n in (0, 1)]
    with alice.socket(ports[0]) as hers, mona.socket(ports[1]) as theirs:
        for line in (hers, theirs):
            line.say("subscribe", topic=f"conversation:{row}")
            line.until("ack")
        alice.post(f"/api/conversations/{row}/typing/")
        assert theirs.until("typing", conversation=row)["data"]["user"] == alice.get("/api/me/")["id"]
        sent = say(alice, row, "Over there")
        assert theirs.until("message.new", conversation=row)["data"]["message"]["id"] == sent["id"]
        mona.post(f"/api/conversations/{row}/read/", seq=sent["seq"])
        hers.until("conversation.read", conversation=row, seq=sent["seq"])
        mona.post(f"/api/conversations/{row}/messages/{sent['id']}/reactions/", emoji="👍")
        assert hers.until("message.changed", conversation=row)["data"]["message"]["reactions"][0]["emoji"] == "👍"


@pytest.mark.parametrize("victim", ["sockets:sockets-0", "sockets:sockets-1", "rest:rest", "redis"])
def test_a_death_in_mid_chat_loses_and_doubles_nothing(
    topology: Topology, alice: Person, mona: Person, victim: str
) -> None:
    row = conversation_of(alice, mona)
    since = alice.get(f"/api/conversations/{row}/")["last_seq"]
    said = {person: [f"{victim} {name} {n}" for n in range(EACH)] for person, name in ((alice, "a"), (mona, "m"))}

    def write(person: Person) -> None:
        for body in said[person]:
            say_until_it_is_there(person, row, body)

    with listening(alice, mona) as listeners:
        writers = [threading.Thread(target=write, args=(person,)) for person in said]
        for writer in writers:
            writer.start()
        until(lambda: alice.get(f"/api/conversations/{row}/")["last_seq"] > since + EACH // 2)
        seconds = topology.kill(victim)
        for writer in writers:
            writer.join(120)
        until(lambda: all(len(listener.bodies(row)) >= 2 * EACH for listener in listeners))
    written = history(alice, row, since)
    assert [message["seq"] for message in written] == list(range(since + 1, since + 2 * EACH + 1))
    bodies = [message["body"] for message in written]
    for mine in said.values():
        assert [body for body in bodies if body in mine] == mine
    assert [listener.bodies(row) for listener in listeners] == [bodies, bodies]
    print(f"  kill -9 {victim} in mid-chat: whole again after {seconds:.1f} s, {2 * EACH} messages once, in order")
