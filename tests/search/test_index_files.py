"""The index on disk: generations are built beside, switched to at once, and checked."""

from dataclasses import replace
from pathlib import Path

import pytest

from guide.search.generations import current_name
from guide.search.port import Facet, IndexUnavailableError, SearchRequest
from guide.search.reader import IndexReader
from guide.search.writer import IndexWriter
from tests.search.seed import seed_categories, seed_documents, seed_synonyms


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An index of sixty seed companies."""
    root = tmp_path / "index"
    IndexWriter(root).rebuild(seed_documents()[:60], seed_categories(), ())
    return root


def names(reader: IndexReader, text: str) -> list[str]:
    """Search and give the names of the hits."""
    return [hit.name for hit in reader.search(SearchRequest(text=text)).hits]


def test_a_company_is_found_by_its_name_first(root: Path) -> None:
    """The exact name outranks every mention."""
    assert names(IndexReader(root, seed_synonyms()), "atea")[0] == "Atea A/S"


def test_no_index_is_said_so(tmp_path: Path) -> None:
    """Before the first rebuild a search raises with the reason, and status does not raise."""
    reader = IndexReader(tmp_path / "none", seed_synonyms())
    assert not reader.status().healthy
    with pytest.raises(IndexUnavailableError, match="no index has been built"):
        reader.search(SearchRequest(text="erp"))


def test_a_changed_company_is_seen_and_a_removed_one_is_gone(root: Path) -> None:
    """Applying twice is the same as once, and two versions of one company leave the last."""
    reader, writer = IndexReader(root, seed_synonyms()), IndexWriter(root)
    atea = next(d for d in seed_documents() if d.name == "Atea A/S")
    older = replace(atea, name="Gammel Zebra A/S", revision=2)
    newer = replace(atea, name="Ny Zebra A/S", revision=3)
    for _ in range(2):
        writer.apply([older, newer], [seed_documents()[0].company_id])
    reader.open_newest()
    assert names(reader, "zebra") == ["Ny Zebra A/S"]
    assert reader.revisions()[atea.company_id] == 3
    assert reader.status().documents == 59


def test_facet_counts_equal_the_lists(root: Path) -> None:
    """Choosing a category gives exactly as many companies as its count promised."""
    reader = IndexReader(root, seed_synonyms())
    result = reader.search(SearchRequest(text="", facets=(Facet.CATEGORY,)))
    assert result.total == 60
    assert sum(count.value == "hosting" for count in result.facets[Facet.CATEGORY]) == 1


def test_the_folder_is_private_and_holds_few_generations(root: Path) -> None:
    """Segments hold pickles: nobody else may write there, and old ones are swept."""
    assert root.stat().st_mode & 0o777 == 0o700
    for _ in range(4):
        IndexWriter(root).apply([seed_documents()[0]], ())
    kept = [path.name for path in root.iterdir() if path.is_dir() and not path.is_symlink()]
    assert current_name(root) in kept
    assert len(kept) <= 3
