"""Writes Danish annual reports of invented companies, as plain XBRL and as inline XBRL.

One description gives both forms, so that every trap is met in both. Numbers from 98000000 upwards
belong to no company.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from guide.domain.reports import Period

CVR = "98000003"
OTHER_CVR = "98000011"
ENTRY = "http://archprod.service.eogs.dk/taxonomy/20241001/entryAll20241001.xsd"
STUB_ENTRY = (
    "http://archprod.service.eogs.dk/taxonomy/20251001/"
    "entryDanishGAAPExcludingBalanceSheetIncomeStatement20251001.xsd"
)
IFRS = "https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full"
OLD_IFRS = "http://xbrl.ifrs.org/taxonomy/2014-03-05/ifrs-full"
NAMESPACES = {name: f"http://xbrl.dcca.dk/{name}" for name in ("fsa", "gsd", "cmn", "sob")}
INLINE_2013 = "http://www.xbrl.org/2013/inlineXBRL"
INLINE_2008 = "http://www.xbrl.org/2008/inlineXBRL"

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
YEAR_BEFORE = Period(start=date(2023, 1, 1), end=date(2023, 12, 31))

_REGISTRY = "http://www.xbrl.org/inlineXBRL/transformation/{}"
_FIXED_NAMESPACES = {
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_COMMA_FORM = {
    "2010-04-20": "ixt:numdotcomma",
    "2011-07-31": "ixt:numcommadecimal",
    "2015-02-26": "ixt:numcommadecimal",
    "2020-02-12": "ixt:num-comma-decimal",
    "2022-02-16": "ixt:num-comma-decimal",
}
_SIDES = "cmn:ConsolidatedSoloDimension"
_RENDERINGS = "cmn:ReportedValueOtherRenderingOfReportedValueDimension"
_IFRS_SIDES = "ifrs-full:ConsolidatedAndSeparateFinancialStatementsAxis"

SOLO = ((_SIDES, "cmn:SoloMember"),)
GROUP = ((_SIDES, "cmn:ConsolidatedMember"),)
SEPARATE = ((_IFRS_SIDES, "ifrs-full:SeparateMember"),)
SHARE_CAPITAL = (("fsa:ClassesOfEquityDimension", "fsa:ContributedCapitalMember"),)
TYPED = (("fsa:RelatedPartyTypedDimension", "<fsa:key>1</fsa:key>"),)
AS_REPORTED = ((_RENDERINGS, "cmn:ReportedValueMember"),)
OTHER_RENDERING = ((_RENDERINGS, "cmn:OtherRenderingOfReportedValueMember"),)

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One fact: its concept, what it says in XML, and how a page would show it."""

    concept: str
    value: str | None
    when: Period | date
    dimensions: Dimensions = ()
    unit: str | None = None
    decimals: str | None = None
    shown: str | None = None
    form: str | None = None
    scale: str | None = None
    sign: str | None = None
    target: str | None = None


