"""Rankings by the sum of placements, with the figures they rest on and who is left out."""

from pydantic import Field

from guide.domain.ranking import Exclusion, Placement
from guide.domain.ranking_methods import METHODS, Measure
from guide.domain.reasons import Assumption
from guide.search.port import IndexUnavailableError
from guide.usecases.rank_companies import RankedList, UnknownFieldError
from guide.web.api.operations import Answer, Operation, Query
from guide.web.problems import Fault, ProblemError
from guide.web.rankings.kept import kept_ranking
from guide.web.search_parameters import FaultyValuesError


class RankingQuery(Query):
    """Which list; without a method or a year the newest that enough figures suffice for."""

    method: str | None = Field(None, json_schema_extra={"enum": list(METHODS)})
    year: int | None = Field(None, ge=1900, le=2999)
    category: str = Field("", max_length=80, description="a slug of /categories")
    q: str = Field("", max_length=200, description="rank the companies of a search")
    limit: int = Field(100, ge=1, le=1000)


class MeasureJson(Answer):
    """A measure's value and the place it gives."""

    measure: Measure
    value: float
    place: int


class PlacementJson(Answer):
    """A company's place; ``score`` is the sum of its places, the lowest best."""

    place: int
    id: int
    slug: str
    name: str
    score: int
    ebit: int
    measures: list[MeasureJson]
    assumptions: list[Assumption]


class LeftOut(Answer):
    """A company that is not placed, and why in Danish."""

    id: int
    slug: str
    name: str
    reasons: list[str]


class RankingJson(Answer):
    """A list with its rule; ``years`` are those that have any figures."""

    method: str
    title: str
    year: int
    category: str
    q: str
    years: list[int]
    placed: int
    placements: list[PlacementJson]
    left_out: list[LeftOut]


def rankings(query: RankingQuery) -> RankingJson:
    """Tell a ranking."""
    if query.method is not None and query.method not in METHODS:
        told = f"there is no method {query.method[:60]!r}"
        raise FaultyValuesError([Fault(name="method", problem=told, allowed=list(METHODS))])
    method = METHODS[query.method] if query.method else None
    try:
        ranked = kept_ranking(method, query.year, query.category, query.q)
    except UnknownFieldError as error:
        told = f"{error}; see /api/v1/categories"
        raise FaultyValuesError([Fault(name="category", problem=told)]) from error
    except IndexUnavailableError as error:
        raise ProblemError(
            status=503, kind="service-unavailable", title="Service Unavailable"
        ) from error
    return ranking_json(ranked, query)


def ranking_json(ranked: RankedList, query: RankingQuery) -> RankingJson:
    """Return a list as the API tells it."""
    ranking = ranked.ranking
    return RankingJson(
        method=ranked.method.key,
        title=ranked.method.english,
        year=ranked.field.year,
        category=query.category,
        q=query.q,
        years=list(ranked.years),
        placed=len(ranking.placements),
        placements=[_placement(one, ranked) for one in ranking.placements[: query.limit]],
        left_out=[_left_out(one, ranked) for one in ranking.exclusions[: query.limit]],
    )


def _placement(one: Placement, ranked: RankedList) -> PlacementJson:
    return PlacementJson(
        place=one.place,
        id=int(one.key),
        slug=ranked.slugs[one.key],
        name=one.name,
        score=one.score,
        ebit=one.ebit,
        measures=[
            MeasureJson(measure=row.measure, value=round(float(row.value), 6), place=row.place)
            for row in one.measures
        ],
        assumptions=list(one.marks),
    )


def _left_out(one: Exclusion, ranked: RankedList) -> LeftOut:
    return LeftOut(
        id=int(one.key),
        slug=ranked.slugs[one.key],
        name=one.name,
        reasons=[reason.danish() for reason in one.reasons],
    )


OPERATIONS = (
    Operation(
        name="rankings",
        path="/rankings",
        summary="Rankings",
        description="The lowest sum of placements wins; every measure and reason is told.",
        function=rankings,
        query=RankingQuery,
        answer=RankingJson,
        tag="lists",
        fresh_seconds=300,
    ),
)
