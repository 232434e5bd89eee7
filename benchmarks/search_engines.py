"""The guide's search and the engines it is compared with, each asked the same questions.

SQLite and stock Whoosh are always there. tantivy is compared when it can be imported (put its
folder into ``PYTHONPATH``), PostgreSQL when ``GUIDE_BENCHMARK_POSTGRES`` holds the address of an
empty database.
"""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import psycopg
import whoosh.index
from whoosh import fields, query, sorting
from whoosh.analysis import LowercaseFilter, RegexTokenizer

from benchmarks.search_questions import FACETS, PER_PAGE, Answer, Plain, Question
from guide.search.index import Selection
from guide.search.plan import Plan
from guide.search.planner import build_plan
from guide.search.port import Facet, SearchFilters, SearchRequest, Sort
from guide.search.query import parse
from guide.search.reader import IndexReader

tantivy: Any
try:
    import tantivy
except ModuleNotFoundError:
    tantivy = None

POSTGRES = "GUIDE_BENCHMARK_POSTGRES"


class Engine(Protocol):
    """Something that answers questions."""

    name: str
    most: int
    """Questions of a class it is asked: a slow engine is asked fewer."""

    def build(self, rows: Sequence[Plain], folder: Path) -> None:
        """Index the rows."""
        ...

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        ...


class GuideSearch:
    """The guide as a reader meets it: text in, result out, with every field and every rule."""

    name = "guide, whole call"
    most = 10_000

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def build(self, rows: Sequence[Plain], folder: Path) -> None:
        """It is built before, from the documents with all their fields."""

    def ask(self, question: Question) -> Answer:
        """Search or suggest."""
        if question.kind == "suggestion":
            found = self._reader.suggest(question.words[0], 10)
            return Answer(total=len(found), page=tuple(_named(found)))
        result = self._reader.search(_request(question))
        return Answer(
            total=result.total,
            page=tuple((hit.company_id, hit.name) for hit in result.hits),
            facets=tuple(
                {counted.value: counted.count for counted in result.facets[facet]}
                for facet in result.facets
            ),
        )


class GuideIndex(GuideSearch):
    """The guide's index alone: the plan of a question is given, as others take a query."""

    name = "guide, index alone"

    def __init__(self, reader: IndexReader) -> None:
        super().__init__(reader)
        opened = reader._state[0]
        assert opened is not None
        self._index, self._language = opened.index, opened.engine.language
        self._suggester = opened.suggester
        self._ready: dict[Question, tuple[Plan, Selection]] = {}

    def prepare(self, question: Question) -> None:
        """Plan a question before it is asked."""
        request = _request(question)
        plan = build_plan(parse(request.text), self._language, self._index)
        selection = Selection(
            filters=request.filters,
            sort=request.sort,
            first=(request.page - 1) * PER_PAGE,
            size=PER_PAGE,
            facets=request.facets,
        )
        self._ready[question] = plan, selection

    def ask(self, question: Question) -> Answer:
        """Evaluate the plan and select the page."""
        if question.kind == "suggestion":
            found = self._suggester.suggest(question.words[0], 10)
            return Answer(total=len(found), page=tuple(_named(found)))
        plan, selection = self._ready[question]
        page = self._index.select(self._index.evaluate(plan), selection)
        return Answer(
            total=page.total,
            page=tuple((row.company_id, row.name) for row in page.rows),
            facets=tuple(dict(page.facets[facet]) for facet in page.facets),
        )


def _request(question: Question) -> SearchRequest:
    text = " ".join(question.words)
    if question.phrase:
        text = f'"{text}"'
    if question.prefix:
        text += "*"
    filters = SearchFilters()
    if question.municipality:
        filters = SearchFilters(values={Facet.MUNICIPALITY: frozenset({question.municipality})})
    return SearchRequest(
        text=text,
        filters=filters,
        sort=Sort.EMPLOYEES if question.by_employees else Sort.RELEVANCE,
        page=question.page,
        per_page=PER_PAGE,
        facets=tuple(Facet(name) for name in FACETS) if question.facets else (),
    )


