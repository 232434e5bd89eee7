"""The register comes into the guide: whole, twice, in part, and without overwriting anybody."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from guide.catalogue import (
    companies,
    dead_letters,
    facts,
    import_runs,
    outbox,
    profiles,
    register,
    sources,
    suppressions,
    tasks,
)
from guide.catalogue.companies import NameKind
from guide.catalogue.database import Database
from guide.catalogue.import_runs import RunState
from guide.domain.company import CompanyId
from guide.domain.facts import Fact, Field, Layer
from guide.domain.industry import Standard
from guide.domain.register import Part
from guide.domain.register_checks import Check
from guide.domain.status import CompanyStatus
from guide.domain.tasks import TaskKind, TaskOutcome
from guide.ingest.cvr.files import FileSource
from guide.ingest.cvr.service import ServiceSource
from guide.ingest.cvr.service_client import ServiceClient, ServiceLogin
from guide.ingest.cvr.source import NONE_KNOWN, Survey
from guide.usecases.refresh_company import refresh_company
from tests.conftest import NOW, FixedClock
from tests.ingest.cvr.invented import NUMBERS, SAMPLES, RecordingSource, document
from tests.ingest.cvr.register_server import PASSWORD, USER, serve
from tests.usecases.register import POLICY, picture, run

EXAMPLE = SAMPLES / "eksempel_2026.json"


def id_of(database: Database, cvr: str) -> CompanyId:
    """Find a company's id by its number."""
    with database.reading() as work:
        found = companies.find_by_cvr(work, cvr)
    assert found is not None
    return found.id


def profile_of(database: Database, cvr: str) -> profiles.Profile:
    """Read a company whole."""
    with database.reading() as work:
        found = companies.find_by_cvr(work, cvr)
        assert found is not None
        profile = profiles.find(work, found.id)
    assert profile is not None
    return profile


def test_a_company_is_there_in_every_field_that_a_profile_shows(
    database: Database, clock: FixedClock
) -> None:
    """Names, address, both branch standards, form, status, head counts, purpose and all."""
    report = run(database, FileSource(EXAMPLE), clock)
    assert report.state is RunState.DONE
    profile = profile_of(database, "98000003")
    card = profile.card
    assert (card.name, card.slug) == ("Nordlys Software ApS", "nordlys-software")
    assert card.former_names == ("Nordlys Data ApS",)
    assert (card.status, card.listed) == (CompanyStatus.ACTIVE, True)
    assert (card.legal_form, card.founded) == ("80", date(2014, 3, 1))
    assert (card.town, card.postcode) == ("Aarhus C", "8000")
    assert (card.employees, card.employees_as_of) == (42, "2023-12-01")
    assert card.website == "https://www.nordlys-software.example"
    assert card.purpose.startswith("Selskabets formål er at udvikle og sælge lønsystemer")
    assert [(row.kind, row.lines) for row in profile.addresses] == [
        ("location", ("Eksempelvej 12, 2. tv", "8000 Aarhus C"))
    ]
    assert {(row.standard, row.code, row.position) for row in profile.industries} == {
        ("db07", "620100", 0),
        ("db25", "621000", 0),
    }
    silent = 1
    assert len(profile.employment) == 5 + 22 + 57 + 51 - silent
    told = profile.resolved
    assert told[Field.PHONE].value == "+4570000001"
    assert told[Field.FISCAL_YEAR].value == "01-01/12-31"
    assert told[Field.INDUSTRY].value == {
        "standard": "db25",
        "code": "621000",
        "title": "Computerprogrammering",
    }
    assert told[Field.EMPLOYEES].valid_to == date(2023, 12, 31)
    assert {told[key].source for key in (Field.NAME, Field.STATUS, Field.TOWN)} == {"cvr"}


