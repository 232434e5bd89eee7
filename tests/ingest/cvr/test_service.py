"""The live service is read whole through every fault that it is known for."""

import base64
import copy
import logging
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from guide.ingest.cvr.service import CANARY, ServiceSource
from guide.ingest.cvr.service_client import (
    BACKOFF_SECONDS,
    ServiceClient,
    ServiceLogin,
)
from guide.ingest.cvr.source import Document, ReadDocument, SourceError, UnreadDocument
from tests.ingest.cvr.register_server import PASSWORD, USER, RegisterServer, serve
from tests.ingest.cvr.test_documents import sources

CODES = ["621000", "620100"]


def company(number: int, *, code: str = "621000", side: str = "", form: int = 80) -> dict[str, Any]:
    """Make a small document under an invented number."""
    whole = copy.deepcopy(sources("eksempel_2026.json")[0])
    for series in ("aarsbeskaeftigelse", "kvartalsbeskaeftigelse", "maanedsbeskaeftigelse"):
        whole[series] = []
    whole["erstMaanedsbeskaeftigelse"] = whole["erstMaanedsbeskaeftigelse"][-2:]
    whole["cvrNummer"] = number
    whole["enhedsNummer"] = 4_000_000_000 + number
    meta = whole["virksomhedMetadata"]
    meta["nyesteHovedbranche"]["branchekode"] = code
    meta["nyesteBibranche1"] = {"branchekode": side} if side else None
    meta["nyesteVirksomhedsform"]["virksomhedsformkode"] = form
    return {"Vrvirksomhed": whole}


COMPANIES = [company(98_000_000 + n) for n in range(25)]
NUMBERS = [str(98_000_000 + n) for n in range(25)]


