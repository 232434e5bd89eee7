"""Random catalogues and questions for hypothesis, dense enough that everything happens."""

from hypothesis import strategies as st

from guide.search.port import (
    Facet,
    Near,
    Range,
    RevenueState,
    SearchDocument,
    SearchFilters,
    SearchRequest,
    Sort,
)

WORDS = [
    "lønsystem",
    "lønsystemer",
    "løn",
    "system",
    "netværk",
    "netværkssikkerhed",
    "sikkerhed",
    "it",
    "it-drift",
    "drift",
    "C#",
    ".NET",
    "node.js",
    "hosting",
    "webhotel",
    "payroll",
    "cloud",
    "skyløsning",
    "erp",
    "økonomisystem",
    "og",
    "i",
    "Aarhus",
    "Århus",
    "Ågård",
    "Aagaard",
    "Østergaard",
    "data",
    "3d",
    "2020",
    "Zürich",
    "компания",
    "kasse",
    "kassesystem",
    "x",
]
NAMES = (
    "Netcompany A/S",
    "Netcompany Group A/S",
    "KasseKompagniet",
    "Kasse Kompagniet ApS",
    "Ågård Data",
    "Aagaard Data A/S",
    "it's IT",
    "Bæk & Brandt I/S",
    "C# Huset",
    "X",
    "Ægir v/ Jens Å",
    "Ældre Data ApS",
)
PLACES = ("0101", "0751", "0461")

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
some_texts = st.lists(texts, max_size=2).map(tuple)
maybe_number = st.none() | st.integers(-5, 60)
names = st.sampled_from(NAMES) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(
    " ".join
)


@st.composite
def documents(draw: st.DrawFn, company_id: int) -> SearchDocument:
    """A company in which much is not told."""
    name = draw(names)
    state = draw(st.sampled_from(RevenueState))
    return SearchDocument(
        company_id=company_id,
        revision=draw(st.integers(1, 5)),
        slug=f"c-{company_id}",
        name=name,
        sort_key=name.casefold()[:4],
        cvr=draw(st.sampled_from([None, "98000003", "98000011"])),
        former_names=tuple(draw(st.lists(names, max_size=1))),
        brand_names=tuple(draw(st.lists(names, max_size=1))),
        category_texts=draw(some_texts),
        own_words=draw(some_texts),
        products=draw(some_texts),
        purpose=draw(texts),
        place_texts=tuple(draw(st.lists(st.sampled_from(["Aarhus", "København"]), max_size=1))),
        website=draw(st.sampled_from([None, "https://www.netcompany.com/", "data.dk"])),
        category_path=tuple(draw(st.lists(st.sampled_from(["a", "b", "c", "a"]), max_size=3))),
        region=draw(st.sampled_from([None, "1084"])),
        municipality=draw(st.sampled_from([None, *PLACES])),
        size=draw(st.sampled_from([None, "1-9", "10-49"])),
        form=draw(st.sampled_from([None, "60", "80"])),
        status=draw(st.sampled_from(["active", "ceased"])),
        employees=draw(maybe_number),
        revenue=draw(maybe_number),
        revenue_state=state,
        result=draw(maybe_number),
        growth=draw(st.none() | st.floats(-1, 3, allow_nan=False)),
        founded=draw(st.none() | st.integers(1980, 2025)),
        has_figures=draw(st.booleans()),
        claimed=draw(st.booleans()),
    )


@st.composite
def catalogues(draw: st.DrawFn, most: int = 14) -> list[SearchDocument]:
    """Companies with ids from 1 on."""
    size = draw(st.integers(0, most))
    return [draw(documents(number)) for number in range(1, size + 1)]


ranges = st.none() | st.builds(
    Range, low=st.none() | st.integers(-5, 60), high=st.none() | st.integers(-5, 60)
)
filters = st.builds(
    SearchFilters,
    values=st.dictionaries(
        st.sampled_from(list(Facet)),
        st.frozensets(
            st.sampled_from(
                ["a", "b", "unknown", "yes", "no", "1-9", "0101", "60", "active", "known"]
            ),
            max_size=2,
        ),
        max_size=2,
    ),
    employees=ranges,
    revenue=ranges,
    growth=ranges,
    result=ranges,
    founded=st.none() | st.builds(Range, low=st.integers(1990, 2020)),
    near=st.none()
    | st.builds(
        Near,
        place=st.just("Aarhus"),
        kilometres=st.just(10.0),
        municipalities=st.frozensets(st.sampled_from(PLACES), max_size=2),
    ),
)
some_filters = st.just(SearchFilters()) | filters

questions = st.one_of(
    texts,
    names,
    st.lists(st.sampled_from([*WORDS, *NAMES]), min_size=1, max_size=3).map(" ".join),
    st.tuples(texts, st.sampled_from(WORDS)).map(lambda two: f"{two[0]} -{two[1]}"),
    texts.map(lambda text: f'"{text}"'),
    st.sampled_from(WORDS).map(lambda word: f"navn:{word}"),
    st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*"),
    st.tuples(st.sampled_from(WORDS), st.integers(0, 6)).map(
        lambda two: two[0][: two[1]] + two[0][two[1] + 1 :]
    ),
    st.sampled_from(["98000003", "netcompany.com", "DK 98 00 00 11", "x@data.dk", ""]),
)

requests = st.builds(
    SearchRequest,
    text=questions,
    filters=some_filters,
    sort=st.sampled_from(Sort),
    page=st.integers(1, 3),
    per_page=st.integers(1, 5),
    explain=st.booleans(),
)
