"""Describing real lists: only what may be told, and the order that figures give."""

from fractions import Fraction

from guide.bootstrap import Guide
from guide.domain.key_figures import KeyFigure
from guide.domain.list_statistics import ListMeasure
from guide.search.port import Facet, SearchFilters, SearchRequest
from guide.usecases.describe_list import DescribedList, describe_list, read_everyone


def described(guide: Guide, **values: str) -> DescribedList:
    """Describe the list of some filters, ordered by revenue."""
    chosen = {Facet(name): frozenset([value]) for name, value in values.items()}
    return describe_list(
        guide.database,
        guide.reader,
        guide.policy,
        SearchRequest(filters=SearchFilters(values=chosen)),
        guide.clock.now().date(),
        read_everyone(guide.database, guide.policy),
        KeyFigure.REVENUE,
    )


def test_the_whole_guide_has_a_median(guide: Guide) -> None:
    """The seed's revenues have quartiles in order, and blending keeps their number."""
    found = described(guide)
    spread = found.statistics.spreads[ListMeasure.REVENUE]
    assert spread is not None
    assert spread.lower <= spread.median <= spread.upper
    known = [card for card in found.cards.values() if card.revenue is not None]
    assert spread.count == len(known)
    assert found.statistics.publishing is not None
    assert 0 < found.statistics.publishing < 1


def test_filters_together_tell_no_revenue_of_a_single_company(guide: Guide) -> None:
    """What any category, municipality or both tell is never a single company's revenue."""
    everyone = read_everyone(guide.database, guide.policy)
    revenues = everyone.blended[ListMeasure.REVENUE]
    for value in set(revenues.values()):
        assert sum(one == value for one in revenues.values()) >= 5
    for category in {slug for card in everyone.cards.values() for slug in card.categories}:
        spread = described(guide, category=category).statistics.spreads[ListMeasure.REVENUE]
        told = 0 if spread is None else spread.count
        assert told == 0 or told >= 5


def test_the_order_is_the_published_figures(guide: Guide) -> None:
    """Places follow the values; who withheld the figure has none."""
    ranking = described(guide).ranking
    assert ranking is not None
    values = [row.value for row in ranking.placed]
    assert values == sorted(values, reverse=True)
    assert all(isinstance(value, Fraction) for value in values)
    placed = {row.key for row in ranking.placed}
    assert ranking.withheld
    assert not placed & {*ranking.withheld, *ranking.unknown}