class Waits:
    """A sleep that only remembers, and a clock that it moves."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.now = 1000.0

    def sleep(self, seconds: float) -> None:
        """Remember a wait."""
        self.slept.append(seconds)
        self.now += seconds

    @property
    def long(self) -> list[float]:
        """The waits that are more than keeping pace."""
        return [seconds for seconds in self.slept if seconds >= 1]


@pytest.fixture
def register() -> Iterator[RegisterServer]:
    """A running register of 25 companies."""
    with serve(list(COMPANIES)) as server:
        yield server


@pytest.fixture
def waits() -> Waits:
    """The time of the test."""
    return Waits()


def source_at(
    register: RegisterServer, waits: Waits, *, page: int = 10, password: str = PASSWORD
) -> ServiceSource:
    """Build the source against the running register."""
    login = ServiceLogin(url=register.url, user=USER, password=password)
    client = ServiceClient(login, sleep=waits.sleep, clock=lambda: waits.now)
    return ServiceSource(client, page=page)


def numbers(documents: Iterator[Document]) -> list[str]:
    """The numbers of the companies read."""
    return [d.company.cvr for d in documents if isinstance(d, ReadDocument)]


def test_all_companies_of_the_branches_are_scrolled_in_order(
    register: RegisterServer, waits: Waits
) -> None:
    """Three pages, each company once; the scroll is given back."""
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS
    assert register.scrolls == {}
    assert register.requests[-1][0] == "DELETE"


def test_side_branches_count_and_firms_of_persons_are_left_out(
    register: RegisterServer, waits: Waits
) -> None:
    """A holding with a side branch is asked for; ENK and PMV are not."""
    register.companies[:] = [
        company(98000003, code="642120", side="621000"),
        company(98000011, code="642120"),
        company(98000038, form=10),
        company(98000046, form=15),
    ]
    assert numbers(source_at(register, waits).by_branch(CODES)) == ["98000003"]


def test_participants_are_never_asked_for(register: RegisterServer, waits: Waits) -> None:
    """People do not even travel."""
    list(source_at(register, waits).by_branch(CODES))
    excluded = register.requests[0][2]["_source"]["excludes"]
    assert "Vrvirksomhed.deltagerRelation" in excluded


def test_reading_goes_on_behind_a_mark(register: RegisterServer, waits: Waits) -> None:
    """After kill -9 the run asks for the rest only."""
    source = source_at(register, waits)
    documents = list(source.by_branch(CODES))
    mark = documents[11].position
    assert numbers(source.by_branch(CODES, mark)) == NUMBERS[12:]


def test_a_lost_scroll_begins_again_behind_the_last_company(
    register: RegisterServer, waits: Waits
) -> None:
    """No company is read twice and none is lost."""
    register.faults = [None, "forget", None]
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS


@pytest.mark.parametrize(
    "fault",
    ["half", "half-gzip", "drop", "partial", "timed-out", "html", "status 500", "status 502"],
)
@pytest.mark.parametrize("when", [0, 1, 2])
def test_a_broken_answer_is_asked_for_again_and_no_page_is_lost(
    register: RegisterServer, waits: Waits, fault: str, when: int
) -> None:
    """A scroll that moved on without us is begun again, never believed."""
    register.faults = [*[None] * when, fault]
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS
    assert waits.long[:1] == [BACKOFF_SECONDS[0]]


def test_a_gzip_bomb_is_stopped_in_bounded_memory(register: RegisterServer, waits: Waits) -> None:
    """One bomb costs a smaller page; a service that sends nothing else is given up."""
    register.faults = ["bomb 256"]
    tracemalloc.start()
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 << 20
    register.faults = ["bomb 64"] * 9
    with pytest.raises(SourceError, match="for stort"):
        list(source_at(register, waits).by_branch(CODES))


def test_an_empty_page_before_the_end_is_not_the_end(
    register: RegisterServer, waits: Waits
) -> None:
    """Fewer companies than were counted means that the scroll broke."""
    register.faults = [None, "empty-page"]
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS


def test_a_page_that_comes_again_is_not_read_again(register: RegisterServer, waits: Waits) -> None:
    """A scroll that stands still is begun again behind what came."""
    register.repeat_pages = True
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS


def test_a_reading_that_never_moves_stops_with_a_reason(
    register: RegisterServer, waits: Waits
) -> None:
    """A service that answers the same whatever it is asked is given up, not followed for ever."""
    register.repeat_pages = register.deaf = True
    with pytest.raises(SourceError, match="igen og igen"):
        list(source_at(register, waits).by_branch(CODES))
    assert len(register.requests) < 60


def test_a_wait_that_is_asked_for_is_kept(register: RegisterServer, waits: Waits) -> None:
    """429 with Retry-After in seconds, as a date, and without."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    register.faults = ["status 429 7", None, f"status 429 {later}", None, "status 429"]
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS
    seven, minutes, backoff = waits.long
    assert seven == 7
    assert 100 < minutes <= 120
    assert backoff == BACKOFF_SECONDS[0]


def test_an_absurd_wait_is_bounded(register: RegisterServer, waits: Waits) -> None:
    """Nobody can make the night wait a year."""
    register.faults = ["status 429 99999999"]
    list(source_at(register, waits).by_branch(CODES))
    assert waits.long == [900]


def test_five_failures_in_a_row_give_up(register: RegisterServer, waits: Waits) -> None:
    """5, 15, 60 and 60 seconds, then yesterday's data stand."""
    register.faults = ["status 500"] * 9
    with pytest.raises(SourceError, match="Gårsdagens data"):
        list(source_at(register, waits).by_branch(CODES))
    assert waits.long == list(BACKOFF_SECONDS)


