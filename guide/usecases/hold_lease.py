"""Hold a lease while a job runs, and let the next one in when it ends, however it ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from guide.catalogue import leases
from guide.catalogue.database import Database
from guide.catalogue.leases import Lease
from guide.outside.clock import Clock


@contextmanager
def held_lease(
    database: Database, name: str, owner: str, clock: Clock, is_alive: Callable[[str], bool]
) -> Iterator[Lease]:
    """Take a lease for the time of a block; raises ``LeaseHeldError`` when another holds it."""
    with database.writing() as work:
        lease = leases.take(work, name, owner, clock.now(), is_alive)
        work.commit()
    try:
        yield lease
    finally:
        with database.writing() as work:
            leases.give_back(work, lease)
            work.commit()
