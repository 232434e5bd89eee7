"""Undo against the worker: exactly one outcome, on both databases."""

import threading
from datetime import timedelta

import pytest

from guide.catalogue import companies, error_reports
from guide.catalogue.database import Database
from guide.domain.company import CompanyId
from guide.domain.editing import EditError
from guide.domain.error_reports import ErrorOutcome, Subject
from guide.domain.letters import Letter
from guide.domain.protection import ProtectionPolicy
from guide.usecases.deliver_mail import drain_mail_jobs
from guide.usecases.edit_company import Editor
from guide.usecases.report_errors import decide_error, report_error
from guide.usecases.take_back import take_back
from tests.conftest import NOW


class Post:
    """A mailer that remembers what it was given."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sent: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Take a letter."""
        self.sent.append(letter)


@pytest.fixture
def company(database: Database) -> CompanyId:
    """A company to speak of."""
    with database.writing() as work:
        made = companies.create(work, name="Opdigtet Data ApS", now=NOW, cvr="98000003")
        work.commit()
    return made


def test_of_undo_and_worker_at_the_same_moment_exactly_one_wins(
    database: Database, company: CompanyId
) -> None:
    """On the very last second: the letter goes out and the decision stands, or neither."""
    who = Editor(actor="account:1", policy=ProtectionPolicy(), now=NOW)
    late = Editor(actor="account:1", policy=who.policy, now=NOW + timedelta(seconds=30))
    for number in range(10):
        report_error(
            database,
            company,
            Subject.PLACE,
            f"Nummer {number}",
            mail="laeser@nogen.example",
            locale="da",
            now=NOW,
        )
        with database.reading() as work:
            key = error_reports.waiting(work)[-1].id
        revision = decide_error(database, key, ErrorOutcome.CORRECTED, "Tak.", "http://x", who)
        post, told = Post(), list[str]()
        pressing = _press_while(database, revision, late, told)
        drain_mail_jobs(database, post, late.now)
        pressing.join()
        with database.reading() as work:
            found = error_reports.find(work, key)
        assert found is not None
        waits = found.outcome is ErrorOutcome.OPEN
        assert (len(post.sent), waits, told) in (
            (0, True, []),
            (1, False, ["brevet om det er på vej ud, så det kan ikke fortrydes længere"]),
        )


def _press_while(
    database: Database, revision: int, who: Editor, told: list[str]
) -> threading.Thread:
    """Let somebody press undo at the same time; what refuses it is told."""
    begun = threading.Event()

    def press() -> None:
        begun.set()
        try:
            take_back(database, [revision], who)
        except EditError as error:
            told.append(str(error))

    pressing = threading.Thread(target=press)
    pressing.start()
    begun.wait()
    return pressing


def test_a_list_of_decisions_is_taken_back_whole_or_not_at_all(
    database: Database, company: CompanyId
) -> None:
    """One that cannot be keeps the others."""
    who = Editor(actor="account:1", policy=ProtectionPolicy(), now=NOW)
    report_error(database, company, Subject.PLACE, "Forkert.", mail="", locale="da", now=NOW)
    with database.reading() as work:
        (report,) = error_reports.waiting(work)
    revision = decide_error(database, report.id, ErrorOutcome.CORRECTED, "", "http://x", who)
    with pytest.raises(EditError, match="kan ikke fortrydes"):
        take_back(database, [revision, 999], who)
    with database.reading() as work:
        assert error_reports.waiting(work) == []
