"""How fast is an inbox with a million messages? `python -m benchmarks.inbox`.

On a real PostgreSQL, one person with 319 of 5,000 conversations, one of them 150,000 messages long. Measured in one run, each against
the naive way on the same rows: a page of the list with last messages and unread counts, the total of the badge, a page deep in the
history, and a search in one's own conversations. Goals: the list at least 10 times faster than reading each last message, the badge 5
times faster than counting, search 50 times faster than a scan without an index; a page far down costs at most 1.5 times the newest
one. Both ways give the same answer.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks import world

MESSAGES, LONG, CONVERSATIONS, MINE, ROUNDS = 1_000_000, 150_000, 5_000, 319, 60
LIST_GOAL, BADGE_GOAL, SEARCH_GOAL, DEPTH_GOAL, PAGE = 10, 5, 50, 1.5, 50
NOW = "timestamptz '2026-11-01'"
PEOPLE = f"""
INSERT INTO accounts_user (id, created_at, updated_at, password, is_superuser, email, name, bio, location, language, currency, theme,
                           visibility, role, is_active, avatar)
SELECT lpad(to_hex(n), 32, '0')::uuid, {NOW}, {NOW}, '!', false, 'p' || n || '@example.org', 'Person ' || n, '', '', 'en', 'EUR', 'auto',
       'public', 'user', true, ''
FROM generate_series(1, %(people)s) n
"""
TALKS = f"""
INSERT INTO messaging_conversation (id, created_at, updated_at, kind, low_id, high_id, subject_type, title, last_seq, last_activity_at)
SELECT lpad(to_hex(c), 32, '0')::uuid, {NOW}, {NOW}, 'direct',
       lpad(to_hex(CASE WHEN c <= %(mine)s THEN 1 ELSE c + 1 END), 32, '0')::uuid,
       lpad(to_hex(CASE WHEN c <= %(mine)s THEN c + 1 ELSE c + 2 END), 32, '0')::uuid,
       '', '', 0, {NOW}
FROM generate_series(1, %(talks)s) c
"""
SEATS = f"""
INSERT INTO messaging_participant (conversation_id, user_id, role, standing, from_seq, last_read_seq, last_delivered_seq, told_seq,
                                   is_marked_unread, is_archived, joined_at, last_seq, last_activity_at)
SELECT id, who, 'member', 'accepted', 0, 0, 0, 0, false, false, {NOW}, 0, {NOW}
FROM messaging_conversation, LATERAL (VALUES (low_id), (high_id)) v (who)
"""
SAID = f"""
INSERT INTO messaging_message (id, created_at, updated_at, conversation_id, seq, kind, sender_id, client_id, body, note)
SELECT lpad(to_hex(n), 32, '0')::uuid, {NOW} + n * interval '1 second', {NOW}, c.id, row_number() OVER (PARTITION BY c.id ORDER BY n),
       'text', CASE WHEN n %% 2 = 0 THEN c.low_id ELSE c.high_id END, lpad(to_hex(n), 32, '0')::uuid,
       (SELECT string_agg('w' || floor(power(random(), 3) * 30000)::int, ' ') FROM generate_series(1, 9) WHERE n > 0), '{{}}'
FROM generate_series(1, %(messages)s) n
JOIN messaging_conversation c
  ON c.id = lpad(to_hex(CASE WHEN n <= %(long)s THEN 1 ELSE 1 + n %% %(talks)s END), 32, '0')::uuid
"""
WORDS = """
INSERT INTO messaging_messagewords (message_id, conversation_id, text, vector)
SELECT id, conversation_id, ' ' || body, to_tsvector('simple', body) FROM messaging_message
"""
LAST = """
UPDATE messaging_conversation c SET last_seq = m.seq, last_message_id = m.id, last_activity_at = m.created_at
FROM (SELECT DISTINCT ON (conversation_id) * FROM messaging_message ORDER BY conversation_id, seq DESC) m WHERE m.conversation_id = c.id
"""
READ = """
UPDATE messaging_participant p
SET last_read_seq = CASE WHEN c.last_seq %% 5 = 0 THEN c.last_seq / 3 ELSE c.last_seq - c.last_seq %% 7 END, last_delivered_seq = c.last_seq, last_seq = c.last_seq, last_activity_at = c.last_activity_at
FROM messaging_conversation c WHERE c.id = p.conversation_id
"""


def fill() -> Any:
    """A million messages; gives the person whose inbox it is."""
    connection = import_module("django.db").connection
    sizes = {"people": CONVERSATIONS + 2, "mine": MINE, "talks": CONVERSATIONS, "messages": MESSAGES, "long": LONG}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.4)")
        for statement in (PEOPLE, TALKS, SEATS, SAID, WORDS, LAST, READ):
            cursor.execute(statement, sizes)
        cursor.execute("VACUUM ANALYZE")
    return import_module("strato.accounts.models").User.objects.get(email="p1@example.org")


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of the rounds, after one that warms up: what else the machine does is not counted."""
    act()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken)


def compare(name: str, quick: Callable[[], Any], naive: Callable[[], Any]) -> float:
    assert quick() == naive(), name
    fast, slow = milliseconds(quick), milliseconds(naive, 3)
    print(f"  {name:34} {fast:9.2f} ms   naive {slow:9.1f} ms = {slow / fast:6.0f}x", flush=True)
    return slow / fast


def ask(statement: str, **said: Any) -> list[Any]:
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute(statement, said)
        return list(cursor.fetchall())


def carry_out(statement: str, **said: Any) -> None:
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute(statement, said)


