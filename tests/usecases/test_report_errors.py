"""A reader's report: kept, answered once, its letter held back while it can be taken back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from guide.bootstrap import Guide
from guide.catalogue import audit, desk, error_reports, facts, outbox
from guide.domain.editing import UNDO_WITHIN, EditError
from guide.domain.error_reports import ErrorOutcome, ErrorReport, ErrorReportId, Subject
from guide.domain.letters import Letter
from guide.domain.submissions import IllegalMoveError
from guide.usecases.deliver_mail import drain_mail_jobs
from guide.usecases.erase_company import erase_company
from guide.usecases.forget_old import forget_old
from guide.usecases.report_errors import decide_error, report_error
from guide.usecases.take_back import take_back
from tests.conftest import FixedClock
from tests.small import CVR, SLUG, company_id_of, small_guide
from tests.usecases.test_edit_company import editor

SITE = "http://localhost:8000"
READER = "laeser@nogen.example"
TEXT = "Virksomheden er flyttet til Hemmelighavn."


class Post:
    """A mailer that remembers what it was given."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sent: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Take a letter."""
        self.sent.append(letter)


@pytest.fixture
def guide(tmp_path: Path, clock: FixedClock) -> Iterator[Guide]:
    """A small guide."""
    with small_guide(tmp_path / "home", clock) as running:
        yield running


def told(guide: Guide, mail: str = READER, text: str = TEXT) -> ErrorReportId:
    """Leave a report and return its number."""
    report_error(
        guide.database,
        company_id_of(guide),
        Subject.PLACE,
        text,
        mail=mail,
        locale="da",
        now=guide.clock.now(),
    )
    with guide.database.reading() as work:
        return error_reports.waiting(work)[-1].id


def decided(
    guide: Guide,
    key: ErrorReportId,
    outcome: ErrorOutcome = ErrorOutcome.CORRECTED,
    answer: str = "Tak.",
) -> int:
    """Decide it."""
    return decide_error(guide.database, key, outcome, answer, SITE, editor(guide))


def report(guide: Guide, key: ErrorReportId) -> ErrorReport:
    """Read it."""
    with guide.database.reading() as work:
        found = error_reports.find(work, key)
    assert found is not None
    return found


def test_a_report_waits_changes_no_fact_and_is_logged_without_its_text(guide: Guide) -> None:
    """The same one sent twice waits once."""
    with guide.database.reading() as work:
        before = facts.current(work, company_id_of(guide))
    key = told(guide)
    assert told(guide) == key
    with guide.database.reading() as work:
        assert facts.current(work, company_id_of(guide)) == before
        assert [item.name for item in desk.queue(work, guide.clock.now())] == [f"error:{key}"]
        (entry,) = audit.of_object(work, "error_report", str(key))
    assert (entry.actor, entry.action, entry.reason) == ("reader", "error.reported", "")


def test_the_answer_goes_out_after_half_a_minute_and_holds_nothing_of_the_reader(
    guide: Guide, clock: FixedClock
) -> None:
    """Not a second before."""
    key, post = told(guide), Post()
    decided(guide, key, answer="Adressen er rettet.")
    clock.move(seconds=29)
    assert drain_mail_jobs(guide.database, post, clock.now()) == 0
    clock.move(seconds=1)
    assert drain_mail_jobs(guide.database, post, clock.now()) == 1
    (letter,) = post.sent
    assert letter.to == READER
    assert "Adressen er rettet." in letter.text
    assert f"{SITE}/virksomhed/{SLUG}" in letter.text
    assert "Hemmelighavn" not in letter.text


def test_without_an_address_no_letter_is_written(guide: Guide, clock: FixedClock) -> None:
    """The decision stands all the same."""
    key = told(guide, mail="")
    decided(guide, key)
    clock.move(minutes=1)
    assert drain_mail_jobs(guide.database, Post(), clock.now()) == 0
    assert report(guide, key).outcome is ErrorOutcome.CORRECTED


