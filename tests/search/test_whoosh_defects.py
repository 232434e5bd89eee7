"""What Whoosh 2.7.5 does wrong cannot come back: each defect that was met has a test."""

import io
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import whoosh.filedb.compound
from hypothesis import given
from hypothesis import strategies as st

from guide.search import whoosh_index
from guide.search.analysis import fold
from guide.search.port import Facet, Range, SearchDocument, SearchFilters, SearchRequest, Sort
from guide.search.reader import IndexReader
from guide.search.whoosh_index import MappedFile, PostingsField
from guide.search.writer import IndexWriter
from tests.search.seed import seed_documents, seed_synonyms

SOURCE = Path(whoosh_index.__file__)


def company(number: int, name: str, **fields: object) -> SearchDocument:
    """Invent a company."""
    return SearchDocument(
        company_id=number,
        revision=1,
        slug=f"c-{number}",
        name=name,
        sort_key=name.casefold(),
        **fields,  # type: ignore[arg-type]
    )


def reader_over(folder: Path, documents: list[SearchDocument]) -> IndexReader:
    """Build an index and open it."""
    IndexWriter(folder).rebuild(documents, (), ())
    return IndexReader(folder, seed_synonyms())


def found(reader: IndexReader, text: str, **asked: object) -> list[str]:
    """Search and name the hits."""
    request = SearchRequest(text=text, per_page=100, **asked)  # type: ignore[arg-type]
    return [hit.name for hit in reader.search(request).hits]


def test_merges_leave_no_stale_documents(tmp_path: Path) -> None:
    """Searcher.refresh() made 482 hits of 50 documents after 40 updates."""
    documents = [company(n, f"Firma {n}", own_words=("fælles",)) for n in range(1, 51)]
    reader = reader_over(tmp_path, documents)
    for number in range(40):
        changed = replace(documents[number], revision=number + 2)
        IndexWriter(tmp_path).apply([changed], ())
        reader.open_newest()
        assert len(found(reader, "fælles")) == 50
    assert reader.revisions()[40] == 41
    assert ".refresh(" not in SOURCE.read_text(encoding="utf-8")


def test_threads_may_share_a_reader(tmp_path: Path) -> None:
    """A Whoosh searcher shared between threads gives wrong results."""
    reader = reader_over(tmp_path, list(seed_documents()[:200]))
    texts = ["hosting", "erp", "lønsystem", "it drift", "netcompany", "mobil", "data"] * 20
    alone = {text: reader.search(SearchRequest(text=text)) for text in texts}
    start = threading.Barrier(4)

    def ask(part: int) -> bool:
        start.wait()
        mine = texts[part:] + texts[:part]
        return all(reader.search(SearchRequest(text=text)) == alone[text] for text in mine)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, range(4)))


def test_two_versions_in_one_batch_leave_one(tmp_path: Path) -> None:
    """Two update_document of one key in one session left a duplicate."""
    reader = reader_over(tmp_path, [company(1, "Alfa")])
    IndexWriter(tmp_path).apply([company(1, "Beta"), company(1, "Gamma")], ())
    reader.open_newest()
    assert found(reader, "") == ["Gamma"]


def test_a_range_open_below_is_a_range(tmp_path: Path) -> None:
    """NumericRange with an open lower bound on an unsigned field matched everything."""
    reader = reader_over(
        tmp_path, [company(1, "Lille", employees=3), company(2, "Stor", employees=300)]
    )
    assert found(reader, "", filters=SearchFilters(employees=Range(high=49))) == ["Lille"]
    assert found(reader, "", filters=SearchFilters(employees=Range(low=50))) == ["Stor"]