def test_a_company_read_back_is_the_one_that_was_read(
    database: Database, clock: FixedClock
) -> None:
    """The rows lose nothing; what is due tomorrow can be told from them."""
    run(database, FileSource(SAMPLES / "company_in4.json"), clock)
    with database.reading() as work:
        known = companies.find_by_cvr(work, "12950160")
        assert known is not None
        back = register.load(work, known.id)
    (sent, *_) = [
        item.company  # type: ignore[union-attr]
        for item in FileSource(SAMPLES / "company_in4.json").by_branch([])
    ]
    assert back is not None
    for part in Part:
        assert set(getattr(back, part.value)) == set(getattr(sent, part.value)), part
    assert (back.founded, back.unit_number, back.version) == (date(2017, 11, 1), 4007246256, 6)


def test_whoever_is_no_candidate_is_not_taken_in(database: Database, clock: FixedClock) -> None:
    """Ceased before we knew it, persons, other branches: counted, not kept."""
    source = RecordingSource(
        [
            document(NUMBERS[0]),
            document(NUMBERS[1], code="642120"),
            document(NUMBERS[2], form=10),
            document(NUMBERS[3], form=15),
            document(NUMBERS[4], ended="2020-01-01"),
        ]
    )
    report = run(database, source, clock)
    assert (report.counts.created, report.counts.not_wanted) == (1, 4)
    with database.reading() as work:
        assert register.known_numbers(work) == [NUMBERS[0]]


def test_a_second_run_changes_nothing_and_says_so(database: Database, clock: FixedClock) -> None:
    """Every table is as it was."""
    run(database, FileSource(SAMPLES), clock)
    before = picture(database)
    clock.move(days=1)
    report = run(database, FileSource(SAMPLES), clock)
    assert report.changed_nothing
    assert report.counts.read == 12
    assert picture(database) == before


def test_each_landed_company_leaves_one_job_for_the_index(
    database: Database, clock: FixedClock
) -> None:
    """Job and rows are of one transaction; an unchanged company leaves none."""
    source = RecordingSource([document(number) for number in NUMBERS[:3]])
    run(database, source, clock)
    with database.reading() as work:
        assert outbox.count_open(work, outbox.INDEX) == 3
    source.documents[1] = document(NUMBERS[1], employees=43)
    run(database, source, clock, full=True)
    with database.reading() as work:
        jobs = outbox.open_jobs(work, outbox.INDEX, clock.now())
    assert [job.company_id for job in jobs][3:] == [id_of(database, NUMBERS[1])]


def test_a_new_head_count_is_landed_though_the_version_is_the_same(
    database: Database, clock: FixedClock
) -> None:
    """Employment is loaded without touching the document's version."""
    run(database, RecordingSource([document(NUMBERS[0], employees=42)]), clock)
    run(database, RecordingSource([document(NUMBERS[0], employees=50)]), clock, full=True)
    assert profile_of(database, NUMBERS[0]).card.employees == 50
    with database.reading() as work:
        history = facts.history(work, id_of(database, NUMBERS[0]), Field.EMPLOYEES)
    assert [fact.value for fact in history] == [42, 50]


def test_an_older_document_does_not_overwrite_a_newer_one(
    database: Database, clock: FixedClock
) -> None:
    """Files may be read in any order."""
    newer = document(NUMBERS[0], "Nyt Navn ApS", loaded="2026-11-21T03:00:00.000+01:00")
    older = document(NUMBERS[0], "Gammelt Navn ApS", loaded="2026-11-20T03:00:00.000+01:00")
    run(database, RecordingSource([newer]), clock)
    report = run(database, RecordingSource([older]), clock, full=True)
    assert report.counts.older == 1
    assert profile_of(database, NUMBERS[0]).card.name == "Nyt Navn ApS"