@dataclass(kw_only=True)
class InventedReport:
    """A report under construction: ``figure`` and ``text`` add facts, then it is written."""

    cvr: str = CVR
    period: Period = YEAR
    preceding: Period | None = YEAR_BEFORE
    scheme: str = "http://www.dcca.dk/cvr"
    identifier: str | None = None
    entry: str = ENTRY
    ifrs: str = IFRS
    prefixes: dict[str, str] = field(default_factory=dict)
    midnight: bool = False
    registry: str = "2020-02-12"
    marks: list[Mark] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    _contexts_by_place: dict[tuple[Period | date, Dimensions], str] = field(default_factory=dict)

    @property
    def last_end(self) -> date:
        """The day of the opening balance."""
        return self.period.start - timedelta(days=1)

    def dated(self, *, misspelt: bool = True, name_preceding: bool = True) -> "InventedReport":
        """Add number, name and dates as every report to the register has them."""
        self.text("gsd:IdentificationNumberCvrOfReportingEntity", self.cvr)
        self.text("gsd:NameOfReportingEntity", "Opfundet Æblesoftware ApS")
        self.text("gsd:InformationOnTypeOfSubmittedReport", "Årsrapport")
        self.text("gsd:ReportingPeriodStartDate", self.period.start.isoformat())
        self.text("gsd:ReportingPeriodEndDate", self.period.end.isoformat())
        if self.preceding is not None and name_preceding:
            self.text("gsd:PrecedingReportingPeriodStartDate", self.preceding.start.isoformat())
            spelling = "Preding" if misspelt else "Preceding"
            self.text(f"gsd:{spelling}ReportingPeriodEndDate", self.preceding.end.isoformat())
        return self

    def figure(
        self, concept: str, value: Decimal | int | None, when: Period | date | None = None,
        *, unit: str | None = "DKK", decimals: str | None = "0", **details: object,
    ) -> "InventedReport":  # fmt: skip
        """Add a number (``None`` is nil) for the year, or for another time."""
        self.marks.append(
            Mark(
                concept=concept,
                value=None if value is None else str(value),
                when=when or self.period,
                unit=unit,
                decimals=None if value is None else decimals,
                **details,
            )
        )
        return self

    def balance(self, concept: str, value: int | Decimal, **details: object) -> "InventedReport":
        """Add a number at the year's end."""
        return self.figure(concept, value, self.period.end, **details)

    def employees(self, number: Decimal | int | None) -> "InventedReport":
        """Add the average head count."""
        return self.figure("fsa:AverageNumberOfEmployees", number, unit="pure")

    def text(self, concept: str, value: str, **details: object) -> "InventedReport":
        """Add a piece of master data."""
        self.marks.append(Mark(concept=concept, value=value, when=self.period, **details))
        return self

    def changed(self, concept: str, **changes: object) -> "InventedReport":
        """Change the year's own fact of a concept; comparatives stay."""
        own = (self.period, self.period.end)
        self.marks[:] = [
            replace(mark, **changes) if mark.concept == concept and mark.when in own else mark
            for mark in self.marks
        ]
        return self

    def without(self, *concepts: str) -> "InventedReport":
        """Take concepts out altogether."""
        self.marks[:] = [mark for mark in self.marks if mark.concept not in concepts]
        return self

    def plain(self, encoding: str = "utf-8") -> bytes:
        """Write plain XBRL."""
        self._name_contexts()
        facts = "\n".join(self._plain_fact(mark) for mark in self.marks)
        body = (
            f'<xbrl xmlns="http://www.xbrl.org/2003/instance" {self._declarations()}>\n'
            f"{self._schema_ref()}\n{self._contexts('')}\n{self._units('')}\n{facts}\n</xbrl>\n"
        )
        return _encoded(body, encoding)

    def inline(self, encoding: str = "utf-8", namespace: str = INLINE_2013) -> bytes:
        """Write a page with the facts marked in it; texts are hidden, numbers stand in a table."""
        self._name_contexts()
        hidden = "".join(self._inline_fact(mark) for mark in self.marks if mark.unit is None)
        rows = "\n".join(
            f"<tr><td>{escape(mark.concept)}</td><td>{self._inline_fact(mark)}</td></tr>"
            for mark in self.marks
            if mark.unit is not None
        )
        body = (
            '<html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:ix="{namespace}" '
            f'xmlns:ixt="{_REGISTRY.format(self.registry)}" {self._declarations()}>\n'
            "<head><title>Årsrapport</title></head><body>"
            f'<div style="display:none"><ix:header><ix:hidden>{hidden}</ix:hidden>\n'
            f"{self._references()}\n<ix:resources>{self._contexts('xbrli:')}\n"
            f"{self._units('xbrli:')}</ix:resources></ix:header></div>\n"
            f"<table>{rows}</table>\n{''.join(self.pages)}</body></html>\n"
        )
        return _encoded(body, encoding)

    def _references(self) -> str:
        targets = ["", *sorted({mark.target for mark in self.marks if mark.target})]
        return "".join(
            f"<ix:references{f' target={quoteattr(target)}' if target else ''}>"
            f"{self._schema_ref()}</ix:references>"
            for target in targets
        )

    def _declarations(self) -> str:
        spaces = {**NAMESPACES, "ifrs-full": self.ifrs}
        renamed = {self.prefixes.get(prefix, prefix): uri for prefix, uri in spaces.items()}
        every = {**_FIXED_NAMESPACES, **renamed}
        return " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in every.items())

    def _named(self, qualified: str) -> str:
        prefix, _, name = qualified.partition(":")
        return f"{self.prefixes.get(prefix, prefix)}:{name}"

    def _schema_ref(self) -> str:
        return f'<link:schemaRef xlink:type="simple" xlink:href="{self.entry}"/>'

    def _contexts(self, x: str) -> str:
        return "\n".join(
            self._context(name, when, dimensions, x)
            for (when, dimensions), name in self._contexts_by_place.items()
        )

    def _name_contexts(self) -> None:
        places = dict.fromkeys((mark.when, mark.dimensions) for mark in self.marks)
        self._contexts_by_place = {place: f"c{number}" for number, place in enumerate(places)}

    def _context(self, name: str, when: Period | date, dimensions: Dimensions, x: str) -> str:
        if isinstance(when, Period):
            time = f"<{x}startDate>{when.start}</{x}startDate>"
            time += f"<{x}endDate>{self._day(when.end)}</{x}endDate>"
        else:
            time = f"<{x}instant>{self._day(when)}</{x}instant>"
        members = "".join(self._member(axis, member) for axis, member in dimensions)
        scenario = f"<{x}scenario>{members}</{x}scenario>" if members else ""
        return (
            f'<{x}context id="{name}"><{x}entity><{x}identifier scheme="{self.scheme}">'
            f"{self.identifier or self.cvr}</{x}identifier></{x}entity><{x}period>{time}"
            f"</{x}period>{scenario}</{x}context>"
        )

    def _day(self, day: date) -> str:
        """An end is that day's end; written as a moment it is the next day's midnight."""
        return f"{day + timedelta(days=1)}T00:00:00" if self.midnight else day.isoformat()

    def _member(self, axis: str, member: str) -> str:
        kind, content = "explicitMember", member
        if member.startswith("<"):
            kind, content = "typedMember", member.replace("fsa:", self._named("fsa:"))
        else:
            content = self._named(member)
        return f'<xbrldi:{kind} dimension="{self._named(axis)}">{content}</xbrldi:{kind}>'

    def _units(self, x: str) -> str:
        units = dict.fromkeys(mark.unit for mark in self.marks if mark.unit)
        return "\n".join(
            f'<{x}unit id="u-{unit}"><{x}measure>{_measure(unit, x)}</{x}measure></{x}unit>'
            for unit in units
        )

    def _attributes(self, mark: Mark) -> dict[str, str | None]:
        return {
            "contextRef": self._contexts_by_place[mark.when, mark.dimensions],
            "unitRef": f"u-{mark.unit}" if mark.unit else None,
            "decimals": mark.decimals,
            "xsi:nil": "true" if mark.value is None else None,
        }

    def _plain_fact(self, mark: Mark) -> str:
        name = self._named(mark.concept)
        return f"<{name} {_written(self._attributes(mark))}>{escape(mark.value or '')}</{name}>"

    def _inline_fact(self, mark: Mark) -> str:
        element = "nonNumeric" if mark.unit is None else "nonFraction"
        shown, look = self._look(mark)
        named = {"name": self._named(mark.concept), **self._attributes(mark), **look}
        return f"<ix:{element} {_written(named)}>{shown}</ix:{element}>"

    def _look(self, mark: Mark) -> tuple[str, dict[str, str | None]]:
        """How a fact is shown: as given, else in Danish, in thousands where decimals are −3."""
        given = {"format": mark.form, "scale": mark.scale, "sign": mark.sign, "target": mark.target}
        if mark.shown is not None:
            return mark.shown, given
        if mark.unit is None or mark.value is None:
            return escape(mark.value or ""), given
        number = Decimal(mark.value)
        thousands = mark.decimals == "-3"
        size = abs(number) / (1000 if thousands else 1)
        return f"{size:,f}".translate(str.maketrans(",.", ".,")), {
            **given,
            "format": _COMMA_FORM[self.registry],
            "scale": "3" if thousands else "0",
            "sign": "-" if number < 0 else None,
        }


