"""Rankings kept as long as nothing in the catalogue changes."""

from guide.domain.ranking_methods import Method
from guide.usecases.rank_companies import RankedList, rank_companies
from guide.web.context import the_guide
from guide.web.shared import shared

MOST_KEPT = 50


def kept_ranking(
    method: Method | None = None, year: int | None = None, category: str = "", query: str = ""
) -> RankedList:
    """Return a ranking, made once for each version of the catalogue.

    Searches are not kept: there is no end to them. Raises as ``rank_companies`` does.
    """
    guide, known = the_guide(), shared().kept
    key = ("ranking", method.key if method else "", year, category)
    if not query and key in known:
        kept: RankedList = known[key]
        return kept
    ranked = rank_companies(
        guide.database,
        guide.reader,
        guide.policy,
        method,
        year=year,
        category=category,
        query=query,
    )
    if not query and sum(1 for name in known if name[0] == "ranking") < MOST_KEPT:
        known[key] = ranked
    return ranked