def test_a_change_keeps_the_old_rows_as_history(database: Database, clock: FixedClock) -> None:
    """What was said is superseded with its time, never overwritten."""
    run(database, RecordingSource([document(NUMBERS[0], "Før ApS")]), clock)
    clock.move(days=1)
    run(database, RecordingSource([document(NUMBERS[0], "Efter ApS")]), clock, full=True)
    rows = [row for row in picture(database)["register_row"] if row["part"] == "names"]
    assert [(row["value"]["name"], row["superseded_at"]) for row in rows] == [
        ("Før ApS", clock.now()),
        ("Efter ApS", None),
    ]


def test_what_company_and_editor_said_stands_and_the_editor_is_asked(
    database: Database, clock: FixedClock
) -> None:
    """The importer writes the register's layer alone; an override beneath which it changes asks."""
    run(database, RecordingSource([document(NUMBERS[0], "Før ApS")]), clock)
    company_id = id_of(database, NUMBERS[0])
    own = Fact(field=Field.PHONE, layer=Layer.COMPANY, value="+4511111111", recorded_at=NOW,
               source="cvr")  # fmt: skip
    override = replace(
        own,
        field=Field.NAME,
        layer=Layer.EDITOR,
        value="Redaktionens Navn",
        override=True,
        reason="kendt under dette navn",
        source="seed-ish",
    )
    with database.writing() as work:
        facts.record(work, company_id, [own, replace(override, source="cvr")])
        refresh_company(work, company_id, POLICY, NOW)
        work.commit()
    clock.move(days=1)
    changed = document(NUMBERS[0], "Efter ApS", phone="70000009")
    run(database, RecordingSource([changed]), clock, full=True)
    told = profile_of(database, NUMBERS[0]).resolved
    assert told[Field.NAME].value == "Redaktionens Navn"
    assert told[Field.PHONE].value == "+4511111111"
    with database.reading() as work:
        (task,) = tasks.open_tasks(work, TaskKind.OVERRIDE_CHANGED)
    assert task.company_id == company_id
    assert task.payload == {
        "field": "name",
        "override": "Redaktionens Navn",
        "register": "Efter ApS",
    }
    run(database, RecordingSource([changed]), clock, full=True)
    with database.reading() as work:
        assert tasks.count_open(work) == {TaskKind.OVERRIDE_CHANGED: 1}


def text_of(database: Database) -> str:
    """All that the database holds, as text."""
    return repr(picture(database))


def test_of_a_protected_company_only_what_a_stub_tells_is_kept(
    database: Database, clock: FixedClock
) -> None:
    """It is known, hidden, and its phone and street are in no table."""
    run(database, FileSource(EXAMPLE), clock)
    with database.reading() as work:
        known = companies.find_by_cvr(work, "98000038")
    assert known is not None
    assert POLICY.stub_only(known.visibility)
    assert profile_of(database, "98000038").card.listed is False
    everything = text_of(database)
    for secret in ("70000002", "Prøvegade", "klitkyst.example"):
        assert secret not in everything


def test_when_protection_comes_even_the_history_of_contact_goes(
    database: Database, clock: FixedClock
) -> None:
    """The same night takes phone, mail and street out of every table and the lists."""
    others = [document(number) for number in NUMBERS[1:60]]
    run(database, RecordingSource([document(NUMBERS[0], phone="70001234"), *others]), clock)
    assert "70001234" in text_of(database)
    clock.move(days=1)
    now_protected = document(NUMBERS[0], phone="70001234", protected=True)
    run(database, RecordingSource([now_protected, *others]), clock, full=True)
    profile = profile_of(database, NUMBERS[0])
    assert profile.card.listed is False
    assert profile.card.town == "Aarhus C"
    assert "70001234" not in text_of(database)
    assert [row.lines for row in profile.addresses] == [("8000 Aarhus C",)]


def test_a_secret_number_is_in_no_table(database: Database, clock: FixedClock) -> None:
    """Only the mark that something is secret is kept."""
    secret = document(NUMBERS[0], phone="70004321")
    secret["Vrvirksomhed"]["telefonNummer"][0]["hemmelig"] = True
    run(database, RecordingSource([secret]), clock)
    assert "70004321" not in text_of(database)
    assert Field.PHONE not in profile_of(database, NUMBERS[0]).resolved


