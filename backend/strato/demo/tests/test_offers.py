"""What the demo world offers can be done: no act in ``allowed_actions`` is then refused because of the row's state."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import get_resolver
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.core.tests.test_every_door import CONVERTER, patterns

LAB = re.compile(r"<(?:\w+:)?lab_id>|\(\?P<lab_id>(?:[^()]|\([^()]*\))*\)")
SAID = {"reason": "other", "unit": "inch", "percent": 50, "text": "Why?", "note": "Once more."}
PER_KIND = 2  # rows of each status and set of offers that are tried
# A retry names the printer that it goes on: without one it stays on the old one, which may be busy. Who leaves a group, or
# runs it, is named too.
ANSWERED_BY_WHAT_IS_SENT = {
    ("PrintJobViewSet", "retry"),
    ("ConversationViewSet", "remove_person"),
    ("ConversationViewSet", "make_admin"),
}
# Acts whose door is another one: messages have their own, a new title is an edit.
ANOTHER_DOOR = {("ConversationViewSet", "send"), ("ConversationViewSet", "rename")}
NOT_TRIED = ANSWERED_BY_WHAT_IS_SENT | ANOTHER_DOOR


def doors() -> dict[tuple[Any, str], tuple[str, str]]:
    """{(view set, act): (method, path)} of every view set."""
    found: dict[tuple[Any, str], tuple[str, str]] = {}
    for entry, path in patterns(get_resolver().url_patterns, ""):
        for method, act in (getattr(entry.callback, "actions", None) or {}).items():
            place = "/" + path.replace("^", "").replace("\\Z", "").replace("$", "")
            found.setdefault((entry.callback.cls, act), (method, place))
    return found


def offers(client: APIClient, view: Any, place: str, *, has_detail: bool) -> Iterator[tuple[str, str]]:
    """(id, act) of a few rows of each kind in this list."""
    tried: dict[Any, int] = {}
    body = client.get(place, {"page_size": 100}).json()
    for row in body.get("results", []) if isinstance(body, dict) else body:
        kind = (row.get("status"), tuple(row.get("allowed_actions", ())))
        tried[kind] = tried.get(kind, 0) + 1
        if tried[kind] <= PER_KIND:
            detail = client.get(f"{place}{row['id']}/").json() if has_detail else {}
            acts = {*row.get("allowed_actions", ()), *detail.get("allowed_actions", ())}
            yield from ((str(row["id"]), act) for act in acts if (view.__name__, act) not in NOT_TRIED)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks for rules, which know no engine: once is enough")
@pytest.mark.django_db
def test_no_act_is_offered_and_then_refused() -> None:
    call_command("seed")
    known, refused, done = doors(), [], 0
    for name in ("alice", "mona", "lena", "ada"):
        client = APIClient(raise_request_exception=False)
        client.force_authenticate(User.objects.get(email=f"{name}@strato.example"))
        labs = [row["id"] for row in client.get("/api/labs/", {"mine": "true"}).json()["results"]] or [new_id()]
        for view, act in list(known):
            if act != "list":
                continue
            for lab in labs if LAB.search(known[view, "list"][1]) else labs[:1]:
                place = LAB.sub(str(lab), known[view, "list"][1])
                if client.get(place).status_code != 200:
                    continue
                for pk, offer in list(offers(client, view, place, has_detail=(view, "retrieve") in known)):
                    method, path = known[view, offer]
                    with transaction.atomic():
                        where = CONVERTER.sub(pk, LAB.sub(str(lab), path))
                        answer = getattr(client, method)(where, SAID, format="json", HTTP_IDEMPOTENCY_KEY=str(new_id()))
                        transaction.set_rollback(True)
                    done += 1
                    if answer.status_code in (403, 404, 409):
                        refused.append((name, view.__name__, offer, answer.status_code, answer.json()["code"]))
    assert sorted(set(refused)) == []
    assert done > 150
