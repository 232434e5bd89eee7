"""What is kept no longer than it is needed, on both databases."""

from guide.catalogue import dead_letters, import_runs, submissions
from guide.catalogue.database import Database
from guide.domain.submissions import Proposal, SubmissionState
from guide.usecases import sign_up
from guide.usecases.forget_old import forget_old
from tests.conftest import FixedClock

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
