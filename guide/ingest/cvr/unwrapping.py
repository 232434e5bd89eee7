"""From a JSON value to the company documents in it: hits, pages, lists and bare documents."""

import json
import marshal
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from guide.ingest.cvr.cutting import Piece
from guide.ingest.cvr.documents import parse_company
from guide.ingest.cvr.source import (
    NONE_KNOWN,
    Document,
    Fingerprints,
    ReadDocument,
    SameDocument,
    UnreadDocument,
)
from guide.ingest.cvr.values import DocumentError, moment

COMPANY = "Vrvirksomhed"
_OTHERS = {"VrproduktionsEnhed": "en produktionsenhed", "Vrdeltagerperson": "en deltager"}
_PEOPLE = "deltagerRelation"
_PRIVATE = frozenset(
    {
        _PEOPLE, "telefonNummer", "sekundaertTelefonNummer", "telefaxNummer",
        "sekundaertTelefaxNummer", "elektroniskPost", "obligatoriskEmail",
        "nyesteKontaktoplysninger",
    }
)  # fmt: skip
_UNCOUNTED = frozenset({_PEOPLE, "sidstIndlaest"})
_PLAIN_FORMAT = 2
"""The last format of marshal without back references: equal values give equal bytes."""

_NO_COMPANY = "Dokumentet er ikke en virksomhed fra CVR."


def unwrap(piece: Piece) -> Iterator[Any]:
    """Yield each document's JSON: a hit's source, a page's hits, a list's items, or itself."""
    value = piece.value
    if isinstance(value, list):
        yield from value
    elif isinstance(value, dict) and isinstance(value.get("hits"), dict):
        hits = value["hits"].get("hits")
        yield from hits if isinstance(hits, list) else [value]
    else:
        yield value


def read(value: object, position: str, known: Fingerprints = NONE_KNOWN) -> Document:
    """Read one document; what cannot be read keeps its bytes, without people and contact data."""
    source = value.get("_source", value) if isinstance(value, dict) else value
    if not isinstance(source, dict):
        return _unread(value, _NO_COMPANY, position)
    for key, words in _OTHERS.items():
        if key in source:
            return UnreadDocument(
                raw=b"", reason=f"Dokumentet er {words}, ikke en virksomhed.", position=position
            )
    company = source.get(COMPANY, source if "cvrNummer" in source else None)
    if not isinstance(company, dict):
        return _unread(value, _NO_COMPANY, position)
    number = company.get("cvrNummer")
    told = fingerprint(company)
    try:
        if isinstance(number, int) and known.get(f"{number:08d}") == told:
            loaded = moment(company.get("sidstIndlaest"))
            return SameDocument(cvr=f"{number:08d}", position=position, loaded_at=loaded)
        return ReadDocument(company=parse_company(company), position=position, fingerprint=told)
    except DocumentError as error:
        kept = {COMPANY: _without_private(company)}
        cvr = f"{number:08d}" if isinstance(number, int) and 0 < number < 10**8 else None
        return _unread(kept, str(error), position, cvr)


def _without_private(company: dict[str, Any]) -> dict[str, Any]:
    """Drop people and contact data, some of which may be secret or protected."""
    kept = {key: value for key, value in company.items() if key not in _PRIVATE}
    meta = kept.get("virksomhedMetadata")
    if isinstance(meta, dict):
        kept["virksomhedMetadata"] = {
            key: value for key, value in meta.items() if key not in _PRIVATE
        }
    return kept


def fingerprint(company: dict[str, Any]) -> str:
    """Return 32 hexadecimal digits for all of a document that may be read.

    Participants and the load time do not count. Twenty times as fast as reading the document.
    """
    counted = {key: value for key, value in company.items() if key not in _UNCOUNTED}
    try:
        content = marshal.dumps(counted, _PLAIN_FORMAT)
    except ValueError:
        return ""
    return blake2b(content, digest_size=16).hexdigest()


def _unread(value: object, reason: str, position: str, cvr: str | None = None) -> UnreadDocument:
    raw = json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace")
    return UnreadDocument(raw=raw, reason=reason, position=position, cvr=cvr)
