"""Reads reports with Arelle, offline, by a small taxonomy of our own in place of the register's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from arelle import Cntlr

from guide.domain.reports import Period
from guide.ingest.reports.concepts import FIGURES, TEXTS, Family
from tests.ingest.reports.invented_reports import IFRS, NAMESPACES, OLD_IFRS

_XBRLI_XSD = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
_INSTANTS = {
    "Assets", "CurrentAssets", "CurrentLiabilities", "Equity", "EquityAndLiabilities",
    "Inventories", "Liabilities", "LiabilitiesAndEquity", "LiabilitiesOtherThanProvisions",
    "LongtermLiabilitiesOtherThanProvisions", "NoncurrentLiabilities",
    "ShorttermLiabilitiesOtherThanProvisions",
}  # fmt: skip


_TEXTUAL = ("IdentificationNumber", "Name", "Information", "Class", "Type", "Disclosure")


@dataclass(frozen=True, kw_only=True)
class OracleFact:
    """A fact as Arelle reads it; a number or a text, and nil as ``None``."""

    namespace: str
    name: str
    when: Period | date
    dimensions: frozenset[tuple[str, str]]
    unit: str
    decimals: str | None
    value: Decimal | str | None


def taxonomy_of(others: Iterable[str] = ()) -> dict[str, set[str]]:
    """Every concept that the guide reads by namespace, and others of the register's own."""
    concepts: dict[str, set[str]] = {uri: set() for uri in (*NAMESPACES.values(), IFRS, OLD_IFRS)}
    for family, name in (*FIGURES, *TEXTS):
        uris = (IFRS, OLD_IFRS) if family is Family.IFRS else (NAMESPACES[family.value],)
        for uri in uris:
            concepts[uri].add(name)
    concepts[NAMESPACES["fsa"]].update(others)
    return concepts


class Oracle:
    """A controller that never goes online; ``concepts`` by namespace make up its taxonomy."""

    def __init__(self, folder: Path, concepts: dict[str, set[str]], entries: set[str]) -> None:
        self._folder = folder
        self._read: dict[str, list[OracleFact]] = {}
        self._controller = Cntlr.Cntlr(logFileName="logToBuffer", disable_persistent_config=True)
        self._controller.webCache.workOffline = True
        self._controller.webCache.cacheDir = str(folder / "cache")
        for entry in entries:
            self._write_taxonomy(entry, concepts)

    def close(self) -> None:
        """Let go of files and of the log."""
        self._controller.close()

    def read(self, name: str, document: bytes) -> list[OracleFact]:
        """Return a document's facts, loaded once; raises ``ValueError`` if there are none."""
        if name not in self._read:
            self._read[name] = self.load(name, document)
        return self._read[name]

    def load(self, name: str, document: bytes) -> list[OracleFact]:
        """Load a document and return its facts; raises ``ValueError`` if there are none."""
        path = self._folder / name
        path.write_bytes(document)
        model = self._controller.modelManager.load(str(path))
        try:
            facts = [_fact(fact) for fact in model.facts if fact.context is not None]
            facts += [_fact(f) for fact in model.facts for f in fact.modelTupleFacts]
        finally:
            self._controller.modelManager.close()
        if not facts:
            raise ValueError(f"{name}: {self._controller.logHandler.getText()}")
        return facts

    def _write_taxonomy(self, entry: str, concepts: dict[str, set[str]]) -> None:
        path = Path(self._controller.webCache.urlToCacheFilepath(entry))
        path.parent.mkdir(parents=True, exist_ok=True)
        imports = []
        for number, (namespace, names) in enumerate(sorted(concepts.items())):
            imports.append((namespace, f"part{number}.xsd"))
            elements = "".join(_element(name) for name in sorted(names))
            (path.parent / f"part{number}.xsd").write_text(_schema(namespace, [], elements))
        path.write_text(_schema("http://entry.invalid", imports, ""))


def _element(name: str) -> str:
    if name in _INSTANTS:
        kind, period = "monetary", "instant"
    elif name == "AverageNumberOfEmployees":
        kind, period = "decimal", "duration"
    elif "Date" in name:
        kind, period = "date", "duration"
    elif name.startswith(_TEXTUAL):
        kind, period = "string", "duration"
    else:
        kind, period = "monetary", "duration"
    return (
        f'<xs:element name="{name}" id="e_{name}" type="xbrli:{kind}ItemType" nillable="true" '
        f'substitutionGroup="xbrli:item" xbrli:periodType="{period}"/>'
    )


