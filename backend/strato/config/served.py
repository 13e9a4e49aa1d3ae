"""The WSGI application in a worker process of granian: it ends when its server is gone.

A worker that outlived a killed server would go on answering on the same port, with old code, beside its successors.
"""

import os
import threading
import time

from strato.config.wsgi import application

__all__ = ["application"]
LOOK_SECONDS = 0.5


def follow(server: int) -> None:
    """Leave as soon as this process has another parent."""
    while os.getppid() == server:
        time.sleep(LOOK_SECONDS)
    os._exit(1)


threading.Thread(target=follow, args=[os.getppid()], daemon=True, name="follow-server").start()
