import pytest

from guide.ingest.reports import markup
from guide.ingest.reports.markup import parse
from guide.ingest.reports.refusal import Refusal, ReportRefusedError

XBRL = "http://www.xbrl.org/2003/instance"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]><x xmlns="{XBRL}" a="&l9;">&l9;</x>'
EXTERNAL = f'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x xmlns="{XBRL}"/>'
FILE_ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x xmlns="{XBRL}">&e;</x>'


def refusal(document):
    """Why this document is not parsed."""
    with pytest.raises(ReportRefusedError) as caught:
        parse(document)
    return caught.value.refusal


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("document", [BILLION_LAUGHS, EXTERNAL, FILE_ENTITY])
def test_a_doctype_is_refused_in_every_encoding(document, encoding):
    """The parser's own reading of the prolog decides, so no spelling gets past it."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{document}'
    assert refusal(declared.encode(encoding)) is Refusal.DOCTYPE


def test_a_doctype_behind_a_long_comment_is_refused():
    """It need not stand in the first few bytes."""
    document = f"<!-- {'x' * 100_000} -->{BILLION_LAUGHS}"
    assert refusal(document.encode()) is Refusal.DOCTYPE


def test_a_prolog_without_end_is_refused():
    """A report begins within the first megabyte."""
    document = f"<!-- {'x' * 2_000_000} --><x xmlns='{XBRL}'/>"
    assert refusal(b"<!-- xbrl -->" + document.encode()) is Refusal.NOT_XML


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (bytes(1000), Refusal.NOT_XML),
        (b" " * 1000, Refusal.NOT_XML),
        (b"%PDF-1.7 xbrl", Refusal.NOT_XML),
        (b'{"xbrl": 1}', Refusal.NOT_XML),
        (b"<html><body>Fejl 500</body></html>", Refusal.NOT_XBRL),
        (b"<xbrl", Refusal.NOT_XML),
        (b"<xbrl>&#0;</xbrl>", Refusal.NOT_XML),
        (b"<xbrl><a></xbrl>", Refusal.NOT_XML),
        (b"<xbrl>&nbsp;</xbrl>", Refusal.NOT_XML),
        (b'<?xml version="1.0" encoding="no-such"?><xbrl/>', Refusal.NOT_XML),
        ('<?xml version="1.0" encoding="utf-8"?><xbrl>æ</xbrl>'.encode("latin-1"), Refusal.NOT_XML),
        (b"<xbrl>" * 5000 + b"</xbrl>" * 5000, Refusal.NOT_XML),
    ],
)
def test_what_is_no_xbrl_is_refused_with_the_reason(document, why):
    """A page of an error, a PDF and damaged XML are told apart."""
    assert refusal(document) is why


def test_a_document_of_nothing_but_elements_is_turned_away_unread(monkeypatch):
    """Counted in its bytes before any tree is built."""
    monkeypatch.setattr(markup, "MAX_MARKS", 100)
    monkeypatch.setattr(markup.etree, "fromstring", None)
    assert refusal(b"<xbrl>" + b"<p/>" * 100 + b"</xbrl>") is Refusal.TOO_MANY_ELEMENTS


def test_comments_and_instructions_are_left_out():
    """They are no part of what a report says."""
    root = parse(b"<xbrl><?x y?>a<!-- b -->c</xbrl>")
    assert "".join(root.itertext()) == "ac"