class Fts5:
    """SQLite's full text index beside plain tables."""

    name = "SQLite FTS5"
    most = 10_000

    def build(self, rows: Sequence[Plain], folder: Path) -> None:
        """Fill a database file."""
        self._db = sqlite3.connect(folder / "fts5.db")
        self._db.executescript("""
            PRAGMA journal_mode=WAL;
            CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61');
            CREATE TABLE company (id INTEGER PRIMARY KEY, name TEXT, name_key TEXT,
                                  municipality TEXT, size TEXT, employees INTEGER);
            CREATE TABLE category (company INTEGER, slug TEXT);
        """)
        self._db.executemany(
            "INSERT INTO words(rowid, text) VALUES (?, ?)", ((r.number, r.text) for r in rows)
        )
        self._db.executemany(
            "INSERT INTO company VALUES (?, ?, ?, ?, ?, ?)",
            ((r.number, r.name, r.name_key, r.municipality, r.size, r.employees) for r in rows),
        )
        self._db.executemany(
            "INSERT INTO category VALUES (?, ?)",
            ((r.number, slug) for r in rows for slug in r.categories),
        )
        self._db.executescript("""
            CREATE INDEX by_name ON company (name_key, employees);
            CREATE INDEX by_place ON company (municipality, employees);
            CREATE INDEX by_company ON category (company, slug);
            INSERT INTO words(words) VALUES ('optimize');
            ANALYZE;
        """)
        self._db.commit()

    def ask(self, question: Question) -> Answer:
        """Match, count and take a page; three facets in one statement over the matches."""
        if question.kind == "suggestion":
            return self._suggest(question.words[0])
        match = " ".join(f'"{word}"' for word in question.words)
        if question.phrase:
            match = '"' + " ".join(question.words) + '"'
        if question.prefix:
            match = f"{question.words[0]}*"
        first = (question.page - 1) * PER_PAGE
        if question.municipality:
            return self._filtered(match, question.municipality)
        total = self._db.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (match,)
        ).fetchone()[0]
        page = self._db.execute(
            "SELECT id, name FROM (SELECT rowid AS found FROM words WHERE words MATCH ?"
            " ORDER BY rank LIMIT ? OFFSET ?) JOIN company ON id = found",
            (match, PER_PAGE, first),
        ).fetchall()
        return Answer(
            total=total,
            page=tuple(page),
            facets=self._facets(match) if question.facets else (),
        )

    def _facets(self, match: str) -> tuple[dict[str, int], ...]:
        counted = self._db.execute(
            """
            WITH m AS MATERIALIZED (SELECT rowid AS id FROM words WHERE words MATCH ?)
            SELECT 0, slug, count(*) FROM m JOIN category ON company = m.id GROUP BY slug
            UNION ALL SELECT 1, municipality, count(*) FROM m JOIN company USING (id)
                      GROUP BY municipality
            UNION ALL SELECT 2, size, count(*) FROM m JOIN company USING (id) GROUP BY size
            """,
            (match,),
        ).fetchall()
        return _gathered(counted)

    def _filtered(self, match: str, municipality: str) -> Answer:
        rows = self._db.execute(
            """
            SELECT id, name, count(*) OVER () FROM words JOIN company ON id = words.rowid
            WHERE words MATCH ? AND municipality = ? ORDER BY employees DESC LIMIT ?
            """,
            (match, municipality, PER_PAGE),
        ).fetchall()
        return Answer(total=rows[0][2] if rows else 0, page=tuple(row[:2] for row in rows))

    def _suggest(self, beginning: str) -> Answer:
        rows = self._db.execute(
            "SELECT id, name FROM company WHERE name_key >= ? AND name_key < ?"
            " ORDER BY employees DESC LIMIT 10",
            (beginning, beginning + "\U0010ffff"),
        ).fetchall()
        return Answer(total=len(rows), page=tuple(rows))