def _measure(unit: str, x: str) -> str:
    return f"{x}pure" if unit == "pure" else f"iso4217:{unit}"


def _written(attributes: dict[str, str | None]) -> str:
    return " ".join(f"{k}={quoteattr(v)}" for k, v in attributes.items() if v is not None)


def _encoded(body: str, encoding: str) -> bytes:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    return f'<?xml version="1.0" encoding="{name}"?>\n{body}'.encode(encoding)


FLOWS = {
    "Revenue": 123_456_789,
    "GrossProfitLoss": 61_234_567,
    "EmployeeBenefitsExpense": 40_100_200,
    "ProfitLossFromOrdinaryOperatingActivities": 12_345_678,
    "ProfitLossFromOrdinaryActivitiesBeforeTax": 11_222_333,
    "ProfitLoss": 8_765_432,
}
BALANCES = {
    "CurrentAssets": 30_300_300,
    "Inventories": 2_100_000,
    "Assets": 51_000_000,
    "LiabilitiesAndEquity": 51_000_000,
    "Equity": 20_500_000,
    "ShorttermLiabilitiesOtherThanProvisions": 25_000_000,
}


def ordinary(**changes: object) -> InventedReport:
    """A report with all twelve figures, and last year's beside them."""
    report = InventedReport(**changes).dated()
    for name, value in FLOWS.items():
        report.figure(f"fsa:{name}", value)
        if report.preceding is not None:
            report.figure(f"fsa:{name}", value * 9 // 10, report.preceding)
    for name, value in BALANCES.items():
        report.balance(f"fsa:{name}", value)
        report.figure(f"fsa:{name}", value * 8 // 10, report.last_end)
    return report.employees(82)
