"""What proves that a company is somebody's."""

import pytest

from guide.domain.claims import holds_token, may_prove_by, site_domain, token_line


@pytest.mark.parametrize(
    ("mail", "proves"),
    [
        ("a@firm.example", True),
        ("A@FIRM.example", True),
        ("post@registered.example", True),
        ("a@mail.firm.example", False),
        ("a@notfirm.example", False),
        ("a@firm.example.evil.example", False),
        ("a@www.firm.example", False),
        ("a@gmail.example", False),
    ],
)
def test_mail_proves_at_exactly_the_sites_domain(mail: str, proves: bool) -> None:
    """Or at the registered address itself; a subdomain may be anybody's."""
    assert may_prove_by(mail, "https://www.firm.example/om", "Post@registered.example") is proves


def test_without_a_site_or_address_no_mail_proves_anything() -> None:
    """Empty equals nothing."""
    assert not may_prove_by("a@firm.example", "", "")
    assert site_domain("") is None


def test_the_token_stands_alone_on_its_line() -> None:
    """A page that repeats what it is asked for proves nothing."""
    assert holds_token(("# vores\nbrancheguide=abc\r\n",), "abc")
    assert not holds_token(("x brancheguide=abc",), "abc")
    assert not holds_token(("brancheguide=abcd",), "abc")
    assert token_line("abc") == "brancheguide=abc"