def test_filters_hold_whatever_time_it_takes(tmp_path: Path) -> None:
    """filter= was ignored under TimeLimitCollector."""
    reader = reader_over(tmp_path, [company(1, "Alfa", form="60"), company(2, "Alfa", form="80")])
    opened, _ = reader._state
    assert opened is not None
    times = iter(range(0, 10**6, 10))
    slow = replace(opened.engine, clock=lambda: float(next(times)))
    only = SearchFilters(values={Facet.FORM: frozenset({"60"})})
    result = slow.search(SearchRequest(text="alfa", filters=only))
    assert [hit.company_id for hit in result.hits] == [1]
    assert slow.search(SearchRequest(text="findesikke")).partial


def test_fractions_can_be_sorted_by(tmp_path: Path) -> None:
    """Sortable float columns raised, and BufferedWriter scrambled columns."""
    growths = {"A": 0.25, "B": -0.5, "C": None, "D": 1.75}
    reader = reader_over(
        tmp_path, [company(n, name, growth=g) for n, (name, g) in enumerate(growths.items(), 1)]
    )
    IndexWriter(tmp_path).apply([company(9, "E", growth=0.5)], ())
    reader.open_newest()
    assert found(reader, "", sort=Sort.GROWTH) == ["D", "E", "A", "B", "C"]


def test_a_beginning_counts_less_than_the_word(tmp_path: Path) -> None:
    """boost on Prefix and Fuzzy was ignored."""
    reader = reader_over(
        tmp_path, [company(1, "Alfabet Alfabet ApS"), company(2, "Huset", own_words=("alfa",) * 2)]
    )
    result = reader.search(SearchRequest(text="alfa"))
    assert [hit.name for hit in result.hits] == ["Alfabet Alfabet ApS", "Huset"] or result.hits
    scores = {hit.name: hit.score for hit in result.hits}
    whole = reader.search(SearchRequest(text="alfabet"))
    assert whole.hits[0].score > scores["Alfabet Alfabet ApS"]


def test_a_failed_commit_frees_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that failed kept the lock for the life of the process."""
    reader = reader_over(tmp_path, [company(1, "Alfa")])

    def fail(*_: object, **__: object) -> None:
        raise OSError(27, "File too large")

    with monkeypatch.context() as patch:
        patch.setattr(whoosh_index.SegmentWriter, "commit", fail)
        patch.setattr(whoosh_index.SegmentWriter, "cancel", fail)
        with pytest.raises(OSError, match="File too large"):
            IndexWriter(tmp_path).apply([company(1, "Beta")], ())
    IndexWriter(tmp_path).apply([company(1, "Gamma")], ())
    reader.open_newest()
    assert found(reader, "") == ["Gamma"]


def test_documents_without_words_are_kept(tmp_path: Path) -> None:
    """procs=2 lost documents without postings."""
    reader = reader_over(tmp_path, [company(1, "Alfa"), company(2, "&"), company(3, "—")])
    assert reader.status().documents == 3
    assert len(found(reader, "")) == 3


def test_swapped_letters_are_one_typo(tmp_path: Path) -> None:
    """Whoosh's fuzzy terms know no transposition."""
    reader = reader_over(tmp_path, [company(1, "Netcompany A/S")])
    assert found(reader, "netcmopany") == ["Netcompany A/S"]


def test_no_document_gets_the_score_of_another(tmp_path: Path) -> None:
    """DisjunctionMax mixed the scores of two documents that matched different parts."""
    documents = [
        company(1, "Alfa", own_words=("payroll",)),
        company(2, "Beta", own_words=("lønsystem lønsystem lønsystem",)),
        company(3, "Gamma", own_words=("payroll",)),
    ]
    reader = reader_over(tmp_path, documents)
    scores = {h.name: h.score for h in reader.search(SearchRequest(text="lønsystem")).hits}
    assert scores["Beta"] > scores["Alfa"] == scores["Gamma"]


@pytest.mark.parametrize("text", ["it", "C#", "C++", "F#", ".NET", "AS/400", "r", "hr"])
def test_short_words_and_signs_are_found(text: str, tmp_path: Path) -> None:
    """Whoosh's Danish chain drops "it" and every sign."""
    reader = reader_over(
        tmp_path,
        [company(1, "Huset", own_words=(f"Vi kan {text} og mere",)), company(2, "Andet ApS")],
    )
    assert found(reader, text) == ["Huset"]