class Postgres:
    """PostgreSQL's full text search with its plain configuration and a GIN index."""

    name = "PostgreSQL"
    most = 10_000

    def build(self, rows: Sequence[Plain], folder: Path) -> None:
        """Fill the tables of a database that is empty."""
        self._db = psycopg.connect(os.environ[POSTGRES], autocommit=True)
        self._db.execute("DROP TABLE IF EXISTS company, category")
        self._db.execute("SET jit = off")
        self._db.execute(
            'CREATE TABLE company (id int PRIMARY KEY, name text, name_key text COLLATE "C",'
            " municipality text, size text, employees int, words tsvector)"
        )
        self._db.execute("CREATE TABLE category (company int, slug text)")
        with self._db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO company VALUES (%s, %s, %s, %s, %s, %s, to_tsvector('simple', %s))",
                [
                    (r.number, r.name, r.name_key, r.municipality, r.size, r.employees, r.text)
                    for r in rows
                ],
            )
            cursor.executemany(
                "INSERT INTO category VALUES (%s, %s)",
                [(r.number, slug) for r in rows for slug in r.categories],
            )
        for statement in (
            "CREATE INDEX ON company USING gin (words) WITH (fastupdate = off)",
            "CREATE INDEX ON company (name_key)",
            "CREATE INDEX ON company (municipality, employees)",
            "CREATE INDEX ON category (company)",
            "VACUUM ANALYZE company",
            "VACUUM ANALYZE category",
        ):
            self._db.execute(statement)

    def ask(self, question: Question) -> Answer:
        """Match, count and take a page; three facets in one statement over the matches."""
        if question.kind == "suggestion":
            return self._suggest(question.words[0])
        tsquery = (" <-> " if question.phrase else " & ").join(question.words)
        if question.prefix:
            tsquery += ":*"
        if question.municipality:
            rows = self._all(
                "SELECT id, name, count(*) OVER () FROM company"
                " WHERE words @@ to_tsquery('simple', %s) AND municipality = %s"
                " ORDER BY employees DESC LIMIT %s",
                (tsquery, question.municipality, PER_PAGE),
            )
            return Answer(total=rows[0][2] if rows else 0, page=tuple(row[:2] for row in rows))
        total = self._all(
            "SELECT count(*) FROM company WHERE words @@ to_tsquery('simple', %s)", (tsquery,)
        )[0][0]
        page = self._all(
            "SELECT id, name FROM company, to_tsquery('simple', %s) q WHERE words @@ q"
            " ORDER BY ts_rank(words, q) DESC LIMIT %s OFFSET %s",
            (tsquery, PER_PAGE, (question.page - 1) * PER_PAGE),
        )
        return Answer(
            total=total,
            page=tuple(page),
            facets=self._facets(tsquery) if question.facets else (),
        )

    def _facets(self, tsquery: str) -> tuple[dict[str, int], ...]:
        return _gathered(
            self._all(
                """
                WITH m AS MATERIALIZED (
                    SELECT id, municipality, size FROM company
                    WHERE words @@ to_tsquery('simple', %s))
                SELECT 0, slug, count(*) FROM m JOIN category ON company = m.id GROUP BY slug
                UNION ALL SELECT 1, municipality, count(*) FROM m GROUP BY municipality
                UNION ALL SELECT 2, size, count(*) FROM m GROUP BY size
                """,
                (tsquery,),
            )
        )

    def _suggest(self, beginning: str) -> Answer:
        rows = self._all(
            "SELECT id, name FROM company WHERE name_key >= %s AND name_key < %s"
            " ORDER BY employees DESC LIMIT 10",
            (beginning, beginning + "\U0010ffff"),
        )
        return Answer(total=len(rows), page=tuple(rows))

    def _all(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        return self._db.execute(statement, values, prepare=True).fetchall()


class Tantivy:
    """tantivy by its Python binding; facets are its aggregations."""

    name = "tantivy"
    most = 10_000

    def build(self, rows: Sequence[Plain], folder: Path) -> None:
        """Write with one thread."""
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", fast=True, stored=True)
        builder.add_integer_field("employees", fast=True)
        builder.add_text_field("text")
        builder.add_text_field("name", stored=True, index_option="basic")
        for name in ("name_key", *FACETS):
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        self._schema = builder.build()
        place = folder / "tantivy"
        place.mkdir()
        index = tantivy.Index(self._schema, str(place))
        writer = index.writer(256_000_000, 1)
        for row in rows:
            document = tantivy.Document()
            document.add_integer("number", row.number)
            document.add_integer("employees", row.employees)
            document.add_text("text", row.text)
            document.add_text("name", row.name)
            document.add_text("name_key", row.name_key)
            document.add_text("municipality", row.municipality)
            document.add_text("size", row.size)
            for slug in row.categories:
                document.add_text("category", slug)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, question: Question) -> Answer:
        """Search with a count and a page, then aggregate."""
        wanted = self._query(question)
        if question.kind == "suggestion":
            found = self._searcher.search(wanted, 10, count=False, order_by_field="employees")
            return Answer(total=len(found.hits), page=self._page(found))
        order = {"order_by_field": "employees"} if question.by_employees else {}
        found = self._searcher.search(
            wanted, PER_PAGE, offset=(question.page - 1) * PER_PAGE, **order
        )
        facets: tuple[dict[str, int], ...] = ()
        if question.facets:
            counted = self._searcher.aggregate(
                wanted, {name: {"terms": {"field": name, "size": 200}} for name in FACETS}
            )
            facets = tuple(
                {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}
                for name in FACETS
            )
        return Answer(total=found.count, page=self._page(found), facets=facets)

    def _page(self, found: Any) -> tuple[tuple[int, str], ...]:
        documents = [self._searcher.doc(place) for _, place in found.hits]
        return tuple((each.get_first("number"), each.get_first("name")) for each in documents)

    def _query(self, question: Question) -> Any:
        words = list(question.words)
        if question.kind == "suggestion":
            return tantivy.Query.regex_query(self._schema, "name_key", words[0] + ".*")
        if question.phrase:
            return tantivy.Query.phrase_query(self._schema, "text", words)
        if question.prefix:
            return tantivy.Query.regex_query(self._schema, "text", words[0] + ".*")
        parts = [self._term("text", word) for word in words]
        if question.municipality:
            parts.append(self._term("municipality", question.municipality))
        if len(parts) == 1:
            return parts[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])

    def _term(self, field: str, value: str) -> Any:
        return tantivy.Query.term_query(self._schema, field, value)


