"""What is kept no longer than it is needed, on both databases."""

import os
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from guide.catalogue import (
    accounts,
    audit,
    dead_letters,
    facts,
    import_runs,
    links,
    revisions,
    submissions,
)
from guide.catalogue.database import Database
from guide.catalogue.rate_limits import DatabaseStorage
from guide.catalogue.tables.audit import AuditRow
from guide.domain.facts import Fact, Field, Layer
from guide.domain.revisions import Decision, FieldState
from guide.domain.submissions import Proposal, SubmissionState
from guide.outside.pictures import Logos
from guide.usecases import sign_up
from guide.usecases.forget_old import forget_logos, forget_old
from tests.conftest import FixedClock
from tests.usecases.test_check_listings import owned_company

PROPOSAL = Proposal(cvr="98000003", name="Opdigtet", description="x", contact_mail="a@b.example")


def test_an_unconfirmed_sign_up_is_gone_after_two_weeks(
    database: Database, clock: FixedClock
) -> None:
    """Not a day earlier; one that waits for an editor stays."""
    sign_up.submit(
        database, PROPOSAL, locale="da", consent_text="Ja", site_url="http://x", now=clock.now()
    )
    with database.writing() as work:
        submissions.add(work, PROPOSAL, SubmissionState.PENDING, clock.now())
        work.commit()
    clock.move(days=14)
    assert forget_old(database, clock.now()).submissions == 0
    clock.move(seconds=1)
    assert forget_old(database, clock.now()).submissions == 1
    with database.reading() as work:
        (left,) = submissions.queue(work)
    assert left.state is SubmissionState.PENDING


def test_a_draft_is_gone_after_a_month(database: Database, clock: FixedClock) -> None:
    """Its link runs out the same day."""
    sign_up.save_draft(database, PROPOSAL, locale="da", now=clock.now())
    clock.move(days=31)
    assert forget_old(database, clock.now()).submissions == 1


def test_a_dead_letter_is_gone_after_a_month(database: Database, clock: FixedClock) -> None:
    """Nobody knows what stands in bytes that cannot be read."""
    with database.writing() as work:
        run = import_runs.start(
            work, kind="cvr", source="x", fingerprint="x", mode="full", now=clock.now()
        )
        dead_letters.add(
            work, run.id, position="1", cvr=None, reason="ikke JSON", raw=b"{", now=clock.now()
        )
        work.commit()
    clock.move(days=30)
    assert forget_old(database, clock.now()).dead_letters == 0
    clock.move(seconds=1)
    assert forget_old(database, clock.now()).dead_letters == 1


def test_sessions_that_ended_or_died_are_gone_after_a_month(
    database: Database, clock: FixedClock
) -> None:
    """One that lives stays; whoever uses it notices nothing."""
    with database.writing() as work:
        account = accounts.open_account(work, "a@b.example", clock.now())
        for browser in ("endt", "glemt"):
            accounts.begin_session(work, account.id, browser, clock.now())
        accounts.end_session(work, account.id, 1, clock.now())
        work.commit()
    clock.move(days=20)
    with database.writing() as work:
        token = accounts.begin_session(work, account.id, "i brug", clock.now())
        work.commit()
    clock.move(days=10)
    assert forget_old(database, clock.now()).sessions == 0
    clock.move(seconds=1)
    assert forget_old(database, clock.now()).sessions == 2
    with database.reading() as work:
        assert accounts.of_session(work, token, clock.now()) is not None


def test_a_used_sign_in_link_and_a_window_that_ran_out_are_gone(
    database: Database, clock: FixedClock
) -> None:
    """A link a month after its use; a count as soon as its window is over."""
    with database.writing() as work:
        used = links.make(work, links.Purpose.SIGN_IN, "", clock.now(), mail="a@b.example")
        links.use(work, links.Purpose.SIGN_IN, used, clock.now())
        links.make(work, links.Purpose.DRAFT, "1", clock.now(), reusable=True)
        work.commit()
    DatabaseStorage(database).incr("gammel", -1)
    DatabaseStorage(database).incr("ny", 3600)
    clock.move(days=30, seconds=1)
    forgotten = forget_old(database, clock.now())
    assert (forgotten.links, forgotten.rate_counts) == (1, 1)


def test_the_log_is_kept_three_years_and_its_shortening_is_logged(
    database: Database, clock: FixedClock
) -> None:
    """Nothing else may delete, before and after; a night with nothing to delete writes nothing."""
    with database.writing() as work:
        audit.write(work, _line(clock, "1"))
        work.commit()
    clock.move(days=3 * 365)
    with database.writing() as work:
        audit.write(work, _line(clock, "2"))
        work.commit()
    assert forget_old(database, clock.now()).log_lines == 0
    clock.move(seconds=1)
    assert forget_old(database, clock.now()).log_lines == 1
    assert forget_old(database, clock.now()).log_lines == 0
    with database.reading() as work:
        assert audit.of_object(work, "company", "1") == []
        assert len(audit.of_object(work, "company", "2")) == 1
        (told,) = audit.of_object(work, "audit", "*")
    assert (told.actor, told.reason) == ("retention", "1")
    with database.writing() as work, pytest.raises(DBAPIError, match="append-only"):
        work.session.execute(delete(AuditRow))


def _line(clock: FixedClock, company: str) -> audit.Entry:
    return audit.Entry(
        at=clock.now(), actor="prøve", action="skrev", object_kind="company", object_id=company
    )


def test_refused_and_replaced_logos_are_gone_and_the_rest_stays(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    """Shown, waiting, lately refused, and just being sent: each is needed."""
    company_id = owned_company(database, clock)
    shown, replaced, refused, waiting, new = (letter * 64 for letter in "abcde")
    for mark in (replaced, shown):
        fact = Fact(
            field=Field.LOGO,
            layer=Layer.COMPANY,
            value=mark,
            recorded_at=clock.now(),
            source="seed",
        )
        with database.writing() as work:
            facts.record(work, company_id, [fact])
            work.commit()
    with database.writing() as work:
        for mark in (refused, waiting):
            sent = revisions.propose(
                work,
                company_id,
                before={},
                after={Field.LOGO: mark},
                base_revision=1,
                author="account:1",
                now=clock.now(),
            )
            if mark == refused:
                no = Decision(state=FieldState.REFUSED, by="r", reason="Uklart.")
                revisions.save_decisions(work, sent.id, {Field.LOGO: no}, "r", clock.now())
        work.commit()
    folder = tmp_path / str(company_id)
    folder.mkdir()
    for mark in (shown, replaced, refused, waiting, new):
        (folder / f"{mark}.square.png").write_bytes(b"x")
        old = clock.now().timestamp() + (31 * 86400 if mark == new else 0)
        os.utime(folder / f"{mark}.square.png", (old, old))
    (folder / f".{shown}.square.png.77").write_bytes(b"half")
    os.utime(folder / f".{shown}.square.png.77", (0, 0))
    clock.move(days=2)
    assert forget_logos(database, Logos(tmp_path), clock.now()) == 1
    clock.move(days=29)
    assert forget_logos(database, Logos(tmp_path), clock.now()) == 2
    left = {path.name.partition(".")[0] for path in folder.iterdir()}
    assert left == {shown, waiting, new}
    assert forget_logos(database, Logos(tmp_path), clock.now()) == 0
