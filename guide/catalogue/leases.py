"""Who may do a thing now, with a fencing number that a late holder cannot pass."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.imports import LeaseRow

DURATION = timedelta(minutes=20)
"""Longer than the longest wait that a source may ask for."""


class LeaseHeldError(Exception):
    """Another run holds the lease; the text names it."""


class LeaseLostError(Exception):
    """Another run took the lease over while we were away; nothing more may be written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lease:
    """A lease held: its name, its holder and its number."""

    name: str
    owner: str
    token: int


def take(
    work: UnitOfWork, name: str, owner: str, now: datetime, is_alive: Callable[[str], bool]
) -> Lease:
    """Take the lease when it is free, has run out, or its holder is known to be dead.

    Raises ``LeaseHeldError``.
    """
    row = work.session.get(LeaseRow, name, with_for_update=True)
    if row is None:
        row = LeaseRow(name=name, owner=owner, token=1, expires_at=now + DURATION)
        work.session.add(row)
    elif row.owner and row.expires_at > now and is_alive(row.owner):
        message = f"{name} køres allerede af {row.owner}. Vent, til den er færdig."
        raise LeaseHeldError(message)
    else:
        row.owner, row.token, row.expires_at = owner, row.token + 1, now + DURATION
    work.flush()
    return Lease(name=name, owner=owner, token=row.token)


def renew(work: UnitOfWork, lease: Lease, now: datetime) -> None:
    """Hold the lease longer, in the transaction of the work; raises ``LeaseLostError``."""
    row = work.session.get(LeaseRow, lease.name, with_for_update=True)
    if row is None or row.token != lease.token or row.owner != lease.owner:
        message = f"{lease.name} blev overtaget af en anden kørsel. Denne er stoppet."
        raise LeaseLostError(message)
    row.expires_at = now + DURATION
    work.flush()


def give_back(work: UnitOfWork, lease: Lease) -> None:
    """Let the next one in; a lease that is lost stays with its new holder."""
    row = work.session.get(LeaseRow, lease.name, with_for_update=True)
    if row is not None and row.token == lease.token:
        row.owner = ""
        work.flush()
