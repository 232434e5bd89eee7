"""From a register file to what a reader finds, and what nobody may find."""

from guide.bootstrap import Guide
from guide.catalogue.import_runs import RunState
from guide.domain.danish_time import danish_day
from guide.ingest.cvr.files import FileSource
from guide.search.port import SearchRequest
from guide.usecases.import_register import import_register
from guide.usecases.index_companies import drain_index_jobs
from guide.usecases.register_run import ImportOptions, Port
from guide.usecases.search_companies import search_companies
from guide.web import create_app
from tests.ingest.cvr.invented import SAMPLES


def imported(guide: Guide) -> None:
    """Import the sample and bring the index up to it."""
    port = Port(clock=guide.clock, owner="rejse", is_alive=lambda _owner: False)
    source = FileSource(SAMPLES / "eksempel_2026.json")
    report = import_register(guide.database, source, guide.policy, port, ImportOptions())
    assert report.state is RunState.DONE
    while drain_index_jobs(guide.database, guide.open_writer(), guide.policy, guide.clock.now()):
        pass
    guide.reader.open_newest()


def found(guide: Guide, words: str) -> list[str]:
    """Search and return the names of the hits, and the number of a stub."""
    today = danish_day(guide.clock.now())
    answer = search_companies(
        guide.database, guide.reader, guide.policy, SearchRequest(text=words), today
    )
    names = [card.name for card in answer.cards.values()]
    return [*names, answer.stub] if answer.stub else names


def test_a_company_of_the_register_is_found_by_all_its_names_and_its_purpose(
    guide: Guide,
) -> None:
    """Present name, former name, number, and the words of the purpose."""
    imported(guide)
    for words in ("Nordlys Software", "nordlys data", "98000003"):
        assert found(guide, words)[0] == "Nordlys Software ApS"
    assert "Nordlys Software ApS" in found(guide, "lønsystemer byggebranchen")


def test_a_protected_company_is_found_by_its_number_alone_and_only_as_a_stub(
    guide: Guide,
) -> None:
    """No words find it, the number leads to five fields, and the index holds nothing of it."""
    imported(guide)
    assert "Klitkyst Drift A/S" not in found(guide, "klitkyst drift")
    assert found(guide, "98000038") == ["98000038"]
    stub = create_app(guide).test_client().get("/cvr/98000038").text
    assert "Klitkyst Drift A/S" in stub
    assert "noindex" in stub
    for hidden in ("70000002", "70 00 00 02", "Prøvegade"):
        assert hidden not in stub
    held = b"".join(path.read_bytes() for path in guide.settings.index.rglob("*") if path.is_file())
    assert b"nordlys" in held
    for secret in (b"klitkyst", b"70000002"):
        assert secret not in held.lower()


def test_a_company_that_ceased_before_it_was_known_is_nowhere(guide: Guide) -> None:
    """Neither by name nor by number."""
    imported(guide)
    assert found(guide, "Gammel Printerservice") != ["Gammel Printerservice ApS"]
    assert create_app(guide).test_client().get("/cvr/98000046").status_code == 404
