"""One document in, one annual report out, or a refusal with its reason."""

from collections.abc import Iterable
from datetime import date, timedelta

from lxml import etree

from guide.domain.report_terms import ReportKind, ReportWarning, WarningCode
from guide.domain.reports import AnnualReport, Period
from guide.ingest.reports import inline, plain, vocabulary
from guide.ingest.reports.concepts import TextItem
from guide.ingest.reports.facts import CVR_SCHEME, Instance, Side, start_date
from guide.ingest.reports.markup import PLAIN_ROOT, parse
from guide.ingest.reports.refusal import Refusal, ReportRefusedError
from guide.ingest.reports.selection import select
from guide.ingest.reports.unpack import unpack

_YEAR_DAYS = range(300, 401)


def read_report(
    data: bytes, *, expected_cvr: str | None = None, expected_period: Period | None = None
) -> AnnualReport:
    """Read an annual report from the bytes of a download, packed or not.

    ``expected_cvr`` is the number it was published under: a document of another company raises
    ``ReportRefusedError``, as do hostile, damaged and foreign files. ``expected_period`` is what
    the index says; the document's own dates go before it.
    """
    instance = read_instance(data)
    cvr, warnings = _company(instance, expected_cvr)
    period = _period(instance, expected_period)
    if expected_period is not None and expected_period != period:
        warnings.append(ReportWarning(code=WarningCode.PERIOD_DIFFERS))
    kind = vocabulary.report_kind(_text(instance, TextItem.KIND))
    if kind not in (ReportKind.ANNUAL, ReportKind.UNKNOWN):
        warnings.append(ReportWarning(code=WarningCode.NOT_ANNUAL))
    preceding = _preceding(instance, period)
    selection = select(instance, period, preceding)
    return AnnualReport(
        cvr=cvr,
        period=period,
        preceding=preceding,
        company_name=_text(instance, TextItem.NAME),
        kind=kind,
        reporting_class=vocabulary.reporting_class(_text(instance, TextItem.REPORTING_CLASS)),
        auditor=vocabulary.auditor_assistance(_text(instance, TextItem.AUDITOR)),
        audit_firm=_text(instance, TextItem.AUDIT_FIRM),
        audit_firm_cvr=_digits(_text(instance, TextItem.AUDIT_FIRM_CVR)),
        approved_on=start_date(_text(instance, TextItem.APPROVAL)),
        general_meeting_on=start_date(_text(instance, TextItem.MEETING)),
        taxonomy=instance.taxonomy.rpartition("/")[2],
        figures=selection.figures,
        warnings=(*warnings, *selection.warnings),
    )


def read_instance(data: bytes) -> Instance:
    """Read the facts of a document without choosing among them; raises ``ReportRefusedError``."""
    root = parse(unpack(data))
    if root.tag == PLAIN_ROOT:
        return plain.read_plain(root)
    return inline.InlineReader(root, _inline_namespace(root)).read()


def _inline_namespace(root: etree._Element) -> str:
    for namespace in inline.NAMESPACES:
        if next(root.iter(f"{{{namespace}}}header"), None) is not None:
            return namespace
    raise ReportRefusedError(Refusal.NOT_XBRL, "Dokumentet er hverken XBRL eller inline XBRL.")


def _text(instance: Instance, item: TextItem) -> str:
    """Return the first text of an item that is not a breakdown and not empty."""
    for context, text in instance.texts.get(item, ()):
        if text and context.side is not Side.BREAKDOWN:
            return text
    return ""


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdigit())


def _company(instance: Instance, expected: str | None) -> tuple[str, list[ReportWarning]]:
    """Check every number that the document gives for its company against the expected one."""
    stated = {_digits(text) for _, text in instance.texts.get(TextItem.CVR, ())}
    stated |= {_digits(number) for scheme, number in instance.identifiers if scheme == CVR_SCHEME}
    stated.discard("")
    wanted = expected or min(stated, default="")
    others = sorted(stated - {wanted})
    if others:
        raise ReportRefusedError(
            Refusal.WRONG_COMPANY,
            f"Dokumentet hører til CVR {', '.join(others)}, ikke til {wanted}.",
        )
    unchecked = [ReportWarning(code=WarningCode.COMPANY_UNCHECKED)] * (not stated)
    return wanted, unchecked


def _dates(instance: Instance, item: TextItem) -> set[date]:
    found = (
        start_date(text)
        for context, text in instance.texts.get(item, ())
        if context.side is not Side.BREAKDOWN
    )
    return {day for day in found if day is not None}


def _period(instance: Instance, expected: Period | None) -> Period:
    """The year by the document's own dates; else as expected; else the one that its flows share."""
    starts, ends = _dates(instance, TextItem.START), _dates(instance, TextItem.END)
    if len(starts) > 1 or len(ends) > 1:
        raise ReportRefusedError(Refusal.TWO_PERIODS, "Dokumentet nævner flere regnskabsperioder.")
    if starts and ends and min(starts) <= min(ends):
        return Period(start=min(starts), end=min(ends))
    durations = _durations(instance)
    if expected is not None and expected in durations:
        return expected
    last = max((period.end for period in durations), default=None)
    latest = {period for period in durations if period.end == last}
    if len(latest) != 1:
        raise ReportRefusedError(
            Refusal.NO_PERIOD, "Dokumentet siger ikke, hvilken regnskabsperiode det dækker."
        )
    return latest.pop()


def _durations(instance: Instance) -> set[Period]:
    return {
        fact.context.period
        for fact in instance.facts
        if fact.context.period is not None and fact.context.side is not Side.BREAKDOWN
    }


def _preceding(instance: Instance, period: Period) -> Period | None:
    """The year before by the document's own dates, else the one duration that ends the day before.

    The guess is made only when exactly one duration of 300 to 400 days does.
    """
    starts = _dates(instance, TextItem.PRECEDING_START)
    ends = _dates(instance, TextItem.PRECEDING_END)
    if len(starts) == len(ends) == 1 and min(starts) <= min(ends) < period.start:
        return Period(start=min(starts), end=min(ends))
    return _only(
        candidate
        for candidate in _durations(instance)
        if candidate.end == period.start - timedelta(days=1) and candidate.days in _YEAR_DAYS
    )


def _only(periods: Iterable[Period]) -> Period | None:
    found = list(periods)
    return found[0] if len(found) == 1 else None
