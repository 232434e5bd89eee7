"""The arrays answer exactly as the slow reference does, whatever is indexed and asked."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.search.arrays.index import ArrayIndex, OpenSegment
from guide.search.engine import Engine
from guide.search.fields import Space
from guide.search.planner import Language
from guide.search.port import Facet, SearchDocument, SearchFilters, SearchRequest, SearchResult
from guide.search.reference import ReferenceIndex
from guide.search.suggest import Suggester
from guide.search.understanding import Gazetteer
from tests.search import catalogues
from tests.search.array_segments import write_segment
from tests.search.seed import seed_categories, seed_documents, seed_synonyms

SLOW = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def engine_over(index: Any) -> Engine[Any]:
    """Search over any index, with no limit of time."""
    return Engine(index, Language(seed_synonyms()), Gazetteer([]), clock=lambda: 0.0)


@st.composite
def histories(
    draw: st.DrawFn,
) -> tuple[list[list[SearchDocument]], list[frozenset[int]], list[SearchDocument]]:
    """Segments with deletions as a series of changes leaves them, and what is left."""
    documents = draw(catalogues.catalogues())
    segments: list[list[SearchDocument]] = [[], [], []]
    deleted: list[set[int]] = [set(), set(), set()]
    left: dict[int, SearchDocument] = {}
    places: dict[int, tuple[int, int]] = {}
    for document in documents:
        first = draw(st.integers(0, 2))
        versions = [first, *(n for n in (1, 2) if n > first and draw(st.booleans()))]
        for number in versions:
            if document.company_id in places:
                before, at = places[document.company_id]
                deleted[before].add(at)
                document = draw(catalogues.documents(document.company_id))  # noqa: PLW2901
            places[document.company_id] = number, len(segments[number])
            segments[number].append(document)
            left[document.company_id] = document
        if draw(st.integers(0, 5)) == 0:
            before, at = places[document.company_id]
            deleted[before].add(at)
            del left[document.company_id]
    return segments, [frozenset(each) for each in deleted], list(left.values())


def arrays_over(
    folder: Path, segments: Sequence[list[SearchDocument]], deleted: Sequence[frozenset[int]]
) -> ArrayIndex:
    """Write and open the segments that hold anything."""
    return ArrayIndex(
        [
            (OpenSegment(write_segment(documents, folder / f"{number}.arrays")), gone)
            for number, (documents, gone) in enumerate(zip(segments, deleted, strict=True))
            if documents
        ]
    )


def without_reasons(result: SearchResult) -> SearchResult:
    """Leave the reasons out: words of deleted documents may name another form first."""
    return replace(result, hits=tuple(hit._replace(why=()) for hit in result.hits))


@SLOW
@given(histories(), st.lists(catalogues.requests, min_size=8, max_size=16))
def test_answers_equal_the_reference(
    history: tuple[list[list[SearchDocument]], list[frozenset[int]], list[SearchDocument]],
    requests: list[SearchRequest],
) -> None:
    """Hits, scores, counts, facets, rescues: all of it, to the last bit."""
    segments, deleted, left = history
    with tempfile.TemporaryDirectory() as folder:
        arrays = arrays_over(Path(folder), segments, deleted)
        fast, slow = engine_over(arrays), engine_over(ReferenceIndex(left))
        assert arrays.documents == len(left)
        assert arrays.revisions() == {d.company_id: d.revision for d in left}
        for request in requests:
            assert without_reasons(fast.search(request)) == without_reasons(slow.search(request))


@SLOW
@given(
    histories(),
    st.lists(st.sampled_from([*catalogues.WORDS, *catalogues.NAMES, "netcmpany", "kase"])),
)
def test_look_ups_equal_the_reference(
    history: tuple[list[list[SearchDocument]], list[frozenset[int]], list[SearchDocument]],
    words: list[str],
) -> None:
    """Counts, beginnings, misspellings and completions are the same on both."""
    segments, deleted, left = history
    with tempfile.TemporaryDirectory() as folder:
        fast, slow = arrays_over(Path(folder), segments, deleted), ReferenceIndex(left)
        for word in (each.casefold() for each in words):
            assert fast.count(Space.WORD + word) == slow.count(Space.WORD + word)
            assert fast.complete(word[:2], 4) == slow.complete(word[:2], 4)
            for space in Space:
                key = space + word[:2]
                assert fast.prefixed(key, 5) == slow.prefixed(key, 5)
            for space in (Space.WORD, Space.FULL_NAME):
                for distance in (1, 2):
                    assert fast.near(space, word, distance) == slow.near(space, word, distance)
            typed = word[: len(word) // 2 + 1]
            suggesters = [Suggester(index, seed_categories(), ()) for index in (fast, slow)]
            assert suggesters[0].suggest(typed) == suggesters[1].suggest(typed)


@SLOW
@given(catalogues.catalogues(), st.lists(catalogues.requests, min_size=4, max_size=8))
def test_reasons_equal_the_reference(
    documents: list[SearchDocument], requests: list[SearchRequest]
) -> None:
    """Field, form, kind and share of every hit are the same on both."""
    with tempfile.TemporaryDirectory() as folder:
        fast = engine_over(arrays_over(Path(folder), [documents], [frozenset()]))
        slow = engine_over(ReferenceIndex(documents))
        for request in requests:
            asked = replace(request, explain=True)
            assert fast.search(asked) == slow.search(asked)


@settings(deadline=None, max_examples=60)
@given(catalogues.catalogues(most=20), catalogues.questions, catalogues.some_filters)
def test_facet_counts_equal_the_lists(
    documents: list[SearchDocument], text: str, filters: SearchFilters
) -> None:
    """Choosing a value alone in its facet lists exactly as many as were counted."""
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_over(arrays_over(Path(folder), [documents], [frozenset()]))
        result = engine.search(SearchRequest(text=text, filters=filters))
        for facet in Facet:
            for counted in result.facets[facet]:
                values = {**filters.values, facet: frozenset({counted.value})}
                chosen = replace(filters, values=values)
                listed = engine.search(SearchRequest(text=text, filters=chosen, per_page=100))
                assert len(listed.hits) == listed.total == counted.count


@pytest.mark.parametrize("text", ["", "hosting", "lønsystem", "it drift", "netcmopany", "data -it"])
def test_the_seed_is_answered_alike(text: str, tmp_path: Path) -> None:
    """The real companies, in three segments with a hole in each, answer as in one."""
    seed = list(seed_documents())
    segments = [seed[:300], seed[300:450], seed[450:]]
    deleted = [frozenset({5}), frozenset({7, 8}), frozenset({0})]
    gone = {seed[at].company_id for at in (5, 307, 308, 450)}
    fast = engine_over(arrays_over(tmp_path, segments, deleted))
    slow = engine_over(ReferenceIndex([d for d in seed if d.company_id not in gone]))
    request = SearchRequest(text=text)
    assert without_reasons(fast.search(request)) == without_reasons(slow.search(request))
