"""This process among others: its name for leases, and whether a named one still runs."""

import gc
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 100_000


def own_name() -> str:
    """Return ``host:pid:nonce``, unlike that of any other process."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_alive(name: str) -> bool:
    """Tell whether a named process may still run; one on another host is believed to."""
    host, _, rest = name.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdecimal():
        return True
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for cycles less often while very many small objects without cycles come and go."""
    before = gc.get_threshold()
    gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