def listing(reports: Any, models: Any, me: Any) -> None:
    """The newest 25 conversations with their last message and what is unread; and the badge."""
    orm, rows = import_module("django.db.models"), models.Conversation.objects.visible_to(me)

    def page() -> list[Any]:
        unread = orm.F("last_seq") - orm.F("participants__last_read_seq")
        found = reports.in_box(rows, me, "inbox").annotate(unread=unread)
        return list(found.values_list("pk", "last_message", "unread")[:25])

    def whole() -> Any:
        return reports.look(list(reports.with_parts(reports.in_box(rows, me, "inbox"))[:25]), me)

    def naive() -> list[Any]:
        return ask(
            "SELECT c.id, m.id, (SELECT count(*) FROM messaging_message u WHERE u.conversation_id = c.id AND u.seq > p.last_read_seq) "
            "FROM messaging_participant p JOIN messaging_conversation c ON c.id = p.conversation_id JOIN LATERAL "
            "(SELECT DISTINCT ON (conversation_id) * FROM messaging_message ORDER BY conversation_id, created_at DESC) m "
            "ON m.conversation_id = c.id WHERE p.user_id = %(me)s ORDER BY m.created_at DESC LIMIT 25",
            me=me.pk,
        )

    def counted() -> int:
        [(number,)] = ask(
            "SELECT count(*) FROM messaging_participant p JOIN messaging_message m ON m.conversation_id = p.conversation_id "
            "AND m.seq > p.last_read_seq WHERE p.user_id = %(me)s",
            me=me.pk,
        )
        return int(number)

    verdict("list", compare("list of 25, last message, unread", page, naive), LIST_GOAL)
    print(f"    with people, receipts and presence {milliseconds(whole):9.2f} ms")
    carry_out(
        "UPDATE messaging_participant SET last_read_seq = 0 WHERE user_id = %(me)s", me=me.pk
    )  # back from far away
    verdict("badge", compare("unread in total", lambda: reports.summary(me).unread, counted), BADGE_GOAL)


def verdict(name: str, ratio: float, goal: float) -> None:
    print(
        f"goal: {name} >= {goal}x the naive way   {'PASS' if ratio >= goal else f'{goal - ratio:.1f}x short'}",
        flush=True,
    )


def history(reports: Any, models: Any, me: Any) -> float:
    """Pages of the longest conversation; gives what a deep one costs in newest ones."""
    longest = models.Conversation.objects.visible_to(me).order_by("-last_seq").first()
    rows = models.Message.objects.visible_to(me).filter(conversation=longest)

    def page(before: int | None) -> list[Any]:
        return [message.pk for message in reports.stretch(rows, limit=PAGE, before=before).messages]

    def offset() -> list[Any]:
        plain = models.Message.objects.filter(conversation=longest).order_by("-seq")
        return [message.pk for message in plain[longest.last_seq - 101 : longest.last_seq - 51]][::-1]

    compare(f"page {longest.last_seq - 100:,} messages deep", lambda: page(102), offset)
    turns = [(milliseconds(lambda: page(None), 4), milliseconds(lambda: page(102), 4)) for _ in range(ROUNDS // 4)]
    newest, deep = (min(times) for times in zip(*turns, strict=True))
    print(f"  newest page {newest:.2f} ms, deepest {deep:.2f} ms = {deep / newest:.2f}x")
    return deep / newest


def search(reports: Any, models: Any, me: Any) -> float:
    """Words in my conversations, by the index and row by row; gives the median ratio of the selective ones."""
    talks = {row.pk: row for row in models.Conversation.objects.visible_to(me)}
    rows, ratios = reports.readable_words(me, talks), []
    for kind, text in {"rare": "w29000", "two words": "w120 w4400", "unfinished": "w2345", "common": "w0"}.items():
        *whole, last = text.split()

        def newest(found: Any) -> list[Any]:
            return list(found.order_by("-message_id").values_list("message_id", flat=True)[:PAGE])

        def indexed(words: list[str] = [*whole, last]) -> list[Any]:  # noqa: B006
            return newest(reports.matching(rows, words))

        def scanned(whole: list[str] = whole, last: str = last) -> list[Any]:
            found = rows.filter(text__regex=rf"\y{last}")
            for word in whole:
                found = found.filter(text__regex=rf"\y{word}\y")
            return newest(found)

        hits = reports.matching(rows, text.split()).count()
        ratio = compare(f"search, {kind}: {hits:,} hits", indexed, scanned)
        if kind != "common":
            ratios.append(ratio)
        whole_act = milliseconds(partial(reports.found_messages, me, text), 5)
        print(f"    with the messages themselves     {whole_act:9.2f} ms")
    return statistics.median(ratios)


def main() -> None:
    os.environ["STRATO_TEST_DB"] = "postgres"
    world.begin(database_url="")
    start = time.perf_counter()
    me = fill()
    print(
        f"{MESSAGES:,} messages in {CONVERSATIONS:,} conversations on PostgreSQL, {time.perf_counter() - start:.0f} s"
    )
    reports, models = import_module("strato.messaging.reports"), import_module("strato.messaging.models")
    listing(reports, models, me)
    deep = history(reports, models, me)
    print(f"goal: deep <= {DEPTH_GOAL}x newest   {'PASS' if deep <= DEPTH_GOAL else f'{deep - DEPTH_GOAL:.2f}x over'}")
    ratio = search(reports, models, me)
    verdict("selective searches, the median of them,", ratio, SEARCH_GOAL)


if __name__ == "__main__":
    main()