class StockWhoosh:
    """Whoosh as it comes: its own searcher, scoring, grouping and sorting."""

    name = "Whoosh as it comes"
    most = 8

    def build(self, rows: Sequence[Plain], folder: Path) -> None:
        """Write one segment."""
        analyzer = RegexTokenizer() | LowercaseFilter()
        schema = fields.Schema(
            number=fields.STORED(),
            name=fields.STORED(),
            text=fields.TEXT(analyzer=analyzer, phrase=True),
            name_key=fields.ID(),
            municipality=fields.ID(sortable=True),
            size=fields.ID(sortable=True),
            category=fields.KEYWORD(),
            employees=fields.NUMERIC(int, sortable=True),
        )
        place = folder / "whoosh"
        place.mkdir()
        writer = whoosh.index.create_in(str(place), schema).writer(limitmb=512)
        for row in rows:
            writer.add_document(
                number=row.number,
                name=row.name,
                text=row.text,
                name_key=row.name_key,
                municipality=row.municipality,
                size=row.size,
                category=" ".join(row.categories),
                employees=row.employees,
            )
        writer.commit()
        self._searcher = whoosh.index.open_dir(str(place)).searcher()

    def ask(self, question: Question) -> Answer:
        """Search with grouping and sorting as its manual says."""
        options: dict[str, Any] = {"limit": question.page * PER_PAGE}
        if question.facets:
            facets = sorting.Facets().add_field("category", allow_overlap=True)
            options["groupedby"] = facets.add_field("municipality").add_field("size")
        if question.municipality:
            options["filter"] = query.Term("municipality", question.municipality)
        if question.by_employees or question.kind == "suggestion":
            options["sortedby"] = sorting.FieldFacet("employees", reverse=True)
        if question.kind == "suggestion":
            options["limit"] = 10
        results = self._searcher.search(self._query(question), **options)
        hits = list(results)[(question.page - 1) * PER_PAGE :]
        page = tuple((hit["number"], hit["name"]) for hit in hits)
        counts = tuple(
            {name: len(found) for name, found in results.groups(facet).items()}
            for facet in (FACETS if question.facets else ())
        )
        return Answer(total=len(results), page=page, facets=counts)

    def _query(self, question: Question) -> Any:
        words = list(question.words)
        if question.kind == "suggestion":
            return query.Prefix("name_key", words[0])
        if question.phrase:
            return query.Phrase("text", words)
        if question.prefix:
            return query.Prefix("text", words[0])
        return query.And([query.Term("text", word) for word in words])


def peers() -> list[Engine]:
    """Give the engines that are there to be compared with."""
    found: list[Engine] = [Fts5()]
    if os.environ.get(POSTGRES):
        found.append(Postgres())
    if tantivy is not None:
        found.append(Tantivy())
    return [*found, StockWhoosh()]


def _named(found: Sequence[Any]) -> list[tuple[int, str]]:
    return [
        (number, each.name if hasattr(each, "name") else each.text)
        for number, each in enumerate(found)
    ]


def _gathered(counted: list[Any]) -> tuple[dict[str, int], ...]:
    facets: tuple[dict[str, int], ...] = ({}, {}, {})
    for facet, value, count in counted:
        facets[facet][value] = count
    return facets
