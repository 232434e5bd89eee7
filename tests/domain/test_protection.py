"""The protection policy answers every channel from one table."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.domain.protection import (
    CONTACT_FIELDS,
    STUB_FIELDS,
    Channel,
    EditorChoice,
    PageKind,
    ProtectedPolicy,
    ProtectionPolicy,
    Visibility,
)
from guide.domain.status import CompanyStatus

STRICT = ProtectionPolicy(protected=ProtectedPolicy.STRICT)
CONTACT_ONLY = ProtectionPolicy(protected=ProtectedPolicy.CONTACT_ONLY)

OPEN = Visibility(
    status=CompanyStatus.ACTIVE, advertising_protected=False, legal_form_code="80", candidate=True
)
PROTECTED = replace(OPEN, advertising_protected=True)
SIGNED_UP = replace(OPEN, signed_up=True)
PROTECTED_SIGNED_UP = replace(PROTECTED, signed_up=True)
SEED = Visibility(
    status=CompanyStatus.UNKNOWN, advertising_protected=None, editor=EditorChoice.INCLUDED
)
SOLE_TRADER = replace(OPEN, legal_form_code="10")
SMALL_PERSONAL = replace(OPEN, legal_form_code="15")
CEASED = replace(OPEN, status=CompanyStatus.CEASED)
TAKEN_OVER = replace(SEED, status=CompanyStatus.TAKEN_OVER)
WARNING = replace(OPEN, status=CompanyStatus.WARNING)
FUTURE = replace(OPEN, status=CompanyStatus.FUTURE)
EXCLUDED = replace(SIGNED_UP, editor=EditorChoice.EXCLUDED)
ERASED = replace(PROTECTED_SIGNED_UP, erased=True)
STRANGER = replace(OPEN, candidate=False)
PARTNERSHIP = replace(OPEN, legal_form_code="30")

QUESTIONS = (
    "may_list",
    "may_export",
    "may_be_crawled",
    "may_map",
    "may_rank",
    "may_feature",
    "may_show_contact",
    "may_use_register_contact",
    "may_export_contact",
    "may_mail",
    "shows_badge",
)

TABLE = [
    # company, page, then a digit for each question above: list export crawled map rank feature
    # contact register-contact export-contact mail badge
    (STRICT, "an open candidate", OPEN, PageKind.FULL, "111111 111 1 0"),
    (STRICT, "protected", PROTECTED, PageKind.STUB, "000000 000 0 1"),
    (STRICT, "signed up", SIGNED_UP, PageKind.FULL, "111111 111 1 0"),
    (STRICT, "protected, signed up", PROTECTED_SIGNED_UP, PageKind.FULL, "111111 100 1 1"),
    (STRICT, "seed alone", SEED, PageKind.FULL, "111111 000 0 0"),
    (STRICT, "seed, signed up", replace(SEED, signed_up=True), PageKind.FULL, "111111 100 1 0"),
    (STRICT, "sole trader", SOLE_TRADER, PageKind.ABSENT, "000000 000 0 0"),
    (STRICT, "small personal firm", SMALL_PERSONAL, PageKind.ABSENT, "000000 000 0 0"),
    (
        STRICT,
        "sole trader, included by an editor",
        replace(SOLE_TRADER, editor=EditorChoice.INCLUDED),
        PageKind.ABSENT,
        "000000 000 0 0",
    ),
    (
        STRICT,
        "sole trader, signed up",
        replace(SOLE_TRADER, signed_up=True),
        PageKind.FULL,
        "111101 111 1 0",
    ),
    (STRICT, "partnership", PARTNERSHIP, PageKind.FULL, "111101 111 1 0"),
    (STRICT, "ceased", CEASED, PageKind.FULL, "110000 111 0 0"),
    (STRICT, "taken over", TAKEN_OVER, PageKind.FULL, "110000 000 0 0"),
    (STRICT, "under bankruptcy", WARNING, PageKind.FULL, "111110 111 1 0"),
    (STRICT, "not begun", FUTURE, PageKind.ABSENT, "000000 000 0 0"),
    (
        STRICT,
        "not begun, signed up",
        replace(FUTURE, signed_up=True),
        PageKind.FULL,
        "111100 111 1 0",
    ),
    (STRICT, "excluded", EXCLUDED, PageKind.ABSENT, "000000 000 0 0"),
    (STRICT, "erased", ERASED, PageKind.GONE, "000000 000 0 0"),
    (STRICT, "no code, no wish", STRANGER, PageKind.ABSENT, "000000 000 0 0"),
    (
        STRICT,
        "no code, included",
        replace(STRANGER, editor=EditorChoice.INCLUDED),
        PageKind.FULL,
        "111111 111 1 0",
    ),
    (
        STRICT,
        "no code, signed up",
        replace(STRANGER, signed_up=True),
        PageKind.FULL,
        "111111 111 1 0",
    ),
    (
        STRICT,
        "protected, ceased",
        replace(PROTECTED, status=CompanyStatus.CEASED),
        PageKind.STUB,
        "000000 000 0 1",
    ),
    (
        STRICT,
        "protected, excluded",
        replace(PROTECTED, editor=EditorChoice.EXCLUDED),
        PageKind.ABSENT,
        "000000 000 0 0",
    ),
    (
        STRICT,
        "protected, included by an editor",
        replace(PROTECTED, editor=EditorChoice.INCLUDED),
        PageKind.STUB,
        "000000 000 0 1",
    ),
    (CONTACT_ONLY, "protected", PROTECTED, PageKind.FULL, "111111 000 0 1"),
    (CONTACT_ONLY, "protected, signed up", PROTECTED_SIGNED_UP, PageKind.FULL, "111111 100 1 1"),
    (CONTACT_ONLY, "sole trader", SOLE_TRADER, PageKind.ABSENT, "000000 000 0 0"),
    (CONTACT_ONLY, "erased", ERASED, PageKind.GONE, "000000 000 0 0"),
]


@pytest.mark.parametrize(
    ("policy", "company", "page", "answers"),
    [(policy, company, page, answers) for policy, _, company, page, answers in TABLE],
    ids=[f"{policy.protected}: {name}" for policy, name, *_ in TABLE],
)
def test_every_kind_of_company_gets_its_row_of_answers(
    policy: ProtectionPolicy, company: Visibility, page: PageKind, answers: str
) -> None:
    """Page kind and all yes-or-no questions stand in one table for each kind of company."""
    told = {question: getattr(policy, question)(company) for question in QUESTIONS}
    wanted = dict(zip(QUESTIONS, (digit == "1" for digit in answers.replace(" ", "")), strict=True))
    assert policy.page_kind(company) is page
    assert told == wanted


@pytest.mark.parametrize("channel", list(Channel))
def test_a_protected_company_leaves_by_its_page_alone(channel: Channel) -> None:
    """The strict policy lets a protected company show in the stub and nowhere else."""
    assert STRICT.may_appear(PROTECTED, channel) is (channel is Channel.PAGE)


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("policy", [STRICT, CONTACT_ONLY])
@pytest.mark.parametrize("company", [ERASED, EXCLUDED, SOLE_TRADER])
def test_erased_excluded_and_unasked_persons_leave_by_no_channel(
    policy: ProtectionPolicy, company: Visibility, channel: Channel
) -> None:
    """No channel shows anything of a company that must not be there."""
    assert not policy.may_appear(company, channel)
    assert policy.visible_fields(company, channel, {"name", "phone"}) == frozenset()


@pytest.mark.parametrize("channel", list(Channel))
def test_an_open_company_leaves_by_every_channel(channel: Channel) -> None:
    """Nothing hides an ordinary candidate."""
    assert STRICT.may_appear(OPEN, channel)
    assert STRICT.visible_fields(OPEN, channel, {"name", "phone"}) == {"name", "phone"}


@pytest.mark.parametrize("company", [CEASED, TAKEN_OVER])
def test_what_is_over_is_found_and_listed_but_not_ranked_mapped_or_featured(
    company: Visibility,
) -> None:
    """Search, lists, files and feeds keep it; sitemap, map, ranking and feature do not."""
    hidden = {Channel.SITEMAP, Channel.MAP, Channel.RANKING, Channel.FEATURE}
    assert {channel for channel in Channel if not STRICT.may_appear(company, channel)} == hidden


def test_a_stub_shows_its_five_fields_and_no_more() -> None:
    """Name, number, form, town and status are what a stub may tell."""
    fields = STUB_FIELDS | CONTACT_FIELDS | {"website", "description"}
    assert STRICT.visible_fields(PROTECTED, Channel.PAGE, fields) == STUB_FIELDS


def test_contact_of_a_protected_company_that_signed_up_stands_on_its_profile_only() -> None:
    """Its own entry is shown on the profile; files and lists have the columns empty."""
    fields = {"name", "phone", "email", "website"}
    company = PROTECTED_SIGNED_UP
    assert STRICT.visible_fields(company, Channel.PAGE, fields) == fields
    for channel in (Channel.EXPORT, Channel.LIST, Channel.API, Channel.FEED, Channel.SEARCH):
        assert STRICT.visible_fields(company, channel, fields) == {"name", "website"}


def test_a_seed_company_is_shown_without_phone_and_mail() -> None:
    """As long as its protection is unknown, no contact field leaves by any channel."""
    for channel in Channel:
        assert not STRICT.visible_fields(SEED, channel, CONTACT_FIELDS)


companies = st.builds(
    Visibility,
    status=st.sampled_from(CompanyStatus),
    advertising_protected=st.sampled_from([True, False, None]),
    legal_form_code=st.sampled_from([None, "10", "15", "30", "60", "80"]),
    signed_up=st.booleans(),
    editor=st.sampled_from(EditorChoice),
    candidate=st.booleans(),
    erased=st.booleans(),
)


@given(companies, st.sampled_from(Channel))
def test_the_strict_policy_never_shows_more_than_the_relaxed_one(
    company: Visibility, channel: Channel
) -> None:
    """Relaxing the setting can only add."""
    fields = STUB_FIELDS | CONTACT_FIELDS | {"description"}
    strict = STRICT.visible_fields(company, channel, fields)
    assert strict <= CONTACT_ONLY.visible_fields(company, channel, fields)


@given(companies, st.sampled_from(Channel))
def test_no_contact_leaves_for_a_protected_company_without_its_sign_up(
    company: Visibility, channel: Channel
) -> None:
    """Under either policy, unknown protection counts as protection for contact fields."""
    unasked = replace(company, signed_up=False)
    for policy in (STRICT, CONTACT_ONLY):
        if unasked.advertising_protected is not False:
            assert not policy.visible_fields(unasked, channel, CONTACT_FIELDS)
            assert not policy.may_mail(unasked)


@given(companies)
def test_what_may_be_ranked_mapped_or_featured_may_be_listed(company: Visibility) -> None:
    """Every narrower answer lies within the list."""
    for policy in (STRICT, CONTACT_ONLY):
        if not policy.may_list(company):
            assert not policy.may_map(company)
            assert not policy.may_rank(company)
            assert not policy.may_feature(company)
            assert not policy.may_be_crawled(company)
            assert not policy.may_export(company)
