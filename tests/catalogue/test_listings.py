"""Lists straight from the database: their counts equal what they hold, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest

from guide.catalogue import cards, categories, listings, places
from guide.catalogue.database import Database, UnitOfWork
from guide.catalogue.listings import Criteria, Order
from guide.domain.company import SizeBand
from guide.domain.sorting import danish_sort_key

TODAY = date(2026, 11, 25)


@pytest.fixture
def work(seeded_database: Database) -> Iterator[UnitOfWork]:
    """A reading transaction over the whole seed."""
    with seeded_database.reading() as reading:
        yield reading


def total(work: UnitOfWork, **values: str) -> int:
    """How many companies have these values."""
    some = {name: frozenset([value]) for name, value in values.items()}
    return listings.page(work, Criteria(values=some), TODAY).total


def test_every_count_equals_the_list_behind_it(work: UnitOfWork) -> None:
    """Categories, places, sizes and letters."""
    for slug, count in categories.listed_counts(work).items():
        assert total(work, category=slug) == count
    for code, count in places.listed_counts(work).items():
        assert total(work, municipality=code or listings.UNTOLD) == count
    for band in SizeBand:
        assert total(work, size=band.value) == listings.counts_by_size(work).get(band, 0)
    by_letter = listings.counts_by_letter(work)
    assert sum(by_letter.values()) == listings.total_listed(work)


def test_a_region_holds_its_municipalities_and_the_untold_stand_apart(work: UnitOfWork) -> None:
    """The regions and "ikke oplyst" make the whole."""
    regions = places.on_day(work, TODAY).regions
    told = sum(total(work, region=code) for code in regions)
    assert told + total(work, region=listings.UNTOLD) == listings.total_listed(work)


def test_pages_hold_every_company_once_in_danish_order(work: UnitOfWork) -> None:
    """No company is lost or doubled between pages."""
    everyone = listings.total_listed(work)
    ids = [
        company
        for number in range(1, everyone // 100 + 2)
        for company in listings.page(work, Criteria(), TODAY, number=number, per_page=100).ids
    ]
    names = [card.name for card in cards.by_ids(work, ids)]
    assert len(set(ids)) == len(ids) == everyone
    assert [danish_sort_key(name) for name in names] == sorted(map(danish_sort_key, names))


@pytest.mark.parametrize("order", [Order.EMPLOYEES, Order.REVENUE, Order.GROWTH])
def test_what_is_not_told_comes_last(work: UnitOfWork, order: Order) -> None:
    """A company without a figure is never before one with."""
    page = listings.page(work, Criteria(), TODAY, order=order, per_page=500)
    values = [getattr(card, order.value) for card in cards.by_ids(work, page.ids)]
    told = [value for value in values if value is not None]
    assert told == sorted(told, reverse=True)
    assert values == [*told, *[None] * (len(values) - len(told))]


def test_a_part_of_a_name_is_found_whatever_its_case(work: UnitOfWork) -> None:
    """The plain answer when search is down; signs that mean something to LIKE do not."""
    page = listings.page(work, Criteria(name_part="DESPEC"), TODAY)
    assert [card.name for card in cards.by_ids(work, page.ids)] == ["Despec Denmark A/S"]
    assert listings.page(work, Criteria(name_part="d%spec"), TODAY).total == 0