def test_an_erased_company_does_not_come_back(database: Database, clock: FixedClock) -> None:
    """The list of the suppressed is asked before anything is written."""
    with database.writing() as work:
        suppressions.add(work, suppressions.CVR, NUMBERS[0], "indsigelse", NOW)
        suppressions.add(work, suppressions.CVR, NUMBERS[0], "igen", NOW)
        work.commit()
    report = run(database, RecordingSource([document(n) for n in NUMBERS[:2]]), clock)
    assert (report.counts.erased, report.counts.created) == (1, 1)
    assert NUMBERS[0] not in text_of(database)


def test_erasing_a_company_takes_all_that_the_register_told(
    database: Database, clock: FixedClock
) -> None:
    """Rows, head counts, statements, history."""
    run(database, RecordingSource([document(NUMBERS[0])]), clock)
    with database.writing() as work:
        register.erase(work, id_of(database, NUMBERS[0]))
        work.commit()
    left = picture(database)
    for table in ("register_row", "register_state", "employment", "industry", "address", "fact",
                  "company_name"):  # fmt: skip
        assert left[table] == [], table


def with_seed(database: Database, name: str) -> CompanyId:
    """Add a company without a number, as the seed brings them."""
    with database.writing() as work:
        company_id = companies.create(work, name=name, now=NOW, seed_key=name)
        sources.save(work, sources.Source(key="seed", title="Grunddata"))
        told = [(Field.NAME, name), (Field.INCLUDED, True)]
        facts.record(
            work,
            company_id,
            [
                Fact(field=key, layer=Layer.SEED, value=value, recorded_at=NOW, source="seed")
                for key, value in told
            ],
        )
        refresh_company(work, company_id, POLICY, NOW)
        work.commit()
    return company_id


def test_a_name_alone_never_joins_a_company_to_a_number(
    database: Database, clock: FixedClock
) -> None:
    """The editor is asked once; until then the number waits outside."""
    company_id = with_seed(database, "Fjordlys Data A/S")
    source = RecordingSource([document(NUMBERS[0], "FJORDLYS DATA ApS")])
    for _ in range(2):
        report = run(database, source, clock, full=True)
    assert report.counts.created == 0
    with database.reading() as work:
        (task,) = tasks.open_tasks(work)
        assert companies.find_by_cvr(work, NUMBERS[0]) is None
    assert (task.kind, task.company_id) == (TaskKind.LINK_NUMBER, company_id)
    assert task.payload == {
        "cvr": NUMBERS[0],
        "name": "FJORDLYS DATA ApS",
        "legal_form": "ApS",
        "town": "Aarhus C",
    }


def test_when_the_editor_says_no_the_number_becomes_a_company_of_its_own(
    database: Database, clock: FixedClock
) -> None:
    """The same question is never asked again."""
    with_seed(database, "Fjordlys Data A/S")
    source = RecordingSource([document(NUMBERS[0], "Fjordlys Data A/S")])
    run(database, source, clock, full=True)
    with database.writing() as work:
        (task,) = tasks.open_tasks(work)
        assert task.id is not None
        assert tasks.close(work, task.id, TaskOutcome.DISMISSED, "redaktør", NOW)
        assert not tasks.close(work, task.id, TaskOutcome.ACCEPTED, "en anden", NOW)
        assert tasks.get(work, task.id).closed_by == "redaktør"
        work.commit()
    report = run(database, source, clock, full=True)
    assert (report.counts.created, report.counts.asked) == (1, 0)
    assert profile_of(database, NUMBERS[0]).card.slug == "fjordlys-data-2"


