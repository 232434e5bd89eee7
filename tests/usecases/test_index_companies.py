"""The worker's job: the index follows the database, change by change and whole."""

from guide.bootstrap import Guide
from guide.catalogue import companies, facts, outbox
from guide.catalogue.database import UnitOfWork
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, FactValue, Field, Layer
from guide.search.port import SearchRequest
from guide.usecases.index_companies import drain_index_jobs, rebuild_index, verify_index
from guide.usecases.refresh_company import refresh_company

DESPEC = "Despec Denmark A/S"


def _decide(guide: Guide, field: Field, value: FactValue) -> CompanyId:
    """Let an editor override a field of Despec's, and commit."""
    with guide.database.writing() as work:
        company_id = _despec(work)
        fact = Fact(
            field=field,
            layer=Layer.EDITOR,
            value=value,
            recorded_at=guide.clock.now(),
            source="seed",
            override=True,
            reason="afprøvning",
        )
        facts.record(work, company_id, [fact])
        refresh_company(work, company_id, guide.policy, guide.clock.now())
        work.commit()
    return company_id


def _despec(work: UnitOfWork) -> CompanyId:
    known = companies.find_by_seed_key(work, DESPEC)
    assert known is not None
    return known.id


def _drain(guide: Guide) -> int:
    done = drain_index_jobs(guide.database, guide.open_writer(), guide.policy, guide.clock.now())
    guide.reader.open_newest()
    return done


def _found(guide: Guide, text: str) -> list[str]:
    return [hit.name for hit in guide.reader.search(SearchRequest(text=text)).hits]


def test_a_change_is_found_after_the_worker_has_passed(guide: Guide) -> None:
    """Not before, and verify tells the difference meanwhile."""
    company_id = _decide(guide, Field.DESCRIPTION, "Vi sælger kvantegrammofoner.")
    assert _found(guide, "kvantegrammofoner") == []
    assert verify_index(guide.database, guide.reader).stale == (company_id,)
    assert _drain(guide) == 1
    assert _found(guide, "kvantegrammofoner") == [DESPEC]
    assert verify_index(guide.database, guide.reader).is_empty


def test_an_excluded_company_leaves_the_index(guide: Guide) -> None:
    """The same night, not at the next rebuild."""
    company_id = _decide(guide, Field.EXCLUDED, True)
    assert verify_index(guide.database, guide.reader).surplus == (company_id,)
    _drain(guide)
    assert _found(guide, "despec") == []
    assert verify_index(guide.database, guide.reader).is_empty


def test_a_job_done_twice_does_no_harm(guide: Guide) -> None:
    """A worker killed between index and database does it again."""
    company_id = _decide(guide, Field.TOWN, "Vejle")
    _drain(guide)
    with guide.database.writing() as work:
        outbox.add(work, outbox.INDEX, guide.clock.now(), company_id=company_id)
        work.commit()
    _drain(guide)
    assert verify_index(guide.database, guide.reader).is_empty
    assert _found(guide, "despec") == [DESPEC]


def test_a_rebuild_does_the_waiting_jobs(guide: Guide) -> None:
    """What it read needs no second indexing."""
    _decide(guide, Field.TOWN, "Vejle")
    rebuild_index(guide.database, guide.open_writer(), guide.policy, guide.clock.now())
    guide.reader.open_newest()
    with guide.database.reading() as work:
        assert outbox.count_open(work, outbox.INDEX) == 0
    assert verify_index(guide.database, guide.reader).is_empty


def test_verify_tells_of_a_damaged_file_and_a_rebuild_heals_it(guide: Guide) -> None:
    """A flipped bit is named; the database makes the index anew."""
    rebuild_index(guide.database, guide.open_writer(), guide.policy, guide.clock.now())
    guide.reader.open_newest()
    assert verify_index(guide.database, guide.reader).is_empty
    [segment] = guide.settings.index.glob("current/*.seg")
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 1
    segment.write_bytes(data)
    [problem] = verify_index(guide.database, guide.reader).damaged
    assert segment.name in problem
    rebuild_index(guide.database, guide.open_writer(), guide.policy, guide.clock.now())
    guide.reader.open_newest()
    assert verify_index(guide.database, guide.reader).is_empty
