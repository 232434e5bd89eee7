"""XML from strangers: no DOCTYPE, no entities, no net, and no more elements than a report has."""

from lxml import etree

from guide.ingest.reports.refusal import Refusal, ReportRefusedError

MAX_MARKS = 3_000_000
"""Upper bound on start tags, end tags and attributes together: real reports have a tenth."""

_HEAD = 1024 * 1024
_STEP = 4096
_PROLOG_STEPS = 256
_SPACE = b" \t\r\n\0"


def parse(document: bytes) -> etree._Element:
    """Parse a document, in whatever encoding it declares; raises ``ReportRefusedError``.

    What cannot be a report is turned away by looking at its bytes, before any tree is built: the
    cost of a hostile file is that of reading it through once.
    """
    head = document[:_HEAD]
    _check_is_markup(head)
    marks = document.count(b"<") + document.count(b"=")
    if marks > MAX_MARKS:
        raise ReportRefusedError(
            Refusal.TOO_MANY_ELEMENTS, f"Dokumentet har over {MAX_MARKS:,} elementer."
        )
    _check_prolog(head)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReportRefusedError(
            Refusal.NOT_XML, f"Dokumentet er ikke velformet XML: {error}"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    return root


def _doctype() -> ReportRefusedError:
    return ReportRefusedError(
        Refusal.DOCTYPE, "Dokumentet har en DOCTYPE; den kan skjule indhold og læses ikke."
    )


def _check_is_markup(head: bytes) -> None:
    """Look for an opening bracket and for the word xbrl, whatever the width of a character."""
    text = head.replace(b"\0", b"")
    start = text.lstrip(_SPACE + b"\xef\xbb\xbf\xff\xfe")
    if not start.startswith(b"<"):
        raise ReportRefusedError(Refusal.NOT_XML, "Dokumentet er ikke XML.")
    if b"xbrl" not in text.lower():
        raise ReportRefusedError(Refusal.NOT_XBRL, "Dokumentet indeholder ingen XBRL.")


class _PrologEndError(Exception):
    """The first element has begun: what follows can declare no more entities."""


class _Prolog:
    """Watches the part before the first element, in the parser's own reading of it."""

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        """Refuse as soon as a DOCTYPE begins, before its declarations are read."""
        raise _doctype()

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        """Stop at the first element."""
        raise _PrologEndError

    def close(self) -> None:
        """Nothing is built."""


def _check_prolog(head: bytes) -> None:
    """Feed the beginning to a parser without huge limits until the first element begins."""
    parser = etree.XMLParser(
        target=_Prolog(),  # type: ignore[arg-type]  # the stubs do not know doctype()
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for step in range(_PROLOG_STEPS):
            piece = head[step * _STEP : (step + 1) * _STEP]
            if not piece:
                break
            parser.feed(piece)
    except _PrologEndError:
        return
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReportRefusedError(
            Refusal.NOT_XML, f"Dokumentet er ikke velformet XML: {error}"
        ) from error
    raise ReportRefusedError(Refusal.NOT_XML, "Dokumentet begynder ikke med et element.")
