"""Who was erased and may not be brought back; only hashes are kept."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from guide.catalogue.database import UnitOfWork
from guide.catalogue.tables.audit import SuppressionRow

CVR = "cvr"
"""The kind of a key that is a CVR number of eight digits."""


def add(work: UnitOfWork, kind: str, key: str, reason: str, now: datetime) -> None:
    """Keep somebody from coming back; adding twice changes nothing."""
    hashed = _hash(kind, key)
    known = select(SuppressionRow.id).where(SuppressionRow.key_hash == hashed)
    if work.session.scalar(known) is None:
        work.session.add(
            SuppressionRow(key_kind=kind, key_hash=hashed, reason=reason, created_at=now)
        )
        work.flush()


def among(work: UnitOfWork, kind: str, keys: Collection[str]) -> frozenset[str]:
    """Return those of the keys that are suppressed, in one query."""
    hashes = {_hash(kind, key): key for key in keys}
    query = select(SuppressionRow.key_hash).where(SuppressionRow.key_hash.in_(list(hashes)))
    return frozenset(hashes[found] for found in work.session.scalars(query))


def _hash(kind: str, key: str) -> str:
    return sha256(f"{kind}:{key}".encode()).hexdigest()
