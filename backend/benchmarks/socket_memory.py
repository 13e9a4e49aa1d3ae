"""Memory of an idle socket: `python -m benchmarks.socket_memory`.

A thousand people sign in over one socket each and stay; the server's own memory before and after tells what each costs.
Goal: at most 40 KB.
"""

from __future__ import annotations

import time

import uvloop

from benchmarks import world
from benchmarks.crowd import Running, gather, hello
from benchmarks.fanout import sign_up

COUNT = 1000
WARM = 200  # the first ones also pay for what the process loads only once
GOAL_KB = 40.0


async def run(tokens: list[str]) -> None:
    with Running("benchmarks.peers", "ours") as server:
        await gather(server.port, [hello(token) for token in tokens[:WARM]], lambda text: None)
        time.sleep(2)
        before = server.memory()
        await gather(server.port, [hello(token) for token in tokens[WARM:]], lambda text: None)
        time.sleep(2)
        each = (server.memory() - before) / (len(tokens) - WARM) / 1024
    print(
        f"  {len(tokens) - WARM} idle sockets: {each:.1f} KB each (goal {GOAL_KB:.0f})  {'PASS' if each <= GOAL_KB else 'MISSED'}"
    )


def main() -> None:
    world.begin()
    uvloop.run(run(sign_up(COUNT + WARM)[1]))


if __name__ == "__main__":
    main()
