"""An editor's decision about a sign-up, on the whole seed."""

import pytest

from guide.bootstrap import Guide
from guide.catalogue import companies, facts, outbox, submissions
from guide.domain.facts import Field, Layer
from guide.domain.submissions import IllegalMoveError, Proposal, SubmissionId
from guide.search.port import SearchRequest
from guide.usecases import sign_up
from guide.usecases.decide_submissions import DecisionError, approve, refuse
from guide.usecases.index_companies import drain_index_jobs
from tests.conftest import FixedClock

SITE = "https://guide.example"
NEW = Proposal(
    cvr="98000003",
    name="Opdigtet Data ApS",
    description="Vi bygger kvantegrammofoner.",
    categories=("erp", "crm"),
    website="https://opdigtet.example",
    postcode="8000",
    contact_mail="hej@opdigtet.example",
)


def _submit(guide: Guide, proposal: Proposal = NEW, *, confirmed: bool = True) -> SubmissionId:
    key = sign_up.submit(
        guide.database,
        proposal,
        locale="da",
        consent_text="Ja",
        site_url=SITE,
        now=guide.clock.now(),
    )
    if confirmed:
        sign_up.confirm(guide.database, _token(guide), guide.policy, SITE, guide.clock.now())
    return key


def _token(guide: Guide) -> str:
    with guide.database.reading() as work:
        letter = outbox.open_jobs(work, outbox.MAIL, guide.clock.now())[-1]
    return str(letter.payload["text"]).partition("/bekraeft/")[2].split()[0]


def _approve(guide: Guide, key: SubmissionId) -> companies.Identity:
    company_id = approve(guide.database, key, "redaktør", guide.policy, SITE, guide.clock.now())
    drain_index_jobs(guide.database, guide.open_writer(), guide.policy, guide.clock.now())
    guide.reader.open_newest()
    with guide.database.reading() as work:
        return companies.get(work, company_id)


def test_an_approved_company_is_found_by_what_it_does(guide: Guide) -> None:
    """Created with its number, signed up, in the right municipality, in the index."""
    company = _approve(guide, _submit(guide))
    assert (company.cvr, company.slug) == ("98000003", "opdigtet-data")
    assert company.visibility.signed_up
    hits = guide.reader.search(SearchRequest(text="kvantegrammofoner")).hits
    assert [hit.name for hit in hits] == ["Opdigtet Data ApS"]
    with guide.database.reading() as work:
        said = {fact.field: fact for fact in facts.current(work, company.id)}
    assert said[Field.MUNICIPALITY].value == "0751"
    assert said[Field.LEGAL_FORM].derived
    assert {fact.layer for fact in said.values()} == {Layer.COMPANY}
    assert Field.EMAIL not in said


def test_an_approved_company_that_was_known_is_corrected_not_doubled(guide: Guide) -> None:
    """The number finds it; its own words win over the seed's."""
    proposal = Proposal(
        cvr="25553489",
        name="3Shape A/S",
        description="Vi skanner kvantetænder.",
        categories=("erp",),
        contact_mail="hej@3shape.example",
    )
    company = _approve(guide, _submit(guide, proposal))
    assert company.slug == "3shape"
    hits = guide.reader.search(SearchRequest(text="kvantetænder")).hits
    assert [hit.slug for hit in hits] == ["3shape"]


def test_a_company_approved_unconfirmed_signs_up_when_it_confirms(guide: Guide) -> None:
    """Until then it is listed by the editor's choice alone."""
    company = _approve(guide, _submit(guide, confirmed=False))
    assert not company.visibility.signed_up
    sign_up.confirm(guide.database, _token(guide), guide.policy, SITE, guide.clock.now())
    with guide.database.reading() as work:
        assert companies.get(work, company.id).visibility.signed_up


def test_a_decision_is_taken_once(guide: Guide) -> None:
    """Neither a second approval nor a refusal afterwards."""
    key = _submit(guide)
    _approve(guide, key)
    with pytest.raises(IllegalMoveError):
        _approve(guide, key)
    with pytest.raises(IllegalMoveError):
        refuse(guide.database, key, "redaktør", "nej", SITE, guide.clock.now())


def test_a_refusal_needs_a_reason_and_mails_it(guide: Guide, clock: FixedClock) -> None:
    """The submitter reads it."""
    key = _submit(guide)
    with pytest.raises(DecisionError):
        refuse(guide.database, key, "redaktør", "  ", SITE, clock.now())
    refuse(guide.database, key, "redaktør", "Ikke en it-virksomhed.", SITE, clock.now())
    with guide.database.reading() as work:
        letter = outbox.open_jobs(work, outbox.MAIL, clock.now())[-1]
        assert submissions.get(work, key).reason == "Ikke en it-virksomhed."
    assert "Ikke en it-virksomhed." in letter.payload["text"]


def test_an_unknown_sign_up_is_told(guide: Guide) -> None:
    """With the command that shows the known ones."""
    with pytest.raises(DecisionError, match="guide editor queue"):
        _approve(guide, SubmissionId(999))