def test_a_refused_login_stops_at_once_and_tells_no_secret(
    register: RegisterServer, waits: Waits, caplog: pytest.LogCaptureFixture
) -> None:
    """401 comes with HTML; neither error, log nor repr holds the password."""
    caplog.set_level(logging.DEBUG)
    source = source_at(register, waits, password="forkert-kodeord")
    with pytest.raises(SourceError, match="afviste login") as caught:
        list(source.by_branch(CODES))
    secrets = ("forkert-kodeord", base64.b64encode(f"{USER}:forkert-kodeord".encode()).decode())
    login = ServiceLogin(url=register.url, user=USER, password="forkert-kodeord")
    for secret in secrets:
        assert secret not in f"{caught.value!r} {caplog.text} {source.name} {login!r}"
    assert waits.long == []


def test_a_redirect_is_not_followed(register: RegisterServer, waits: Waits) -> None:
    """The login goes to one host only."""
    register.faults = ["redirect"]
    with pytest.raises(SourceError, match="302"):
        list(source_at(register, waits).by_branch(CODES))
    assert len(register.requests) == 1


@pytest.mark.parametrize(
    "answer",
    ['{"hits": {"hits": {}}}', '{"hits": []}', "{}", "[]", '{"hits": {"total": 1, "hits": [7]}}'],
)
def test_a_new_shape_of_the_envelope_stops_the_reading(
    register: RegisterServer, waits: Waits, answer: str
) -> None:
    """Drift is never read as an empty register."""
    register.faults = [f"json {answer}"]
    with pytest.raises(SourceError, match=r"ny form|optælling"):
        list(source_at(register, waits).by_branch(CODES))


def test_hits_without_a_sort_value_stop_the_reading(register: RegisterServer, waits: Waits) -> None:
    """Without the order there is no place to go on from."""
    register.faults = ['json {"hits": {"total": 1, "hits": [{"_source": {}}]}}']
    with pytest.raises(SourceError, match="sorteret"):
        list(source_at(register, waits).by_branch(CODES))


def test_a_total_as_an_object_is_counted_too(register: RegisterServer, waits: Waits) -> None:
    """Later versions count that way."""
    register.total_as_object = True
    assert numbers(source_at(register, waits).by_branch(CODES)) == NUMBERS


def test_a_bad_document_is_a_dead_letter_between_good_ones(
    register: RegisterServer, waits: Waits
) -> None:
    """Drift within one document costs that document."""
    bad = copy.deepcopy(COMPANIES[3])
    bad["Vrvirksomhed"]["navne"] = "Nordlys"
    register.companies[3] = bad
    documents = list(source_at(register, waits).by_branch(CODES))
    assert len(documents) == 25
    (letter,) = [d for d in documents if isinstance(d, UnreadDocument)]
    assert letter.cvr == NUMBERS[3]
    assert letter.position == NUMBERS[3]
    assert "navne" in letter.reason


def test_only_what_was_loaded_since_is_read(register: RegisterServer, waits: Waits) -> None:
    """The load time decides, to the second."""
    for index, doc in enumerate(register.companies):
        changed = copy.deepcopy(doc)
        changed["Vrvirksomhed"]["sidstIndlaest"] = f"2026-11-{index + 1:02d}T03:00:00.000+00:00"
        register.companies[index] = changed
    moment = datetime(2026, 11, 20, 3, tzinfo=UTC)
    assert numbers(source_at(register, waits).changed_since(moment, CODES)) == NUMBERS[19:]


def test_known_numbers_are_asked_for_in_slices_within_the_window(
    register: RegisterServer, waits: Waits
) -> None:
    """1,200 numbers are three searches; those unknown to the register are absent."""
    asked = [str(98_000_000 + n) for n in range(1200)]
    assert numbers(source_at(register, waits).by_cvr(asked)) == NUMBERS
    sizes = [body["size"] for _, _, body in register.requests]
    assert sizes == [500, 500, 200]