def _schema(namespace: str, imports: list[tuple[str, str]], elements: str) -> str:
    imported = "".join(
        f'<xs:import namespace="{name}" schemaLocation="{place}"/>'
        for name, place in [("http://www.xbrl.org/2003/instance", _XBRLI_XSD), *imports]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xs:schema '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xbrli="http://www.xbrl.org/2003/instance" targetNamespace="{namespace}" '
        f'elementFormDefault="qualified">{imported}{elements}</xs:schema>'
    )


def _fact(fact: object) -> OracleFact:
    context = fact.context
    members = frozenset(
        (axis.localName, value.memberQname.localName if value.isExplicit else "")
        for axis, value in context.qnameDims.items()
    )
    measures = fact.unit.measures[0] if fact.unit is not None else ()
    return OracleFact(
        namespace=fact.qname.namespaceURI,
        name=fact.qname.localName,
        when=_when(context),
        dimensions=members,
        unit=measures[0].localName if measures else "",
        decimals=fact.decimals,
        value=_value(fact),
    )


def _when(context: object) -> Period | date:
    """Arelle tells an end as the next day's midnight."""
    if context.isInstantPeriod:
        return context.instantDatetime.date() - timedelta(days=1)
    end = context.endDatetime.date() - timedelta(days=1)
    return Period(start=context.startDatetime.date(), end=end)


def _value(fact: object) -> Decimal | str | None:
    if fact.isNil:
        return None
    return Decimal(fact.value) if fact.unit is not None else fact.value


_NAMES = {
    "revenue": ["Revenue"],
    "gross_profit": ["GrossProfitLoss", "GrossResult", "GrossProfit"],
    "staff_cost": ["EmployeeBenefitsExpense"],
    "ebit": ["ProfitLossFromOrdinaryOperatingActivities", "ProfitLossFromOperatingActivities"],
    "pretax": ["ProfitLossFromOrdinaryActivitiesBeforeTax", "ProfitLossBeforeTax"],
    "result": ["ProfitLoss"],
    "current_assets": ["CurrentAssets"],
    "inventories": ["Inventories"],
    "assets": ["Assets"],
    "equity": ["Equity"],
    "short_debt": ["ShorttermLiabilitiesOtherThanProvisions", "CurrentLiabilities"],
    "employees": ["AverageNumberOfEmployees"],
}
"""The reference's table of elements, written down a second time."""

_PLAIN_SIDES = {
    frozenset(): "default",
    frozenset({("ConsolidatedSoloDimension", "SoloMember")}): "parent",
    frozenset({("ConsolidatedSoloDimension", "ConsolidatedMember")}): "group",
    frozenset({("ConsolidatedAndSeparateFinancialStatementsAxis", "SeparateMember")}): "parent",
    frozenset(
        {("ReportedValueOtherRenderingOfReportedValueDimension", "ReportedValueMember")}
    ): "default",
}


def oracle_figures(
    facts: list[OracleFact], period: Period, currency: str
) -> dict[tuple[str, str], Decimal]:
    """Choose the figures of a period among Arelle's facts: scope and figure to value.

    A second, simpler telling of the rules: whose by dimension, the more exact of two, and nothing
    when two of one exactness differ.
    """
    ifrs_group = any(
        "/ifrs-full" in f.namespace and _PLAIN_SIDES.get(f.dimensions) == "group" for f in facts
    )
    found: dict[tuple[str, str], list[tuple[int, Decimal, int]]] = defaultdict(list)
    for fact in facts:
        side = _PLAIN_SIDES.get(fact.dimensions)
        if side is None or fact.value is None or fact.when not in (period, period.end):
            continue
        if side == "default":
            esef = "/ifrs-full" in fact.namespace and not ifrs_group
            side = "group" if esef else "parent"
        for figure, names in _NAMES.items():
            wanted = "pure" if figure == "employees" else currency
            if fact.name in names and fact.unit == wanted:
                rank = names.index(fact.name)
                found[side, figure].append((rank, fact.value, _exactness(fact.decimals)))
    return {key: value for key, hits in found.items() if (value := _best(hits)) is not None}


def _exactness(decimals: str | None) -> int:
    if decimals == "INF":
        return 999
    return -999 if decimals is None else int(decimals)


def _best(hits: list[tuple[int, Decimal, int]]) -> Decimal | None:
    first = min(rank for rank, _, _ in hits)
    of_first = [(value, exact) for rank, value, exact in hits if rank == first]
    top = max(exact for _, exact in of_first)
    values = {value for value, exact in of_first if exact == top}
    return values.pop() if len(values) == 1 else None
