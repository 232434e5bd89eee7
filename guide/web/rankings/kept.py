"""Rankings kept as long as nothing in the catalogue changes."""

from typing import Any

from guide.domain.ranking_methods import Method
from guide.usecases.rank_companies import RankedList, rank_companies
from guide.web.context import the_guide
from guide.web.shared import shared

MOST_KEPT = 25_000
"""Companies in all kept rankings together: a company takes about two kilobytes."""


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
    if not query:
        _keep(known, key, ranked)
    return ranked


def kept_placings() -> RankedList:
    """Return the ranking of all companies without those left out, made once for each version."""
    known = shared().kept
    if ("placings",) not in known:
        known[("placings",)] = kept_ranking().placed()
    kept: RankedList = known[("placings",)]
    return kept


def _keep(known: dict[Any, Any], key: tuple[Any, ...], ranked: RankedList) -> None:
    """Keep a ranking, and let go of the oldest where they become too many to remember."""
    rankings = {name: kept for name, kept in list(known.items()) if name[0] == "ranking"}
    companies = len(ranked.entrants) + sum(len(kept.entrants) for kept in rankings.values())
    for name, kept in rankings.items():
        if companies > MOST_KEPT:
            known.pop(name, None)
            companies -= len(kept.entrants)
    if companies <= MOST_KEPT:
        known[key] = ranked
