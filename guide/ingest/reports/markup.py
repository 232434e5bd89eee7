"""XML from strangers: no DOCTYPE, no entities, no net, and no more elements than a report has."""

from lxml import etree

from guide.ingest.reports.refusal import Refusal, ReportRefusedError

PLAIN_ROOT = "{http://www.xbrl.org/2003/instance}xbrl"
"""The root of plain XBRL; anything else may be a page with inline XBRL."""

MAX_PLAIN_BYTES = 20 * 1024 * 1024
"""Plain XBRL holds no pictures and is refused from here."""

MAX_MARKS = 3_000_000
"""Upper bound on start tags, end tags and attributes together: real reports have a tenth."""

_HEAD = 1024 * 1024
_STEP = 4096
_PROLOG_STEPS = 256
_BEFORE_MARKUP = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
_XBRL = tuple("xbrl".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def parse(document: bytes) -> etree._Element:
    """Parse a document, in whatever encoding it declares; raises ``ReportRefusedError``.

    What cannot be a report is turned away by looking at its bytes, before any tree is built: the
    cost of a hostile file is that of reading it through once.
    """
    _check_is_markup(document)
    if len(document) > MAX_MARKS and document.count(b"<") + document.count(b"=") > MAX_MARKS:
        raise ReportRefusedError(
            Refusal.TOO_MANY_ELEMENTS, f"Dokumentet har over {MAX_MARKS:,} elementer."
        )
    is_plain = _root_tag(document) == PLAIN_ROOT
    if is_plain and len(document) > MAX_PLAIN_BYTES:
        raise ReportRefusedError(
            Refusal.TOO_LARGE, f"XBRL-filen fylder over {MAX_PLAIN_BYTES // 1024 // 1024} MB."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=is_plain,
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


def _check_is_markup(document: bytes) -> None:
    """Look for an opening bracket and for the word xbrl, whatever the width of a character."""
    start = document[:_STEP].lstrip(_BEFORE_MARKUP)
    if not start.startswith(b"<"):
        raise ReportRefusedError(Refusal.NOT_XML, "Dokumentet er ikke XML.")
    if all(document.find(word, 0, _HEAD) < 0 for word in _XBRL):
        raise ReportRefusedError(Refusal.NOT_XBRL, "Dokumentet indeholder ingen XBRL.")


class _Prolog:
    """Watches the part before the first element, in the parser's own reading of it."""

    root: str | None = None

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        """Refuse as soon as a DOCTYPE begins, before its declarations are read."""
        raise _doctype()

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Note the first element: what follows can declare no more entities."""
        if self.root is None:
            self.root = tag

    def close(self) -> None:
        """Nothing is built."""


def _root_tag(document: bytes) -> str:
    """Feed the beginning to a parser without huge limits until the first element begins."""
    prolog = _Prolog()
    parser = etree.XMLParser(
        target=prolog,  # type: ignore[arg-type]  # the stubs do not know doctype()
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        for step in range(_PROLOG_STEPS):
            parser.feed(document[step * _STEP : (step + 1) * _STEP])
            if prolog.root is not None:
                return prolog.root
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReportRefusedError(
            Refusal.NOT_XML, f"Dokumentet er ikke velformet XML: {error}"
        ) from error
    raise ReportRefusedError(Refusal.NOT_XML, "Dokumentet begynder ikke med et element.")
