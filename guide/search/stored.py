"""What an index stores of a document beside its words: what filters, counts, sorts and shows."""

from collections.abc import Mapping
from typing import NamedTuple

from guide.search.port import RevenueState, SearchDocument
from guide.search.postings import Posting


class StoredDocument(NamedTuple):
    """Plain values only, so that any engine can write them down. ``None`` is not told.

    ``keys`` are those that lead to the document beside its words, each with total, name and
    mask of its posting.
    """

    company_id: int
    revision: int
    slug: str
    name: str
    sort_key: str
    cvr: str | None
    category_path: tuple[str, ...]
    region: str | None
    municipality: str | None
    size: str | None
    form: str | None
    status: str
    employees: int | None
    revenue: int | None
    revenue_state: str
    result: int | None
    growth: float | None
    founded: int | None
    has_figures: bool
    claimed: bool
    keys: tuple[tuple[str, int, int, int], ...]


def stored(document: SearchDocument, keys: Mapping[str, Posting]) -> StoredDocument:
    """Take what is stored out of a document; a revenue that is not known is left out."""
    known = document.revenue_state is RevenueState.KNOWN
    return StoredDocument(
        company_id=document.company_id,
        revision=document.revision,
        slug=document.slug,
        name=document.name,
        sort_key=document.sort_key,
        cvr=document.cvr,
        category_path=tuple(dict.fromkeys(document.category_path)),
        region=document.region,
        municipality=document.municipality,
        size=document.size,
        form=document.form,
        status=document.status,
        employees=document.employees,
        revenue=document.revenue if known else None,
        revenue_state=str(document.revenue_state),
        result=document.result,
        growth=document.growth,
        founded=document.founded,
        has_figures=document.has_figures,
        claimed=document.claimed,
        keys=tuple(
            (key, posting.total, posting.name, posting.mask) for key, posting in keys.items()
        ),
    )