def test_a_refusal_needs_an_answer_and_a_decision_is_taken_once(guide: Guide) -> None:
    """Whoever comes second is told."""
    key = told(guide)
    with pytest.raises(EditError, match="svar"):
        decided(guide, key, ErrorOutcome.REFUSED, " ")
    decided(guide, key, ErrorOutcome.REFUSED, "Registret siger noget andet.")
    with pytest.raises(IllegalMoveError):
        decided(guide, key)
    with pytest.raises(KeyError):
        decided(guide, ErrorReportId(999))


def test_a_decision_taken_back_leaves_no_letter_and_the_report_waits_again(
    guide: Guide, clock: FixedClock
) -> None:
    """On the very last second too; once."""
    key, post = told(guide), Post()
    revision = decided(guide, key)
    clock.move(seconds=30)
    assert take_back(guide.database, [revision], editor(guide)) == 1
    assert report(guide, key).outcome is ErrorOutcome.OPEN
    clock.move(minutes=5)
    assert drain_mail_jobs(guide.database, post, clock.now()) == 0
    with pytest.raises(EditError):
        take_back(guide.database, [revision], editor(guide))


def test_after_half_a_minute_a_decision_stands(guide: Guide, clock: FixedClock) -> None:
    """One microsecond is enough."""
    key = told(guide)
    revision = decided(guide, key)
    clock.move(seconds=30.000001)
    with pytest.raises(EditError, match="30 sekunder"):
        take_back(guide.database, [revision], editor(guide))
    assert report(guide, key).outcome is ErrorOutcome.CORRECTED


def test_a_letter_that_is_on_its_way_keeps_its_decision(guide: Guide, clock: FixedClock) -> None:
    """The worker was first on the last second: nothing of the decision is taken back."""
    key = told(guide)
    revision = decided(guide, key)
    clock.move(seconds=30)
    drain_mail_jobs(guide.database, Post(), clock.now())
    with pytest.raises(EditError, match="på vej ud"):
        take_back(guide.database, [revision], editor(guide))
    assert report(guide, key).outcome is ErrorOutcome.CORRECTED


def test_who_took_an_item_on_is_forgotten_with_its_decision(guide: Guide) -> None:
    """So that nothing is left of it."""
    key, who = told(guide), editor(guide)
    with guide.database.writing() as work:
        desk.assign(work, f"error:{key}", who.actor, guide.clock.now())
        work.commit()
    revision = decided(guide, key)
    take_back(guide.database, [revision], who)
    with guide.database.reading() as work:
        assert [item.assigned_to for item in desk.queue(work, guide.clock.now())] == [""]


def test_the_address_is_forgotten_thirty_days_after_the_decision(
    guide: Guide, clock: FixedClock
) -> None:
    """Not before it, however long it waits."""
    key = told(guide)
    clock.move(days=90)
    assert forget_old(guide.database, clock.now()).reader_mails == 0
    decided(guide, key)
    clock.move(days=30)
    assert forget_old(guide.database, clock.now()).reader_mails == 0
    clock.move(seconds=1)
    assert forget_old(guide.database, clock.now()).reader_mails == 1
    assert report(guide, key).mail == ""


def test_an_erased_company_takes_its_reports_along(guide: Guide) -> None:
    """They speak of it."""
    told(guide)
    erase_company(guide.database, guide.logos, CVR, "admin", "Ønske.", guide.clock.now())
    with guide.database.reading() as work:
        assert error_reports.waiting(work) == []


def test_a_letter_is_held_exactly_as_long_as_undo(guide: Guide) -> None:
    """The two times are one."""
    decided(guide, told(guide))
    now = guide.clock.now()
    with guide.database.reading() as work:
        before = outbox.open_jobs(work, outbox.MAIL, now + UNDO_WITHIN - timedelta(microseconds=1))
        then = outbox.open_jobs(work, outbox.MAIL, now + UNDO_WITHIN)
    assert (len(before), len(then)) == (0, 1)