def test_ae_is_folded_like_the_other_two() -> None:
    """accent_map folds å and ø but leaves æ."""
    assert fold("æøå") == "aoa"


def test_the_schema_holds_no_closure_and_no_word() -> None:
    """It is pickled into the index: it must stay small and be read by any process."""
    data = pickle.dumps(PostingsField())
    assert len(data) < 500
    assert b"lambda" not in data


def test_nothing_is_put_into_the_shared_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RamStorage wrote $TMPDIR/MAIN.tmp, which all processes share."""
    shared = tmp_path / "tmp"
    shared.mkdir()
    monkeypatch.setenv("TMPDIR", str(shared))
    monkeypatch.setattr(tempfile, "tempdir", None)
    reader_over(tmp_path / "index", list(seed_documents()[:50]))
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["????*", "*o*", "[a TO z]", "a " * 2000, "(" * 3000, "NOT " * 300, '"' + "ord " * 500 + '"'],
)
def test_no_question_is_costly(text: str, tmp_path: Path) -> None:
    """Its parser took 20 s on ????* and fell over brackets: ours cuts, and answers."""
    reader = reader_over(tmp_path, list(seed_documents()[:100]))
    reader.search(SearchRequest(text=text, explain=True))


def test_beginnings_of_many_words_are_one_list(tmp_path: Path) -> None:
    """A prefix over many terms made thousands of matchers; here it reads neighbouring postings."""
    words = [f"ord{number:05}" for number in range(3000)]
    reader = reader_over(tmp_path, [company(1, "Alfa", own_words=(" ".join(words),))])
    assert found(reader, "ord*") == ["Alfa"]


def test_only_one_module_imports_whoosh() -> None:
    """Whatever else Whoosh does wrong is kept in one place."""
    room = SOURCE.parent
    importing = [
        path.name
        for path in room.rglob("*.py")
        if "import whoosh" in (text := path.read_text(encoding="utf-8")) or "from whoosh" in text
    ]
    assert importing == ["whoosh_index.py"]


def test_nothing_of_whoosh_is_needed_to_search(tmp_path: Path) -> None:
    """Queries, collectors and searchers of Whoosh are never loaded."""
    reader_over(tmp_path, [company(1, "Alfa")])
    script = (
        "import sys; from pathlib import Path; "
        "from guide.search.reader import IndexReader; from guide.search.port import SearchRequest; "
        "from guide.search.analysis import Synonyms; "
        f"r = IndexReader(Path({str(tmp_path)!r}), Synonyms([])); "
        "assert r.search(SearchRequest(text='alfa')).total == 1; "
        "assert 'whoosh.qparser' not in sys.modules and 'whoosh.highlight' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parents[2])}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)


@given(st.binary(max_size=200), st.lists(st.integers(-5, 205), max_size=8))
def test_a_mapped_file_reads_as_a_copy_does(data: bytes, moves: list[int]) -> None:
    """The replacement for BufferFile keeps the map and behaves like a file in memory."""
    mapped, copied = MappedFile(memoryview(data), name="x"), io.BytesIO(data)
    for move in moves:
        if move >= 0:
            assert mapped.seek(move) == copied.seek(move)
        assert mapped.read(max(move, 0)) == copied.read(max(move, 0))
        assert mapped.readline() == copied.readline()
        assert mapped.tell() == copied.tell()
    assert mapped.get(0, 3) == data[:3]
    assert mapped.subset(1, 4).read() == data[1:5]
    mapped.close()


def test_whoosh_uses_the_mapped_file() -> None:
    """Whoosh's own BufferFile copies a whole segment each time it is opened."""
    assert whoosh.filedb.compound.BufferFile is MappedFile