def test_when_the_editor_says_yes_the_register_lands_on_the_company(
    database: Database, clock: FixedClock
) -> None:
    """With the number set, the next run fills the company that was there."""
    company_id = with_seed(database, "Fjordlys Data A/S")
    source = RecordingSource([document(NUMBERS[0], "Fjordlys Data A/S")])
    run(database, source, clock, full=True)
    with database.writing() as work:
        companies.set_cvr(work, company_id, NUMBERS[0])
        work.commit()
    report = run(database, source, clock, full=True)
    assert (report.counts.created, report.counts.changed) == (0, 1)
    assert id_of(database, NUMBERS[0]) == company_id
    assert profile_of(database, NUMBERS[0]).card.employees == 42


def test_what_a_document_leaves_out_is_not_blanked(database: Database, clock: FixedClock) -> None:
    """A response that lacks fields costs nothing that is known."""
    run(database, RecordingSource([document(NUMBERS[0])]), clock)
    thin = document(NUMBERS[0], loaded="2026-11-21T03:00:00.000+01:00", employees=77)
    for key in ("telefonNummer", "sekundaertTelefonNummer", "elektroniskPost", "hjemmeside",
                "attributter", "beliggenhedsadresse", "reklamebeskyttet"):  # fmt: skip
        thin["Vrvirksomhed"].pop(key)
    thin["Vrvirksomhed"]["virksomhedMetadata"].pop("nyesteBeliggenhedsadresse")
    thin["Vrvirksomhed"]["virksomhedMetadata"]["stiftelsesDato"] = None
    run(database, RecordingSource([thin]), clock, full=True)
    profile = profile_of(database, NUMBERS[0])
    assert profile.card.employees == 77
    assert profile.card.town == "Aarhus C"
    assert profile.card.founded == date(2014, 3, 1)
    assert profile.resolved[Field.PHONE].value == "+4570000001"
    assert profile.card.purpose


def test_a_stub_of_a_known_company_is_left_aside(database: Database, clock: FixedClock) -> None:
    """A document without a name is no reason to lose one."""
    run(database, RecordingSource([document(NUMBERS[0])]), clock)
    stub = document(NUMBERS[0], loaded="2026-11-22T03:00:00.000+01:00")
    for key, value in stub["Vrvirksomhed"].items():
        if isinstance(value, list):
            stub["Vrvirksomhed"][key] = []
    stub["Vrvirksomhed"]["virksomhedMetadata"] = {}
    report = run(database, RecordingSource([stub]), clock, full=True)
    assert report.counts.dead == 1
    assert profile_of(database, NUMBERS[0]).card.name == f"Opdigtet {NUMBERS[0]} ApS"
    with database.reading() as work:
        (letter,) = dead_letters.newest(work)
    assert "intet navn" in letter.reason


def test_a_bad_document_is_kept_once_and_the_run_goes_on(
    database: Database, clock: FixedClock
) -> None:
    """Bytes and reason are there for an editor; the same one tomorrow adds nothing."""
    bad = document(NUMBERS[1])
    bad["Vrvirksomhed"]["navne"] = "ikke en liste"
    source = RecordingSource([document(NUMBERS[0]), bad, document(NUMBERS[2])])
    report = run(database, source, clock)
    assert (report.state, report.counts.created, report.counts.dead) == (RunState.DONE, 2, 1)
    report = run(database, source, clock, full=True)
    assert report.changed_nothing
    with database.writing() as work:
        (letter,) = dead_letters.newest(work)
        assert dead_letters.count(work) == 1
        assert letter.cvr == NUMBERS[1]
        assert b"ikke en liste" in letter.raw
        dead_letters.remove_of(work, NUMBERS[2])
        assert dead_letters.remove_older(work, clock.now() + timedelta(days=1)) == 1


