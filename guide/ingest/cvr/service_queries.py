"""The questions put to the register's Elasticsearch 6, as JSON bodies.

Filters only on fields that match exactly (numbers, codes, times): a ``term`` on analysed text
silently matches nothing. Participants are never asked for.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

Query = dict[str, Any]

_ROOT = "Vrvirksomhed"
NUMBER = f"{_ROOT}.cvrNummer"
LOADED = f"{_ROOT}.sidstIndlaest"
_META = f"{_ROOT}.virksomhedMetadata"
FORM = f"{_META}.nyesteVirksomhedsform.virksomhedsformkode"
BRANCHES = tuple(
    f"{_META}.nyeste{branch}.branchekode"
    for branch in ("Hovedbranche", "Bibranche1", "Bibranche2", "Bibranche3")
)
_UNREAD = {
    "excludes": [
        f"{_ROOT}.deltagerRelation",
        f"{_ROOT}.fusioner",
        f"{_ROOT}.spaltninger",
        f"{_ROOT}.fejlBeskrivelse",
    ]
}
_PERSONS = [10, 15]

REQUIRED_FIELDS = (
    NUMBER,
    LOADED,
    f"{_ROOT}.navne.navn",
    f"{_ROOT}.beliggenhedsadresse.postnummer",
    f"{_ROOT}.hovedbranche.branchekode",
    f"{_ROOT}.virksomhedsform.virksomhedsformkode",
    f"{_ROOT}.livsforloeb.periode.gyldigFra",
    f"{_ROOT}.virksomhedsstatus.status",
    f"{_ROOT}.erstMaanedsbeskaeftigelse.antalAnsatte",
    f"{_ROOT}.attributter.type",
    f"{_ROOT}.reklamebeskyttet",
    f"{_ROOT}.samtId",
    FORM,
    BRANCHES[0],
)
"""Without these in the mapping the import would read emptiness as truth."""


def branch_query(codes: Collection[str], *, after: int = 0, since: datetime | None = None) -> Query:
    """Ask for companies with a main or side branch among ``codes``, firms of persons left out."""
    filters: list[Query] = []
    if after:
        filters.append({"range": {NUMBER: {"gt": after}}})
    if since is not None:
        filters.append({"range": {LOADED: {"gte": since.isoformat(timespec="milliseconds")}}})
    return {
        "bool": {
            "should": [{"terms": {field: sorted(codes)}} for field in BRANCHES],
            "minimum_should_match": 1,
            "filter": filters,
            "must_not": [{"terms": {FORM: _PERSONS}}],
        }
    }


def page(query: Query, size: int) -> Query:
    """Ask for a page in the order of numbers, so that reading can go on behind any of them."""
    return {"size": size, "sort": [{NUMBER: "asc"}], "_source": _UNREAD, "query": query}


def numbers_query(numbers: Sequence[str]) -> Query:
    """Ask for companies by number."""
    return {"terms": {NUMBER: [int(number) for number in numbers]}}


def count_body(query: Query) -> Query:
    """Ask for nothing but the count."""
    return {"size": 0, "query": query}


def newest_body() -> Query:
    """Ask for the newest load time of all."""
    return {"size": 1, "sort": [{LOADED: "desc"}], "_source": [LOADED], "query": {"match_all": {}}}


def missing_fields(mapping: object) -> tuple[str, ...]:
    """Return the required fields that a ``_mapping`` answer does not hold in any index."""
    found: set[str] = set()
    _collect(mapping, "", found)
    return tuple(field for field in REQUIRED_FIELDS if field not in found)


def _collect(node: object, path: str, found: set[str]) -> None:
    """Walk to every ``properties`` object, whatever index and type names stand above it."""
    if not isinstance(node, dict):
        return
    properties = node.get("properties")
    if isinstance(properties, dict):
        for name, child in properties.items():
            below = f"{path}.{name}" if path else name
            found.add(below)
            _collect(child, below, found)
    elif not path:
        for child in node.values():
            _collect(child, path, found)
