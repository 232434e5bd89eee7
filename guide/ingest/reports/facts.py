"""What an instance says, plain or inline: contexts, units and the facts that the guide reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from lxml import etree

from guide.domain.reports import Period
from guide.ingest.reports.concepts import FIGURES, TEXTS, Family, Item, TextItem
from guide.ingest.reports.refusal import too_many

XBRLI = "http://www.xbrl.org/2003/instance"
XBRLDI = "http://xbrl.org/2006/xbrldi"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
CVR_SCHEME = "http://www.dcca.dk/cvr"

_ISO_4217 = "http://www.xbrl.org/2003/iso4217"
_IDENTIFIER = f"{{{XBRLI}}}entity/{{{XBRLI}}}identifier"
_PERIOD = f"{{{XBRLI}}}period"
_INSTANT = f"{{{XBRLI}}}instant"
_START, _END = f"{{{XBRLI}}}startDate", f"{{{XBRLI}}}endDate"
_MEASURE = f"{{{XBRLI}}}measure"
_MEMBERS = (f"{{{XBRLDI}}}explicitMember", f"{{{XBRLDI}}}typedMember")
_CONTAINERS = (f"{{{XBRLI}}}entity/{{{XBRLI}}}segment", f"{{{XBRLI}}}scenario")

MAX_FACTS = 50_000
"""More facts than this, of the few concepts that are read, are not a report."""

_MAX_NAMESPACES = 300

EXACT = 10**6
"""Stands for ``decimals="INF"``: more exact than any number."""

UNSTATED = -(10**6)
"""Stands for no ``decimals`` at all: less exact than any number."""


class Side(StrEnum):
    """Whose figures a context's dimensions point to, before the default of a family is known."""

    DEFAULT = "default"
    PARENT = "parent"
    GROUP = "group"
    BREAKDOWN = "breakdown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """Whose, when, and which side: a period from day to day, or one day's end."""

    scheme: str
    identifier: str
    period: Period | None
    instant: date | None
    side: Side


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One number. ``value`` is in whole units already; ``None`` says nil or empty."""

    item: Item
    concept: str
    family: Family
    context: Context
    currency: str
    decimals: int
    value: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Instance:
    """All that was read of a document; ``unreadable`` are items with a number in no known form."""

    facts: tuple[Fact, ...]
    texts: dict[TextItem, tuple[tuple[Context, str], ...]]
    identifiers: frozenset[tuple[str, str]]
    taxonomy: str
    unreadable: frozenset[Item]


class Contexts:
    """The contexts of a document, each read when it is first asked for."""

    def __init__(self, elements: Iterator[etree._Element]) -> None:
        self._elements: dict[str, etree._Element] = {}
        for element in elements:
            self._elements.setdefault(element.get("id", ""), element)
        self._read: dict[str, Context | None] = {}

    def find(self, reference: str | None) -> Context | None:
        """Return a context, or ``None`` if it does not exist or its dates cannot be read."""
        if reference is None:
            return None
        if reference not in self._read:
            element = self._elements.get(reference)
            self._read[reference] = None if element is None else _context(element)
        return self._read[reference]

    def identifiers(self) -> frozenset[tuple[str, str]]:
        """Return scheme and number of every company that the contexts in use name."""
        return frozenset((c.scheme, c.identifier) for c in self._read.values() if c is not None)


class Units:
    """The units of a document as currency codes, each read when it is first asked for."""

    def __init__(self, elements: Iterator[etree._Element]) -> None:
        self._elements: dict[str, etree._Element] = {}
        for element in elements:
            self._elements.setdefault(element.get("id", ""), element)
        self._read: dict[str, str] = {}

    def currency(self, reference: str | None) -> str:
        """Return ``DKK`` and the like, or an empty string for a pure number or no unit."""
        if reference is None:
            return ""
        if reference not in self._read:
            element = self._elements.get(reference)
            self._read[reference] = "" if element is None else _currency(element)
        return self._read[reference]


def _currency(element: etree._Element) -> str:
    measures = element.findall(_MEASURE)
    if len(measures) != 1:
        return ""
    prefix, _, code = (measures[0].text or "").strip().rpartition(":")
    named = prefix == "iso4217" or namespace_of(measures[0], prefix) == _ISO_4217
    return code.upper() if named else ""


def namespace_of(element: etree._Element, prefix: str) -> str | None:
    """Resolve a prefix where an element stands; raises when there are prefixes without end."""
    namespaces = element.nsmap
    if len(namespaces) > _MAX_NAMESPACES:
        raise too_many("navnerum")
    return namespaces.get(prefix or None)


def _context(element: etree._Element) -> Context | None:
    identifier = element.find(_IDENTIFIER)
    time = element.find(_PERIOD)
    if identifier is None or time is None:
        return None
    period, instant = _period(time)
    if period is None and instant is None:
        return None
    return Context(
        scheme=(identifier.get("scheme") or "").strip(),
        identifier=(identifier.text or "").strip(),
        period=period,
        instant=instant,
        side=_side(element),
    )


def _period(time: etree._Element) -> tuple[Period | None, date | None]:
    instant = time.find(_INSTANT)
    if instant is not None:
        return None, end_date(instant.text or "")
    start, end = time.find(_START), time.find(_END)
    if start is None or end is None:
        return None, None
    first, last = start_date(start.text or ""), end_date(end.text or "")
    if first is None or last is None or last < first:
        return None, None
    return Period(start=first, end=last), None


def start_date(text: str) -> date | None:
    """Read a start: the day named, whatever the time."""
    return _date(text.strip()[:10])


def end_date(text: str) -> date | None:
    """Read an end or an instant: midnight at the start of a day is the end of the day before."""
    text = text.strip()
    day = _date(text[:10])
    if day is not None and text[10:].startswith("T00:00:00"):
        return day - timedelta(days=1)
    return day


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _side(element: etree._Element) -> Side:
    """Tell the side from the dimensions; any other dimension makes the fact a breakdown."""
    side = Side.DEFAULT
    for container in _CONTAINERS:
        found = element.find(container)
        for member in () if found is None else found.iterchildren("*"):
            told = _side_of_member(member)
            if told is Side.BREAKDOWN:
                return told
            side = side if told is Side.DEFAULT else told
    return side


def _side_of_member(member: etree._Element) -> Side:
    if member.tag != _MEMBERS[0]:
        return Side.BREAKDOWN
    axis = local_name(member.get("dimension"))
    return _SIDES.get((axis, local_name(member.text)), Side.BREAKDOWN)


_SIDES = {
    ("ConsolidatedSoloDimension", "SoloMember"): Side.PARENT,
    ("ConsolidatedSoloDimension", "ConsolidatedMember"): Side.GROUP,
    ("ConsolidatedAndSeparateFinancialStatementsAxis", "SeparateMember"): Side.PARENT,
    ("ConsolidatedAndSeparateFinancialStatementsAxis", "ConsolidatedMember"): Side.GROUP,
    ("ReportedValueOtherRenderingOfReportedValueDimension", "ReportedValueMember"): Side.DEFAULT,
}


def local_name(qualified: str | None) -> str:
    """Return the part of a qualified name after its prefix; prefixes are arbitrary."""
    return (qualified or "").strip().rpartition(":")[2]


def family_of(namespace: str | None) -> Family | None:
    """Tell which taxonomy a namespace belongs to; versions and prefixes do not matter."""
    if namespace is None:
        return None
    if "/ifrs-full" in namespace:
        return Family.IFRS
    return _FAMILIES.get(namespace)


_FAMILIES = {f"http://xbrl.dcca.dk/{family.value}": family for family in Family}


def figure_item(family: Family | None, name: str) -> Item | None:
    """Return the figure that a concept brings, or ``None``."""
    return None if family is None else FIGURES.get((family, name))


def text_item(family: Family | None, name: str) -> TextItem | None:
    """Return the piece of master data that a concept brings, or ``None``."""
    return None if family is None else TEXTS.get((family, name))


def exactness(decimals: str | None) -> int:
    """Read ``decimals``: a number, INF, or nothing."""
    text = (decimals or "").strip()
    if text == "INF":
        return EXACT
    try:
        return int(text)
    except ValueError:
        return UNSTATED
