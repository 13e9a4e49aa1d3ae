"""The server of the tests: the real one, with one more topic.

"room:<name>" is open to whoever lives there (the person's ``location``), so a test can take a right away.
"""

from typing import Any

from strato.core import realtime
from strato.core.realtime import server
from strato.core.realtime.tests.words import Knock


def lives_there(user: Any, name: str) -> bool:
    return bool(user.location == name)


realtime.topic("room", visible=lives_there, snapshot=lambda user, name: [Knock(who=f"snapshot of {name}")])


def run(port: int) -> None:
    """Serve until stopped."""
    server.serve("127.0.0.1", port)