def test_a_company_that_the_database_refuses_takes_nobody_with_it(
    database: Database, clock: FixedClock
) -> None:
    """All land at once; when that fails, one by one, and the wrong one is left aside."""
    docs = [document(number) for number in NUMBERS[:4]]
    source = RecordingSource(docs)
    whole = source.by_branch

    def with_a_monster(codes: Any, after: str = "", known: Any = NONE_KNOWN) -> Any:
        for item in whole(codes, after, known):
            if item.company.cvr == NUMBERS[2]:  # type: ignore[union-attr]
                monster = replace(item.company, unit_number=2**70)  # type: ignore[union-attr]
                yield replace(item, company=monster)
            else:
                yield item

    source.by_branch = with_a_monster  # type: ignore[method-assign]
    report = run(database, source, clock)
    assert (report.counts.created, report.counts.dead) == (3, 1)
    with database.reading() as work:
        assert register.known_numbers(work) == [NUMBERS[0], NUMBERS[1], NUMBERS[3]]
        (letter,) = dead_letters.newest(work)
    assert letter.cvr == NUMBERS[2]
    assert "afviste" in letter.reason


def test_a_refused_change_leaves_the_company_as_it_was(
    database: Database, clock: FixedClock
) -> None:
    """Whole or not at all, for known companies too."""
    run(database, RecordingSource([document(NUMBERS[0], "Før ApS")]), clock)
    before = picture(database, without=frozenset({"changed_at"}))
    source = RecordingSource([document(NUMBERS[0], "Efter ApS", employees=99)])
    whole = source.by_branch
    source.by_branch = lambda codes, after="", known=NONE_KNOWN: (  # type: ignore[method-assign]
        replace(item, company=replace(item.company, unit_number=2**70))  # type: ignore[union-attr]
        for item in whole(codes, after, known)
    )
    report = run(database, source, clock, full=True)
    assert (report.counts.changed, report.counts.dead) == (0, 1)
    after = picture(database, without=frozenset({"changed_at"}))
    assert {**after, "dead_letter": []} == before


def test_a_later_run_asks_for_changes_with_three_days_of_overlap(
    database: Database, clock: FixedClock
) -> None:
    """From the newest load that was seen, minus three days; known numbers in turn."""
    source = RecordingSource([document(number) for number in NUMBERS[:14]])
    run(database, source, clock)
    assert source.asked[1] == ("branch", "")
    source.asked.clear()
    clock.move(days=1)
    run(database, source, clock)
    newest = datetime.fromisoformat("2026-11-20T03:10:00.000+01:00")
    kind, moment, after = source.asked[1]
    assert (kind, moment, after) == ("changed", newest - timedelta(days=3), "")


def test_in_a_week_every_known_number_is_asked_for(database: Database, clock: FixedClock) -> None:
    """One in seven a night; those just read are not asked for again."""
    source = RecordingSource([document(number) for number in NUMBERS[:40]])
    run(database, source, clock)
    source.documents = [
        document(number, loaded="2026-11-01T03:00:00.000+01:00") for number in NUMBERS[:40]
    ]
    asked: set[str] = set()
    for _ in range(7):
        source.asked.clear()
        clock.move(days=1)
        run(database, source, clock)
        (tonight,) = [numbers for kind, *numbers in source.asked if kind == "numbers"]
        assert len(tonight[0]) < 20
        asked.update(tonight[0])
    assert asked == set(NUMBERS[:40])


def test_a_number_that_the_register_was_never_read_for_is_asked_for_at_once(
    database: Database, clock: FixedClock
) -> None:
    """A sign-up or a link made today is read tonight, whatever its branch."""
    run(database, RecordingSource([document(NUMBERS[0])]), clock)
    with database.writing() as work:
        company_id = companies.create(work, name="Ny", now=NOW, cvr=NUMBERS[5])
        companies.mark_signed_up(work, company_id, NOW)
        work.commit()
    source = RecordingSource([document(NUMBERS[5], "Ny Tilmelding ApS", code="642120")])
    clock.move(days=1)
    run(database, source, clock)
    assert profile_of(database, NUMBERS[5]).card.name == "Ny Tilmelding ApS"
    assert profile_of(database, NUMBERS[5]).card.listed


