"""The explorer as it is served, in a thread of this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from viz.explorer.desk import Desk
from viz.explorer.security import Keys
from viz.explorer.server import LOOPBACK, configured, guarded, listen


@contextmanager
def serving(desk: Desk) -> Iterator[tuple[str, Keys]]:
    """Its address, and its keys."""
    keys, listening = Keys(), listen(LOOPBACK, 0)
    port = listening.getsockname()[1]
    server = uvicorn.Server(configured(guarded(desk, keys, LOOPBACK, port)))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{port}/", keys
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