def test_an_answer_that_is_too_large_is_asked_for_in_smaller_parts(
    register: RegisterServer, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few documents are very large; memory has a limit."""
    monkeypatch.setattr("guide.ingest.cvr.service_client.MAX_ANSWER_BYTES", 20_000)
    source = source_at(register, waits, page=25)
    assert numbers(source.by_branch(CODES)) == NUMBERS
    assert numbers(source.by_cvr(NUMBERS)) == NUMBERS
    monkeypatch.setattr("guide.ingest.cvr.service_client.MAX_ANSWER_BYTES", 500)
    for documents in (source.by_branch(CODES), source.by_cvr(NUMBERS)):
        with pytest.raises(SourceError, match="for stort"):
            list(documents)


def test_the_window_limit_is_told_and_not_tried_again(
    register: RegisterServer, waits: Waits
) -> None:
    """More than 3,000 at once is an error of ours."""
    with pytest.raises(SourceError, match="sidestørrelsen"):
        list(source_at(register, waits, page=3001).by_branch(CODES))
    assert waits.long == []


def test_a_wrong_field_matches_nothing_without_an_error_and_the_survey_sees_it(
    register: RegisterServer, waits: Waits
) -> None:
    """200 with 0 hits is how the service says that a name is wrong; the mapping tells."""
    register.companies.append(company(int(CANARY), code="642120"))
    source = source_at(register, waits)
    good = source.survey(CODES)
    assert (good.canary_found, good.missing_fields, good.count) == (True, (), 25)
    assert good.newest_load == datetime(2026, 11, 20, 2, 10, tzinfo=UTC)
    for doc in register.companies:
        assert "virksomhedMetadata" in doc["Vrvirksomhed"]
    renamed = [
        {"Vrvirksomhed": {("nyMeta" if k == "virksomhedMetadata" else k): v for k, v in
                          doc["Vrvirksomhed"].items()}}
        for doc in register.companies
    ]  # fmt: skip
    register.companies[:] = renamed
    properties = register.mapping["cvr-v-20220630"]["mappings"]["_doc"]["properties"]
    properties["Vrvirksomhed"]["properties"].pop("virksomhedMetadata")
    drifted = source.survey(CODES)
    assert drifted.count == 0
    assert any("virksomhedMetadata" in field for field in drifted.missing_fields)


def test_an_empty_register_has_no_canary(register: RegisterServer, waits: Waits) -> None:
    """0 hits for a company that is always there means that something is wrong."""
    register.companies.clear()
    survey = source_at(register, waits).survey(CODES)
    assert survey.canary_found is False
    assert survey.newest_load is None


def test_requests_keep_their_pace(register: RegisterServer, waits: Waits) -> None:
    """Never more than two a second."""
    list(source_at(register, waits).by_branch(CODES))
    assert all(seconds == 0.5 for seconds in waits.slept)
    assert len(waits.slept) == len(register.requests) - 1


def test_the_login_goes_with_a_describing_name_and_the_given_host(
    register: RegisterServer, waits: Waits
) -> None:
    """The service can see who asks."""
    list(source_at(register, waits).by_cvr(["98000003"]))
    headers = register.headers[0]
    assert headers["Host"] == register.url.removeprefix("http://")
    assert headers["User-Agent"].startswith("Brancheguide")
    assert headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "url", ["https://distribution.example", "ftp://x", "distribution.example", "http://a:b@c.dk"]
)
def test_an_address_that_is_not_plain_http_is_refused(url: str) -> None:
    """HTTPS is not answered there, and a login belongs in its own setting."""
    with pytest.raises(SourceError, match="http-adresse"):
        ServiceClient(ServiceLogin(url=url, user=USER, password=PASSWORD))


def test_a_host_that_is_not_there_gives_up_with_a_reason(waits: Waits) -> None:
    """Nobody listens on the port."""
    login = ServiceLogin(url="http://127.0.0.1:1", user=USER, password=PASSWORD)
    client = ServiceClient(login, sleep=waits.sleep, clock=lambda: waits.now)
    with pytest.raises(SourceError, match="svarer ikke"):
        ServiceSource(client).survey(CODES)
    client.close()
