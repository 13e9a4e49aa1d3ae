"""The server of the tests: the real one, with two more topics.

"room:<name>" is open to whoever lives there (the person's ``location``), so a test can take a right away; of "slow:<seconds>" it
takes so long to learn whether one may follow it.
"""

import time
from typing import Any

from strato.core import realtime
from strato.core.realtime import server
from strato.core.realtime.tests.words import Knock


def lives_there(user: Any, name: str) -> bool:
    return bool(user.location == name)


def looks_for_long(user: Any, name: str) -> bool:
    time.sleep(float(name))
    return True


realtime.topic("slow", visible=looks_for_long)
realtime.topic("room", visible=lives_there, snapshot=lambda user, name: [Knock(who=f"snapshot of {name}")])


def run(port: int) -> None:
    """Serve until stopped."""
    server.serve("127.0.0.1", port)