def test_a_company_missing_for_a_month_is_a_question_not_a_deletion(
    database: Database, clock: FixedClock
) -> None:
    """It stays listed; the editor is asked once; when it is back all is well."""
    docs = [document(number) for number in NUMBERS[:2]]
    source = RecordingSource(docs)
    run(database, source, clock)
    source.documents = docs[:1]
    run(database, source, clock, full=True)
    with database.reading() as work:
        assert tasks.open_tasks(work) == []
    clock.move(days=31)
    for _ in range(2):
        run(database, source, clock, full=True)
    with database.reading() as work:
        (task,) = tasks.open_tasks(work, TaskKind.MISSING_IN_REGISTER)
    assert task.payload["cvr"] == NUMBERS[1]
    assert profile_of(database, NUMBERS[1]).card.listed
    source.documents = docs
    run(database, source, clock, full=True)
    with database.reading() as work:
        assert register.missing_before(work, clock.now()) == []


def crowd(*, ceased: int, count: int = 100) -> list[dict[str, Any]]:
    """A hundred companies of which some have ceased."""
    return [
        document(number, ended="2026-11-01" if index < ceased else None, employees=index + 1)
        for index, number in enumerate(NUMBERS[:count])
    ]


def statuses(database: Database) -> list[str]:
    """The numbers of companies that have ceased."""
    with database.reading() as work:
        known = register.stored(work, NUMBERS[:200])
    return sorted(
        cvr for cvr, kept in known.items() if kept.visibility.status is CompanyStatus.CEASED
    )


def test_the_brake_stops_a_run_in_which_too_many_change_status(
    database: Database, clock: FixedClock
) -> None:
    """Three of a hundred: none of them is touched, and force goes on."""
    run(database, RecordingSource(crowd(ceased=0)), clock)
    clock.move(days=1)
    source = RecordingSource(crowd(ceased=3))
    report = run(database, source, clock, full=True)
    assert report.state is RunState.STOPPED
    assert [finding.check for finding in report.findings] == [Check.BRAKE]
    assert "--force" in report.findings[0].text
    assert statuses(database) == []
    with database.reading() as work:
        stopped = import_runs.latest(work, "cvr")
    assert stopped is not None
    assert stopped.state is RunState.DONE
    forced = run(database, source, clock, full=True, force=True)
    assert forced.state is RunState.DONE
    assert statuses(database) == sorted(NUMBERS[:3])


def test_two_of_a_hundred_change_status_at_the_end_of_the_run(
    database: Database, clock: FixedClock
) -> None:
    """Those that move wait until it is known that they are few."""
    run(database, RecordingSource(crowd(ceased=0)), clock)
    report = run(database, RecordingSource(crowd(ceased=2)), clock, full=True)
    assert (report.state, report.counts.changing_status) == (RunState.DONE, 2)
    assert statuses(database) == sorted(NUMBERS[:2])


def test_companies_that_would_leave_the_lists_are_counted_too(
    database: Database, clock: FixedClock
) -> None:
    """Branches that change in a row look like a fault at the source."""
    run(database, RecordingSource(crowd(ceased=0)), clock)
    strange = [
        document(number, code="642120", employees=1 + index)
        for index, number in enumerate(NUMBERS[:100])
    ]
    report = run(database, RecordingSource(strange), clock, full=True)
    assert report.state is RunState.STOPPED
    assert report.counts.leaving > 2
    assert profile_of(database, NUMBERS[99]).card.listed


