from datetime import UTC, date, datetime

import pytest
from werkzeug import Response

from guide.domain.filings import Filing, Medium
from guide.domain.reports import Period
from guide.ingest.cvr.source import SourceError
from guide.ingest.reports.publications import CANARY, SLICE, UnreadFiling, read_hit
from tests.ingest.reports.publication_server import PublicationServer, answer, document, hit

CVR = "98000003"


@pytest.fixture
def service(httpserver):
    """The index on a local port."""
    return PublicationServer(httpserver)


def keys(publications):
    """The last part of each id."""
    return [one.id.rpartition(":")[2] for one in publications]


def many(count, cvr=CVR):
    """So many filings, one a minute."""
    return [hit(cvr, str(n), f"2025-05-20T10:{n:02}:00.000Z") for n in range(count)]


def test_a_hit_is_read_whole():
    """Number, times, correction, period and documents."""
    documents = [
        document("1"),
        document("2", "AARSRAPPORT_ESEF", "application/xhtml+xml; charset=UTF-8"),
        document("3", media="application/pdf"),
        document("4", media="image/tiff"),
    ]
    filing = read_hit(hit(CVR, "1", corrects=True, documents=documents))
    assert (filing.id, filing.cvr, filing.corrects) == ("urn:ofk:oid:1", CVR, True)
    assert filing.loaded_at == datetime(2025, 5, 20, 10, tzinfo=UTC)
    assert filing.period == Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
    assert [(d.kind, d.medium) for d in filing.documents] == [
        ("AARSRAPPORT", Medium.XML),
        ("AARSRAPPORT_ESEF", Medium.XHTML),
        ("AARSRAPPORT", Medium.PDF),
        ("AARSRAPPORT", Medium.OTHER),
    ]


def test_a_short_number_gets_its_zeros_back():
    """The index holds numbers as integers."""
    assert read_hit(hit("01234567", "1")).cvr == "01234567"


@pytest.mark.parametrize(
    ("start", "end"), [("2024-12-31", "2024-01-01"), ("", ""), ("i går", "2024-12-31")]
)
def test_impossible_dates_are_no_period(start, end):
    """The document's own dates will tell."""
    assert read_hit(hit(CVR, "1", start=start, end=end)).period is None


@pytest.mark.parametrize(
    "change",
    [
        lambda h: h.update(_source=None),
        lambda h: h["_source"].update(cvrNummer="x"),
        lambda h: h["_source"].pop("indlaesningsTidspunkt"),
        lambda h: h["_source"].update(indlaesningsTidspunkt="i går"),
        lambda h: h["_source"].update(dokumenter=None),
        lambda h: h["_source"].update(dokumenter=[{"dokumentType": "AARSRAPPORT"}]),
        lambda h: h.pop("_id"),
    ],
)
def test_a_hit_of_another_shape_is_kept_with_the_reason(change):
    """Schema drift is a dead letter and never an empty answer."""
    one = hit(CVR, "1")
    change(one)
    unread = read_hit(one)
    assert isinstance(unread, UnreadFiling)
    assert unread.reason.startswith("Offentliggørelsen kan ikke læses: ")
    assert unread.raw.startswith(b"{")


def test_a_hit_without_a_period_is_a_filing_all_the_same():
    """Old filings may lack it."""
    one = hit(CVR, "1")
    one["_source"]["regnskab"] = None
    assert read_hit(one).period is None


def test_only_the_asked_companies_come_and_all_pages_of_them(service):
    """Scrolled to the end, in the order of loading."""
    service.hits = [*many(7), *many(3, "98000011")]
    assert keys(service.index().of_companies([CVR])) == [str(n) for n in range(7)]


def test_only_what_was_loaded_since_comes(service):
    """The limit itself is included."""
    service.hits = many(5)
    since = datetime(2025, 5, 20, 10, 3, tzinfo=UTC)
    assert keys(service.index().of_companies([CVR], since)) == ["3", "4"]


def test_numbers_are_asked_for_in_slices(service):
    """At most five hundred in one question."""
    numbers = [f"{n:08}" for n in range(98_000_000, 98_000_000 + SLICE + 1)]
    assert list(service.index().of_companies(numbers)) == []
    asked = [body["query"]["bool"]["must"][0]["terms"]["cvrNummer"] for body in service.asked]
    assert [len(numbers) for numbers in asked] == [SLICE, 1]


def test_no_login_is_sent(service):
    """The index is open."""
    list(service.index().of_companies([CVR]))
    assert "Authorization" not in service.headers[0]


def test_a_lost_scroll_begins_again_where_it_was(service):
    """Nothing comes twice and nothing is lost."""
    service.hits = many(7)
    service.faults = [None, None, service.forget_scrolls]
    assert keys(service.index().of_companies([CVR])) == [str(n) for n in range(7)]
    assert service.asked[-1]["query"]["bool"]["must"][1]["range"] == {
        "indlaesningsTidspunkt": {"gte": "2025-05-20T10:03:00.000+00:00"}
    }


def test_a_scroll_that_is_always_lost_is_given_up(service):
    """With a sentence for the editors."""
    service.hits = many(7)
    service.faults = [None, service.forget_scrolls] * 20
    with pytest.raises(SourceError, match="igen og igen"):
        list(service.index().of_companies([CVR]))


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_service_is_asked_again_after_a_pause(service, status):
    """As long as it says, or as is usual."""
    service.hits = many(1)
    service.faults = [lambda: answer({}, status, **{"Retry-After": "7"})]
    assert keys(service.index().of_companies([CVR])) == ["0"]
    assert any(wait >= 5 for wait in service.waits)


def test_half_an_answer_is_asked_for_again(service):
    """A page that breaks off is no page."""
    service.hits = many(1)
    service.faults = [lambda: Response('{"hits": {"total": 1, "hi', 200)]
    assert keys(service.index().of_companies([CVR])) == ["0"]


@pytest.mark.parametrize(
    "fault",
    [
        lambda: Response("<html>Log ind</html>", 401),
        lambda: answer({"fejl": 1}),
        lambda: answer({"hits": {"total": 1, "hits": [1]}}),
        lambda: answer({"hits": {"total": 1, "hits": [hit(CVR, "1")]}}),
        lambda: answer({"error": "Result window is too large"}, 500),
    ],
)
def test_an_answer_of_another_kind_stops_the_reading(service, fault):
    """An envelope of another shape is never read as empty."""
    service.faults = [fault] * 9
    with pytest.raises(SourceError, match=r"\.$"):
        list(service.index().of_companies([CVR]))


def test_an_answer_without_end_stops_the_reading(service):
    """More than is taken at once."""
    service.faults = [lambda: Response(b" " * (33 << 20), 200)] * 9
    with pytest.raises(SourceError, match="store sider"):
        list(service.index().of_companies([CVR]))


def test_unread_hits_come_with_the_others_and_once(service):
    """The run goes on past them."""
    service.hits = many(3)
    service.hits[1]["_source"]["dokumenter"] = None
    found = list(service.index().of_companies([CVR]))
    assert [isinstance(one, Filing) for one in found] == [True, False, True]


def test_the_canary_tells_when_the_index_finds_nothing(service):
    """A renamed field answers 200 with no hits."""
    assert not service.index().finds_canary()
    service.hits = [hit(CANARY, "1")]
    assert service.index().finds_canary()