@pytest.mark.parametrize(
    "survey",
    [
        Survey(canary_found=False),
        Survey(missing_fields=("Vrvirksomhed.samtId",)),
        Survey(count=0),
        Survey(newest_load=NOW - timedelta(days=5)),
    ],
)
def test_a_source_that_fails_its_checks_is_not_read(
    database: Database, clock: FixedClock, survey: Survey
) -> None:
    """Yesterday's guide stands; force reads all the same."""
    source = RecordingSource([document(NUMBERS[0])], survey_told=survey)
    report = run(database, source, clock)
    assert report.state is RunState.STOPPED
    assert source.asked == [("survey",)]
    assert run(database, source, clock, force=True).counts.created == 1


def test_the_count_is_compared_with_the_last_run(database: Database, clock: FixedClock) -> None:
    """A twentieth fewer is believed, a fifth fewer is not."""
    source = RecordingSource([document(NUMBERS[0])], survey_told=Survey(count=1000))
    assert run(database, source, clock).state is RunState.DONE
    source.survey_told = Survey(count=960)
    assert run(database, source, clock).state is RunState.DONE
    source.survey_told = Survey(count=800)
    assert [f.check for f in run(database, source, clock).findings] == [Check.COUNT]


def test_documents_that_have_lost_their_names_stop_the_run(
    database: Database, clock: FixedClock
) -> None:
    """One in twenty may lack name or branch, not one in two; nothing of the batch is kept."""
    docs = [document(number) for number in NUMBERS[:40]]
    for doc in docs[::2]:
        doc["Vrvirksomhed"]["navne"] = []
        doc["Vrvirksomhed"]["virksomhedMetadata"]["nyesteNavn"] = None
    report = run(database, RecordingSource(docs), clock)
    assert [finding.check for finding in report.findings] == [Check.COMPLETENESS]
    with database.reading() as work:
        assert register.known_numbers(work) == []


def test_a_file_that_ends_early_is_landed_but_not_taken_for_whole(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    """What came is kept; the run says that it did not end well."""
    path = tmp_path / "halv.json"
    path.write_bytes(EXAMPLE.read_bytes()[:120_000])
    report = run(database, FileSource(path), clock)
    assert report.state is RunState.FAILED
    assert report.counts.created == 2
    assert "slutter midt" in report.findings[0].text


def test_the_live_service_lands_as_a_file_does(database: Database, clock: FixedClock) -> None:
    """Against a real server: all companies, then only what changed."""
    loaded = "2026-11-24T03:10:00.000+01:00"
    docs = [
        document(number, employees=index, loaded=loaded)
        for index, number in enumerate(NUMBERS[:12])
    ]
    docs.append(document("24256790", "Kanariefugl A/S", code="210000", loaded=loaded))
    with serve(docs) as server:
        login = ServiceLogin(url=server.url, user=USER, password=PASSWORD)
        client = ServiceClient(login, sleep=lambda _seconds: None)
        source = ServiceSource(client, page=5)
        first = run(database, source, clock)
        assert (first.state, first.counts.created) == (RunState.DONE, 12)
        again = run(database, source, clock)
        assert again.changed_nothing
        assert again.counts.unchanged >= 12
        client.close()


def test_side_names_and_standards_come_as_rows(database: Database, clock: FixedClock) -> None:
    """Secondary names are found by search, side branches stand beside the main one."""
    both = document(NUMBERS[0])
    both["Vrvirksomhed"]["binavne"] = [{**both["Vrvirksomhed"]["navne"][0], "navn": "Bi Navn ApS"}]
    both["Vrvirksomhed"]["bibranche1"] = [
        {**both["Vrvirksomhed"]["hovedbranche"][1], "branchekode": "631000"}
    ]
    run(database, RecordingSource([both]), clock)
    profile = profile_of(database, NUMBERS[0])
    assert ("Bi Navn ApS", NameKind.SECONDARY) in [(n.name, n.kind) for n in profile.names]
    assert (Standard.DB25.value, "631000", 1) in [
        (row.standard, row.code, row.position) for row in profile.industries
    ]
    assert profile.card.former_names == ("Bi Navn ApS",)
